package dev.tunewatch.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.hub.HubFormats;
import dev.tunewatch.detect.Inspector;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.events.EventJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfflineInspectionTest {

  private final OfflineInspection inspection =
      new OfflineInspection(
          HubFormats.find("huggingface").orElseThrow(),
          new Inspector(RuleBook.bundled())::examine,
          (release, inspection) -> {},
          Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

  private final List<JsonNode> out = new ArrayList<>();

  @Test
  void eachRecordGivesOneLineInInputOrder() throws IOException {
    long errors = inspect("{\"id\":\"b/two\",\"tags\":[]}\n{\"id\":\"a/one\",\"tags\":[]}");

    assertThat(errors).isZero();
    assertThat(out).extracting(line -> line.get("id").asText()).containsExactly("b/two", "a/one");
  }

  @Test
  void aLineHasEveryFieldOfTheContract() throws IOException {
    inspect("{\"id\":\"maker/tiny-7b-abliterated-GGUF\",\"tags\":[\"gguf\"]}\n");

    assertThat(out.get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "hub",
            "id",
            "severity",
            "flagged",
            "canonicalKey",
            "root",
            "rules",
            "signals",
            "parents",
            "risk",
            "facts");
    JsonNode signal = out.get(0).get("signals").get(0);
    assertThat(signal.fieldNames())
        .toIterable()
        .contains("id", "tier", "confidence", "suppressedBy", "inheritedFrom", "evidence");
  }

  @Test
  void aChildInheritsFromAParentThatComesLater() throws IOException {
    inspect(
        """
        {"id":"b/child-7b","tags":["base_model:a/parent-7b","base_model:finetune:a/parent-7b"]}
        {"id":"a/parent-7b","tags":["abliterated","text-generation"]}
        """);

    JsonNode child = out.get(0);
    assertThat(child.get("flagged").asBoolean()).isTrue();
    assertThat(child.get("root").asText()).isEqualTo("a/parent-7b");
    assertThat(child.get("signals"))
        .anySatisfy(
            signal -> {
              assertThat(signal.get("id").asText()).isEqualTo("V4");
              assertThat(signal.get("inheritedFrom").asText()).isEqualTo("a/parent-7b");
            });
  }

  @Test
  void aLineThatIsNoRecordGivesAnErrorLineInItsPlaceAndTheOthersGoOn() throws IOException {
    long errors = inspect("{\"id\":\"a/one\"}\nnot json\n{\"tags\":[]}\n[1]\n{\"id\":\"a/two\"}\n");

    assertThat(errors).isEqualTo(3);
    assertThat(out).hasSize(5);
    assertThat(out.get(1).get("line").asInt()).isEqualTo(2);
    assertThat(out.get(1).get("error").asText()).isNotBlank().doesNotContain("not json");
    assertThat(out.get(2).get("line").asInt()).isEqualTo(3);
    assertThat(out.get(3).get("line").asInt()).isEqualTo(4);
    assertThat(out.get(4).get("id").asText()).isEqualTo("a/two");
  }

  @Test
  void blankLinesArePassedOverButCounted() throws IOException {
    inspect("\n\r\n  \nnot json\n");

    assertThat(out).hasSize(1);
    assertThat(out.get(0).get("line").asInt()).isEqualTo(4);
  }

  @Test
  void aLineWithoutEndIsBounded() throws IOException {
    String long_ = "x".repeat(OfflineInspection.MAX_LINE + 10);

    long errors = inspect(long_ + "\n{\"id\":\"a/one\"}\n");

    assertThat(errors).isEqualTo(1);
    assertThat(out.get(0).get("error").asText()).contains("longer");
    assertThat(out.get(1).get("id").asText()).isEqualTo("a/one");
  }

  private long inspect(String input) throws IOException {
    return inspection.run(
        () -> new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        line -> out.add(EventJson.mapper().readTree(line)));
  }
}
