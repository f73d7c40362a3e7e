package dev.tunewatch.crawler.hub;

import dev.tunewatch.crawler.hub.civitai.Civitai;
import dev.tunewatch.crawler.hub.huggingface.HuggingFace;
import dev.tunewatch.crawler.hub.modelscope.ModelScope;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The adapters; a new hub is one package and one line here. */
public final class Hubs {

  private static final SortedMap<String, Hub> ALL =
      Stream.<Hub>of(new HuggingFace(), new Civitai(), new ModelScope())
          .collect(
              Collectors.toMap(
                  Hub::name,
                  Function.identity(),
                  (a, b) -> {
                    throw new IllegalStateException("two hubs named " + a.name());
                  },
                  TreeMap::new));

  private Hubs() {}

  /** The adapter of that name. */
  public static Optional<Hub> find(String hub) {
    return Optional.ofNullable(ALL.get(hub));
  }

  /** All names, in alphabetical order. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }
}
