package dev.tunewatch.crawler.hub.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.MalformedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads a page that is an array of records in one pass, one record in memory at a time. A page in
 * which anything breaks the bounds of {@link RecordJson} is read again, cut into pieces by {@link
 * PageSplitter}, so that one bad record still spoils nothing but itself; that is the rare case, and
 * looking at each byte twice for it took a tenth of the CPU time of a backfill.
 *
 * @param <T> what becomes of a record
 */
public final class PageRows<T> {

  /** One deeper than a record may be, because the page is around it. */
  private static final int DEPTH = RecordJson.MAX_DEPTH + 1;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(RecordJson.MAX_STRING)
                  .maxNumberLength(RecordJson.MAX_NUMBER)
                  .maxTokenCount(RecordJson.MAX_TOKENS)
                  .build())
          .build();

  private final Mapping<T> mapping;
  private final BiFunction<byte[], String, T> refusal;

  /**
   * What a record means.
   *
   * @param <T> what becomes of it
   */
  @FunctionalInterface
  public interface Mapping<T> {

    /**
     * Reads the object at hand, to its end before it is judged.
     *
     * @throws MalformedRecord if it is no record of this hub
     */
    T map(RecordReader record) throws IOException, MalformedRecord;
  }

  /**
   * Reads records so.
   *
   * @param refusal makes something of the bytes of a record that is none, and the reason
   */
  public PageRows(Mapping<T> mapping, BiFunction<byte[], String, T> refusal) {
    this.mapping = mapping;
    this.refusal = refusal;
  }

  /**
   * All rows of a page.
   *
   * @throws MalformedPage if it is no array, does not end, or has far more rows than a page has
   */
  public List<T> read(byte[] page) throws MalformedPage {
    PageSplitter.requireUtf8(page);
    Optional<List<T>> whole = inOnePass(page);
    if (whole.isPresent()) {
      return whole.get();
    }
    List<T> rows = new ArrayList<>();
    for (byte[] piece : PageSplitter.split(page)) {
      try {
        rows.add(mapping.map(RecordReader.of(RecordJson.read(piece))));
      } catch (MalformedRecord malformed) {
        rows.add(refused(piece, malformed));
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
    return rows;
  }

  /** Empty where the page has to be cut into pieces to tell what is wrong with it. */
  private Optional<List<T>> inOnePass(byte[] page) {
    List<T> rows = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(page)) {
      RecordReader records = new RecordReader(parser);
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.START_OBJECT
            || rows.size() >= PageSplitter.MOST_ROWS) {
          return Optional.empty();
        }
        int from = (int) parser.currentTokenLocation().getByteOffset();
        try {
          rows.add(mapping.map(records));
        } catch (MalformedRecord malformed) {
          int to = (int) parser.currentLocation().getByteOffset();
          rows.add(refused(Arrays.copyOfRange(page, from, to), malformed));
        }
      }
      return parser.nextToken() == null ? Optional.of(rows) : Optional.empty();
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  private T refused(byte[] piece, MalformedRecord malformed) {
    return refusal.apply(piece, String.valueOf(malformed.getMessage()));
  }
}
