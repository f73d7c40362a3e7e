package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseFile;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.SmallFiles;
import dev.tunewatch.events.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One file of cases for each detector; the files are the specification. */
class CasesTest {

  private final Inspector inspector = new Inspector(RuleBook.bundled());

  static Stream<String> files() throws IOException, URISyntaxException {
    Path cases = Path.of(CasesTest.class.getResource("/cases/v1.yaml").toURI()).getParent();
    try (Stream<Path> files = Files.list(cases)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void everySignalHasItsFileOfCases() throws Exception {
    List<String> files = files().toList();
    for (SignalId signal : SignalId.values()) {
      assertThat(files).contains(signal.name().toLowerCase(Locale.ROOT) + ".yaml");
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void holdsTheCasesOf(String file) throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/cases/" + file)) {
      Object cases = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
      List<String> wrong = new ArrayList<>();
      for (Object item : (List<?>) cases) {
        Map<?, ?> map = (Map<?, ?>) item;
        Inspection inspection = inspector.apply(release(map));
        List<String> found = found(inspection).toList();
        for (String expected : strings(map.get("expect"))) {
          boolean not = expected.startsWith("not ");
          if (found.contains(not ? expected.substring(4) : expected) == not) {
            wrong.add(map.get("case") + ": " + expected + ", but " + found);
          }
        }
      }
      assertThat(wrong).isEmpty();
    }
  }

  /** What a case may expect: signals, their tiers, suppression, severity, flag, parents. */
  private static Stream<String> found(Inspection inspection) {
    List<String> all = new ArrayList<>();
    inspection
        .signals()
        .forEach(
            s -> {
              all.add(s.id().name());
              all.add(s.id() + " " + s.tier());
              if (s.suppressedBy() != null) {
                all.add(s.id() + " suppressed by " + s.suppressedBy());
              }
              if (s.inheritedFrom() != null) {
                all.add(s.id() + " from " + s.inheritedFrom());
              }
              if (s.flags()) {
                all.add(s.id() + " flags");
              }
              s.evidence().forEach(e -> all.add(e.quote()));
              s.evidence().forEach(e -> all.add(e.rule().split("/", 2)[0]));
            });
    inspection.parents().forEach(p -> all.add(p.id() + " " + p.relation() + " " + p.confidence()));
    all.add(inspection.severity().name());
    all.add(inspection.flagged() ? "flagged" : "quiet");
    all.add(inspection.parents().size() + " parents");
    return all.stream();
  }

  private static Release release(Map<?, ?> map) {
    String hub = map.containsKey("hub") ? String.valueOf(map.get("hub")) : "huggingface";
    ReleaseName name = new ReleaseName(hub, String.valueOf(map.get("id")));
    List<DeclaredParent> parents = new ArrayList<>();
    for (String parent : strings(map.get("parents"))) {
      String[] parts = parent.split(" ", -1);
      Relation relation = parts.length > 1 ? Relation.find(parts[1]).orElse(null) : null;
      parents.add(new DeclaredParent(parts[0], relation, DeclaredParent.Source.TAG));
    }
    List<ReleaseFile> files =
        map.containsKey("files")
            ? strings(map.get("files")).stream().map(f -> new ReleaseFile(f, null, null)).toList()
            : null;
    Object parameters = map.get("parameters");
    ModelFacts facts =
        new ModelFacts(
            List.of(),
            null,
            text(map.get("quant_method")),
            parameters == null ? null : Long.valueOf(parameters.toString()),
            null,
            null);
    List<ReleasePart> parts = new ArrayList<>();
    parts.add(
        Releases.part(
            name,
            new Listing(
                "",
                null,
                null,
                null,
                null,
                strings(map.get("tags")),
                List.of(),
                text(map.get("pipeline")),
                text(map.get("library")),
                text(map.get("licence")),
                map.containsKey("gating")
                    ? Gating.ofWireName(String.valueOf(map.get("gating")))
                    : null,
                null,
                strings(map.get("languages")),
                strings(map.get("datasets")),
                parents,
                files,
                facts,
                null,
                null,
                null,
                strings(map.get("flags")),
                List.of())));
    if (map.containsKey("status")) {
      Status.State state = Status.State.valueOf(String.valueOf(map.get("status")));
      parts.add(Releases.part(name, new Status(state, null, null)));
    }
    if (map.containsKey("card")) {
      parts.add(Releases.part(name, Releases.card(String.valueOf(map.get("card")))));
    }
    if (map.containsKey("recipe")) {
      String recipe = String.valueOf(map.get("recipe"));
      var file = new SmallFiles.Text(SmallFiles.MERGEKIT_CONFIG, recipe, "", false);
      parts.add(Releases.part(name, new SmallFiles(List.of(file))));
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
