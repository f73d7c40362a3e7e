package dev.tunewatch.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IngestTopicsTest {

  @Test
  void readmeHasTheTableOfTheTopics() throws Exception {
    assertThat(Files.readString(Path.of("README.md"))).contains(table(IngestTopics.all()));
  }

  @Test
  void namesAreUniqueAndCarryAVersion() {
    assertThat(IngestTopics.all())
        .extracting(TopicSpec::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z-]+\\.v[0-9]+"));
  }

  @Test
  void onlyATopicThatDeletesHasARetention() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TopicSpec(
                    "x.v1",
                    "k",
                    "v",
                    TopicSpec.CleanUp.COMPACT,
                    null,
                    Duration.ofDays(1),
                    TopicSpec.Spread.SINGLE));
  }

  private static String table(List<TopicSpec> specs) {
    return specs.stream()
        .map(
            spec ->
                "| `%s` | `%s` | %s | %s | %s |\n"
                    .formatted(
                        spec.name(),
                        spec.key(),
                        spec.value(),
                        cleanUp(spec),
                        spec.spread() == TopicSpec.Spread.SINGLE ? "1" : "as installed"))
        .collect(
            Collectors.joining(
                "",
                "| topic | key | value | clean-up | partitions |\n| --- | --- | --- | --- | --- |\n",
                ""));
  }

  private static String cleanUp(TopicSpec spec) {
    if (spec.retention() != null) {
      return "delete after " + spec.retention().toDays() + " d";
    }
    return spec.minCompactionLag() == null
        ? "compact"
        : "compact, not before " + spec.minCompactionLag().toDays() + " d";
  }
}
