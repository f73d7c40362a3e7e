package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The catalogue's worked examples, as far as signals and flags go; the score is not there yet. */
class WorkedExamplesTest {

  private final Inspector inspector = new Inspector(RuleBook.bundled());

  @TestFactory
  Stream<DynamicTest> theCatalogueIsRight() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/worked-examples.yaml")) {
      List<?> examples = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      return examples.stream().map(example -> test((Map<?, ?>) example));
    }
  }

  private DynamicTest test(Map<?, ?> example) {
    return DynamicTest.dynamicTest(
        example.get("example") + " " + example.get("case"),
        () -> {
          Set<String> found = found(inspector.apply(release(example)));
          for (String expected : strings(example.get("expect"))) {
            if (expected.startsWith("not ")) {
              assertThat(found).doesNotContain(expected.substring(4));
            } else {
              assertThat(found).contains(expected);
            }
          }
        });
  }

  private static Set<String> found(Inspection inspection) {
    Set<String> found = new TreeSet<>();
    inspection
        .signals()
        .forEach(
            signal -> {
              found.add(signal.id().name());
              found.add(signal.id() + " " + signal.tier());
              if (signal.suppressedBy() != null) {
                found.add(signal.id() + " suppressed by " + signal.suppressedBy());
              }
            });
    found.add(inspection.severity().name());
    found.add(inspection.flagged() ? "flagged" : "quiet");
    return found;
  }

  private static Release release(Map<?, ?> example) {
    ReleaseName name = new ReleaseName("huggingface", String.valueOf(example.get("id")));
    List<ReleaseFile> files =
        strings(example.get("files")).stream().map(f -> new ReleaseFile(f, null, null)).toList();
    Object parameters = example.get("parameters");
    Long counted = parameters == null ? null : Long.valueOf(parameters.toString());
    Listing listing =
        new Listing(
            "",
            null,
            null,
            null,
            null,
            strings(example.get("tags")),
            List.of(),
            text(example.get("pipeline")),
            null,
            null,
            null,
            null,
            List.of(),
            strings(example.get("datasets")),
            List.of(),
            files.isEmpty() ? null : files,
            new ModelFacts(List.of(), null, null, counted, null, null),
            null,
            null,
            null,
            List.of(),
            List.of());
    List<ReleasePart> parts = new ArrayList<>(List.of(Releases.part(name, listing)));
    if (example.containsKey("card")) {
      parts.add(Releases.part(name, Releases.card(String.valueOf(example.get("card")))));
    }
    return Release.merge(parts);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static List<String> strings(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(Object::toString).toList() : List.of();
  }
}
