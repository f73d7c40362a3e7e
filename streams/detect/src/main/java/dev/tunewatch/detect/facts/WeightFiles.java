package dev.tunewatch.detect.facts;

import dev.tunewatch.events.ReleaseFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sets of files of a release, each of which is a whole model: a GGUF type in one file or in
 * shards, the weights of a framework. A set with a missing shard is none.
 */
final class WeightFiles {

  /** A set: what its name tells of the packing, and its size where all files tell theirs. */
  record Variant(String name, boolean gguf, @Nullable Long bytes) {}

  private static final List<String> NOT_WEIGHTS =
      List.of("mmproj", "imatrix", "adapter_", "optimizer", "training_args", "scheduler", "lora");

  private WeightFiles() {}

  private static final class Group {
    private int of = 1;
    private int parts;
    private long bytes;
    private boolean sized = true;
  }

  /** All complete sets. A pipeline of several folders is one set, the smallest of each summed. */
  static List<Variant> of(List<ReleaseFile> files) {
    Map<String, Group> groups = new TreeMap<>();
    for (ReleaseFile file : files) {
      String name = file.name().toLowerCase(Locale.ROOT);
      if (isWeights(name)) {
        add(file, name, groups);
      }
    }
    List<Variant> variants = new ArrayList<>();
    Map<String, Variant> smallest = new TreeMap<>();
    groups.forEach(
        (stem, group) -> {
          if (group.parts == group.of) {
            Variant variant =
                new Variant(stem, stem.endsWith(".gguf"), group.sized ? group.bytes : null);
            if (variant.gguf()) {
              variants.add(variant);
            } else {
              smallest.merge(folder(stem), variant, WeightFiles::smaller);
            }
          }
        });
    Variant whole = smallest.get("");
    if (whole != null) {
      variants.add(whole);
    } else if (!smallest.isEmpty()) {
      variants.add(smallest.values().stream().reduce(WeightFiles::together).orElseThrow());
    }
    return variants;
  }

  private static String folder(String stem) {
    return stem.substring(0, Math.max(0, stem.lastIndexOf('/')));
  }

  private static Variant smaller(Variant a, Variant b) {
    boolean second = a.bytes() == null || (b.bytes() != null && b.bytes() < a.bytes());
    return second ? b : a;
  }

  private static Variant together(Variant a, Variant b) {
    Long bytes = a.bytes() == null || b.bytes() == null ? null : a.bytes() + b.bytes();
    return new Variant(a.name(), false, bytes);
  }

  /** Whether a file holds a model's weights, by its name in lower case. */
  static boolean isWeights(String name) {
    boolean weights =
        name.endsWith(".gguf")
            || name.endsWith(".safetensors")
            || (name.endsWith(".bin") && name.contains("pytorch_model"));
    return weights && NOT_WEIGHTS.stream().noneMatch(name::contains);
  }

  /** Shards are named {@code stem-00001-of-00003.ext}. */
  private static void add(ReleaseFile file, String name, Map<String, Group> groups) {
    int dot = name.lastIndexOf('.');
    String stem = name.substring(0, dot);
    int of = 1;
    int mark = stem.lastIndexOf("-of-");
    if (mark > 6 && isNumber(stem.substring(mark + 4)) && stem.charAt(mark - 6) == '-') {
      of = Integer.parseInt(stem.substring(mark + 4));
      stem = stem.substring(0, mark - 6);
    }
    Group group = groups.computeIfAbsent(stem + name.substring(dot), key -> new Group());
    group.of = of;
    group.parts++;
    Long bytes = file.bytes();
    group.sized &= bytes != null;
    group.bytes += bytes == null ? 0 : bytes;
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(Character::isDigit);
  }
}
