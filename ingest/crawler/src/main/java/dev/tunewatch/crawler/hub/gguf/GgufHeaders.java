package dev.tunewatch.crawler.hub.gguf;

import dev.tunewatch.crawler.hub.gguf.HeaderBytes.AtTheCut;
import dev.tunewatch.crawler.hub.gguf.MalformedHeader.Reason;
import dev.tunewatch.crawler.hub.json.Fields;
import dev.tunewatch.events.GgufHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code general.*} keys at the head of a GGUF file, versions 2 and 3
 * (github.com/ggml-org/ ggml, docs/gguf.md). Converters write them first; behind them come the
 * tokenizer's arrays of hundreds of thousands of texts, at which the beginning that was asked for
 * usually ends.
 */
public final class GgufHeaders {

  /** How much of a file is asked for. */
  public static final int BEGINNING = 1024 * 1024;

  private static final int MAGIC = 0x46554747; // "GGUF"
  private static final int MOST_KEYS = 4_096;
  private static final int LONGEST_KEY = 65_535;
  private static final int MOST_DEPTH = 4;
  private static final int LEAST_PAIR = Long.BYTES + Integer.BYTES + 1;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  /** Bytes of a value by type; 0 for those that say it themselves. */
  private static final int[] WIDTHS = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

  private static final Set<Integer> COUNTS = Set.of(0, 2, 4, 10);
  private static final String GENERAL = "general.";
  private static final Set<String> NUMBERS =
      Set.of("file_type", "quantization_version", "base_model.count");
  private static final Pattern TEXTS =
      Pattern.compile(
          "architecture|name|basename|finetune|size_label|quantized_by|license"
              + "|source\\.(url|repo_url|huggingface\\.repository)"
              + "|base_model\\.[0-9]{1,2}\\.(name|author|version|organization|repo_url|doi)");

  private final HeaderBytes in;
  private final List<GgufHeader.Text> texts = new ArrayList<>();
  private final List<GgufHeader.Count> numbers = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private final List<String> datasets = new ArrayList<>();

  private GgufHeaders(HeaderBytes in) {
    this.in = in;
  }

  /**
   * Reads what is there.
   *
   * @param file its name
   * @param beginning of the file
   * @param size of the whole file as the hub says, or less where it does not
   * @throws MalformedHeader if it cannot be the beginning of such a file
   */
  public static GgufHeader read(String file, byte[] beginning, long size) throws MalformedHeader {
    GgufHeaders reader = new GgufHeaders(new HeaderBytes(beginning, size));
    long keys;
    try {
      keys = reader.preamble();
    } catch (AtTheCut early) {
      throw new MalformedHeader(Reason.TRUNCATED);
    }
    try {
      for (long i = 0; i < keys; i++) {
        reader.pair();
      }
    } catch (AtTheCut usual) {
      // What comes behind was not asked for.
    }
    return new GgufHeader(file, reader.texts, reader.numbers, reader.tags, reader.datasets);
  }

  private long preamble() throws AtTheCut, MalformedHeader {
    if (in.number(Integer.BYTES) != MAGIC) {
      throw new MalformedHeader(Reason.NOT_GGUF);
    }
    long version = in.number(Integer.BYTES);
    if (version != 2 && version != 3) {
      throw new MalformedHeader(Reason.NOT_GGUF);
    }
    in.bounded(Reason.COUNT, 1);
    long keys = in.bounded(Reason.COUNT, LEAST_PAIR);
    if (keys > MOST_KEYS) {
      throw new MalformedHeader(Reason.COUNT);
    }
    return keys;
  }

  private void pair() throws AtTheCut, MalformedHeader {
    String key = in.text(LONGEST_KEY + 1);
    if (key.length() > LONGEST_KEY) {
      throw new MalformedHeader(Reason.LENGTH);
    }
    String name = key.startsWith(GENERAL) ? key.substring(GENERAL.length()) : "";
    int type = type();
    if (type == STRING && TEXTS.matcher(name).matches()) {
      String value = Fields.bounded(in.text(4 * Fields.MAX_CHARS));
      if (value != null && texts.size() < Fields.MAX_ELEMENTS) {
        texts.add(new GgufHeader.Text(name, value));
      }
    } else if (COUNTS.contains(type) && NUMBERS.contains(name)) {
      long value = in.number(WIDTHS[type]);
      if (value >= 0 && numbers.size() < Fields.MAX_ELEMENTS) {
        numbers.add(new GgufHeader.Count(name, value));
      }
    } else if (type == ARRAY && (name.equals("tags") || name.equals("datasets"))) {
      array(1, name.equals("tags") ? tags : datasets);
    } else {
      skip(type, 1);
    }
  }

  private void skip(int type, int depth) throws AtTheCut, MalformedHeader {
    if (type == STRING) {
      in.skip(in.bounded(Reason.LENGTH, 1));
    } else if (type == ARRAY) {
      array(depth, null);
    } else {
      in.skip(WIDTHS[type]);
    }
  }

  /** Passes over an array; its texts are kept where there is a list for them. */
  private void array(int depth, @Nullable List<String> kept) throws AtTheCut, MalformedHeader {
    if (depth > MOST_DEPTH) {
      throw new MalformedHeader(Reason.DEPTH);
    }
    int type = type();
    int width = WIDTHS[type];
    long count = in.bounded(Reason.COUNT, width == 0 ? Long.BYTES : width);
    if (width > 0) {
      in.skip(count * width);
      return;
    }
    for (long i = 0; i < count; i++) {
      if (kept != null && type == STRING) {
        String text = Fields.bounded(in.text(4 * Fields.MAX_CHARS));
        if (text != null && kept.size() < Fields.MAX_ELEMENTS) {
          kept.add(text);
        }
      } else {
        skip(type, depth + 1);
      }
    }
  }

  private int type() throws AtTheCut, MalformedHeader {
    long type = in.number(Integer.BYTES);
    if (type < 0 || type >= WIDTHS.length) {
      throw new MalformedHeader(Reason.TYPE);
    }
    return (int) type;
  }
}
