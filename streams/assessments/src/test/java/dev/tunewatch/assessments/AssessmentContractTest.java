package dev.tunewatch.assessments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.TopicSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files, the schemas and the README say the same as the code. */
class AssessmentContractTest {

  private static final JsonSchema ASSESSMENT = schema("assessment.schema.json");
  private static final JsonSchema HISTORY = schema("history.schema.json");
  private static final JsonSchema LINEAGE = schema("lineage.schema.json");
  private static final JsonSchema INSPECTION = schema("inspection.schema.json");

  static Iterable<Map.Entry<String, Assessment>> assessments() {
    return Cases.assessments().entrySet();
  }

  static Iterable<Map.Entry<String, History>> histories() {
    return Cases.histories().entrySet();
  }

  static Iterable<Map.Entry<String, Descent>> descents() {
    return Cases.descents().entrySet();
  }

  static Iterable<Map.Entry<String, Inspection>> inspections() {
    return Cases.inspections().entrySet();
  }

  @ParameterizedTest
  @MethodSource("assessments")
  void anAssessmentIsWrittenAndReadAsTheGoldenFileSays(Map.Entry<String, Assessment> golden)
      throws Exception {
    byte[] now = AssessmentCodec.encode(golden.getValue());
    byte[] kept = Golden.bytes(golden.getKey(), now);
    assertThat(new String(now, UTF_8)).isEqualTo(new String(kept, UTF_8));
    assertThat(AssessmentCodec.decode(kept)).isEqualTo(golden.getValue());
    assertThat(problems(ASSESSMENT, kept)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("inspections")
  void anInspectionIsWrittenAndReadAsTheGoldenFileSays(Map.Entry<String, Inspection> golden)
      throws Exception {
    byte[] now = EventJson.mapper().writeValueAsBytes(golden.getValue());
    byte[] kept = Golden.bytes(golden.getKey(), now);
    assertThat(new String(now, UTF_8)).isEqualTo(new String(kept, UTF_8));
    assertThat(EventJson.mapper().readValue(kept, Inspection.class)).isEqualTo(golden.getValue());
    assertThat(problems(INSPECTION, kept)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void aHistoryIsWrittenAndReadAsTheGoldenFileSays(Map.Entry<String, History> golden)
      throws Exception {
    byte[] now = HistoryCodec.encode(golden.getValue());
    byte[] kept = Golden.bytes(golden.getKey(), now);
    assertThat(new String(now, UTF_8)).isEqualTo(new String(kept, UTF_8));
    assertThat(HistoryCodec.decode(kept)).isEqualTo(golden.getValue());
    assertThat(problems(HISTORY, kept)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("descents")
  void aDescentIsWrittenAndReadAsTheGoldenFileSays(Map.Entry<String, Descent> golden)
      throws Exception {
    byte[] now = DescentCodec.encode(golden.getValue());
    byte[] kept = Golden.bytes(golden.getKey(), now);
    assertThat(new String(now, UTF_8)).isEqualTo(new String(kept, UTF_8));
    assertThat(DescentCodec.decode(kept)).isEqualTo(golden.getValue());
    assertThat(problems(LINEAGE, kept)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"v\":2}", "{\"v\":1,\"release\":\"pAyLoAd\"}"})
  void whatIsNoHistoryAndNoDescentIsRefused(String json) {
    for (Class<?> contract : List.of(History.class, Descent.class)) {
      assertThatThrownBy(
              () -> {
                if (contract == History.class) {
                  HistoryCodec.decode(json.getBytes(UTF_8));
                } else {
                  DescentCodec.decode(json.getBytes(UTF_8));
                }
              })
          .isInstanceOf(MalformedEvent.class)
          .message()
          .doesNotContain("pAyLoAd");
    }
  }

  @Test
  void everyVersionEverWrittenStillParses() throws Exception {
    for (Path file : Golden.all()) {
      byte[] bytes = Files.readAllBytes(file);
      if (String.valueOf(file.getFileName()).startsWith("assessment")) {
        assertThat(AssessmentCodec.decode(bytes)).as("%s", file).isNotNull();
      } else if (String.valueOf(file.getFileName()).startsWith("verdict")) {
        assertThat(VerdictCodec.decode(bytes)).as("%s", file).isNotNull();
      } else if (String.valueOf(file.getFileName()).startsWith("history")) {
        assertThat(HistoryCodec.decode(bytes)).as("%s", file).isNotNull();
      } else if (String.valueOf(file.getFileName()).startsWith("lineage")) {
        assertThat(DescentCodec.decode(bytes)).as("%s", file).isNotNull();
      } else {
        assertThat(EventJson.mapper().readValue(bytes, Inspection.class)).isNotNull();
      }
    }
  }

  /** The line that `tunewatch inspect` promises. */
  @Test
  void theLineOfInspectHasItsFieldsInOrderAndItsNulls() throws Exception {
    JsonNode line =
        EventJson.mapper().valueToTree(Cases.inspections().get("inspection-flagged.json"));
    assertThat(line.fieldNames())
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
            "risk");
    assertThat(line.get("root").isNull()).isTrue();
    assertThat(line.get("risk").isNull()).isTrue();
    JsonNode signal = line.at("/signals/1");
    assertThat(signal.fieldNames())
        .toIterable()
        .containsExactly("id", "tier", "confidence", "suppressedBy", "inheritedFrom", "evidence");
    assertThat(signal.get("suppressedBy").isNull()).isTrue();
    assertThat(signal.get("inheritedFrom").isNull()).isTrue();
    assertThat(EventJson.mapper().writeValueAsString(line))
        .contains("\"confidence\":0.95,")
        .doesNotContain("\n");
    assertThat(EventJson.mapper().valueToTree(Cases.RISK).toString())
        .isEqualTo("{\"R\":57,\"H\":0.35,\"E\":0.62,\"V\":0.75,\"C\":0.99}");
  }

  @Test
  void whateverIsWrittenValidatesAndReadsBackEqual() throws Exception {
    SplittableRandom random = seeded();
    for (int i = 0; i < 300; i++) {
      Assessment assessment = Cases.random(random);
      byte[] bytes = AssessmentCodec.encode(assessment);
      assertThat(AssessmentCodec.decode(bytes)).isEqualTo(assessment);
      assertThat(AssessmentCodec.encode(AssessmentCodec.decode(bytes))).isEqualTo(bytes);
      assertThat(problems(ASSESSMENT, bytes)).as("%s", assessment).isEmpty();
    }
  }

  @Test
  void unknownFieldsAreIgnored() throws Exception {
    String more = active().replace("{", "{\"unknown\":[{}],");
    assertThat(AssessmentCodec.decode(more.getBytes(UTF_8)))
        .isEqualTo(Cases.assessment("assessment-active.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v",
        "clusterId",
        "state",
        "severity",
        "canonicalKey",
        "rules",
        "signals",
        "lead",
        "members",
        "memberCount",
        "flaggedCount",
        "observedAt",
        "release",
        "flagged",
        "tier",
        "confidence",
        "evidence",
        "quote",
        "rule",
        "relation",
        "source"
      })
  void aMissingFieldIsRefusedByCodecAndSchema(String field) {
    refusedByBoth(active().replace("\"" + field + "\":", "\"pAyLoAd\":"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"v\":1|\"v\":2",
        "\"v\":1|\"v\":\"1\"",
        "\"confidence\":0.95|\"confidence\":1.01",
        "\"confidence\":0.95|\"confidence\":-0.1",
        "\"confidence\":0.95|\"confidence\":\"pAyLoAd\"",
        "\"confidence\":0.95|\"confidence\":429496.7296",
        "\"state\":\"active\"|\"state\":\"pAyLoAd\"",
        "\"severity\":\"P2\"|\"severity\":1",
        "\"id\":\"V1\"|\"id\":\"V9\"",
        "\"memberCount\":2|\"memberCount\":2.5",
        "\"flagged\":true|\"flagged\":1",
        "\"release\":\"huggingface:acme/x\"|\"release\":\"pAyLoAd\""
      })
  void aWrongTypeOrWordIsRefusedByCodecAndSchema(String from, String to) {
    assertThat(active()).contains(from);
    refusedByBoth(active().replace(from, to));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "pAyLoAd", "{\"v\":1}", "{\"v\":1,\"v\":1}"})
  void whatIsNoAssessmentIsRefused(String json) {
    assertThatThrownBy(() -> AssessmentCodec.decode(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedEvent.class)
        .message()
        .doesNotContain("pAyLoAd");
  }

  @Test
  void mutatedBytesAreReadOrRefusedAndNothingElse() {
    SplittableRandom random = seeded();
    byte[] source = active().getBytes(UTF_8);
    byte[] syntax = "{}[]\",:\\0-.eEtfn\0".getBytes(UTF_8);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = source.clone();
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
          case 0 -> bytes[at] = (byte) random.nextInt(256);
          case 1 -> bytes[at] = syntax[random.nextInt(syntax.length)];
          default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        }
      }
      try {
        assertThat(AssessmentCodec.encode(AssessmentCodec.decode(bytes))).isNotEmpty();
      } catch (MalformedEvent e) {
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(200);
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 19_999);
  }

  @Test
  void aMemberNamesSoManyParentsAtTheMost() {
    List<ResolvedParent> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(Cases.parent("acme/p" + i));
    }
    Member one = Cases.member("acme/x", true);
    Member member =
        new Member(
            one.release(), one.url(), null, Cases.NOON, null, Severity.P2, true, List.of(), many);
    assertThat(member.parents()).isEqualTo(many.subList(0, Member.MAX_PARENTS));
  }

  @Test
  void readmeHasTheTableOfTheTopics() throws Exception {
    String table =
        StreamsTopics.all().stream()
            .map(
                spec ->
                    "| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                            spec.name(),
                            spec.key(),
                            spec.value(),
                            spec.retention() == null
                                ? "compact"
                                : "delete, " + spec.retention().toDays() + " d",
                            spec.spread() == TopicSpec.Spread.SINGLE ? "1" : "as installed"))
            .collect(
                Collectors.joining(
                    "",
                    "| topic | key | value | clean-up | partitions |\n"
                        + "| --- | --- | --- | --- | --- |\n",
                    ""));
    assertThat(Files.readString(Path.of("README.md"))).contains(table);
    assertThat(StreamsTopics.all()).extracting(TopicSpec::name).doesNotHaveDuplicates();
  }

  private static String active() {
    return new String(AssessmentCodec.encode(Cases.assessment("assessment-active.json")), UTF_8);
  }

  private static void refusedByBoth(String json) {
    assertThat(problems(ASSESSMENT, json.getBytes(UTF_8))).isNotEmpty();
    assertThatThrownBy(() -> AssessmentCodec.decode(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedEvent.class)
        .hasNoCause()
        .message()
        .isNotBlank()
        .doesNotContain("pAyLoAd");
  }

  private static SplittableRandom seeded() {
    long seed = Long.getLong("tunewatch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    return new SplittableRandom(seed);
  }

  private static Iterable<?> problems(JsonSchema schema, byte[] json) {
    return schema.validate(
        new String(json, UTF_8),
        InputFormat.JSON,
        run -> run.getExecutionConfig().setFormatAssertionsEnabled(true));
  }

  private static JsonSchema schema(String name) {
    try (InputStream in = AssessmentCodec.class.getResourceAsStream(name)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(EventJson.mapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
