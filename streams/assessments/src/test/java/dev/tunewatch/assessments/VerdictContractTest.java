package dev.tunewatch.assessments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tunewatch.assessments.Verdict.Kind;
import dev.tunewatch.assessments.Verdict.Reason;
import dev.tunewatch.assessments.Verdict.State;
import dev.tunewatch.assessments.Verdict.Subject;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.MalformedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files, the schema and the code say the same of a verdict. */
class VerdictContractTest {

  private static final JsonSchema SCHEMA = schema();

  static Iterable<Map.Entry<String, Verdict>> verdicts() {
    Map<String, Verdict> cases = new LinkedHashMap<>();
    cases.put("verdict-cluster.json", ofCluster(List.of(SignalId.V2), "Only the tag says so."));
    cases.put(
        "verdict-release.json",
        new Verdict(
            Subject.RELEASE,
            "huggingface:acme/x",
            Kind.EXCEPTION,
            State.ACTIVE,
            Reason.RESEARCH,
            null,
            List.of(),
            "ana",
            null,
            Cases.NOON,
            Cases.NOON.plusSeconds(86_400)));
    Verdict first = ofCluster(List.of(), null);
    cases.put("verdict-revoked.json", first.ended(State.REVOKED, Cases.NOON.plusSeconds(60)));
    cases.put("verdict-expired.json", first.ended(State.EXPIRED, Cases.NOON.plusSeconds(90)));
    return cases.entrySet();
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void isWrittenAndReadAsTheGoldenFileSays(Map.Entry<String, Verdict> golden) throws Exception {
    byte[] now = VerdictCodec.encode(golden.getValue());
    byte[] kept = Golden.bytes(golden.getKey(), now);
    assertThat(new String(now, UTF_8)).isEqualTo(new String(kept, UTF_8));
    assertThat(VerdictCodec.decode(kept)).isEqualTo(golden.getValue());
    assertThat(problems(kept)).isEmpty();
  }

  @Test
  void ofAReleaseAndOfAClusterOfTheSameNameHaveTheirOwnKeys() {
    assertThat(ofCluster(List.of(), null).key()).isEqualTo("cluster:huggingface:acme/x");
    assertThat(
            new Verdict(
                    Subject.RELEASE,
                    "huggingface:acme/x",
                    Kind.FALSE_POSITIVE,
                    State.ACTIVE,
                    Reason.OTHER,
                    null,
                    List.of(),
                    "ana",
                    null,
                    Cases.NOON,
                    null)
                .key())
        .isEqualTo("huggingface:acme/x");
  }

  @Test
  void coversTheSignalsThatItNamesOrAllAndOnlyWhileItStands() {
    Verdict some = ofCluster(List.of(SignalId.V2), null);
    assertThat(some.covers(SignalId.V2)).isTrue();
    assertThat(some.covers(SignalId.V1)).isFalse();
    Verdict all = ofCluster(List.of(), null);
    assertThat(all.covers(SignalId.V1)).isTrue();
    assertThat(all.ended(State.REVOKED, Cases.NOON).covers(SignalId.V1)).isFalse();
    assertThat(all.ended(State.EXPIRED, Cases.NOON).covers(SignalId.V1)).isFalse();
  }

  @Test
  void isByteEqualInWhateverOrderItsSignalsWereNamed() {
    assertThat(VerdictCodec.encode(ofCluster(List.of(SignalId.V2, SignalId.V1), null)))
        .isEqualTo(
            VerdictCodec.encode(ofCluster(List.of(SignalId.V1, SignalId.V2, SignalId.V1), null)));
  }

  @Test
  void unknownFieldsAreIgnored() throws Exception {
    String more = text(ofCluster(List.of(), null)).replace("{", "{\"unknown\":{\"deep\":[1]},");
    assertThat(VerdictCodec.decode(more.getBytes(UTF_8))).isEqualTo(ofCluster(List.of(), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v", "subject", "id", "kind", "state", "reason", "signals", "owner", "at"})
  void aMissingFieldIsRefusedByCodecAndSchema(String field) {
    refusedByBoth(text(sample()).replace("\"" + field + "\":", "\"pAyLoAd\":"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"v\":1|\"v\":2",
        "\"subject\":\"cluster\"|\"subject\":\"pAyLoAd\"",
        "\"kind\":\"false_positive\"|\"kind\":\"FALSE_POSITIVE\"",
        "\"state\":\"active\"|\"state\":0",
        "\"reason\":\"not_a_removal\"|\"reason\":\"pAyLoAd\"",
        "\"id\":\"huggingface:acme/x\"|\"id\":\"pAyLoAd\"",
        "[\"V2\"]|[\"V9\"]",
        "[\"V2\"]|\"V2\"",
        "[\"V2\"]|[null]",
        "\"owner\":\"ana\"|\"owner\":\" \"",
        "\"at\":\"2026-03-01T12:00:00Z\"|\"at\":1772366400"
      })
  void aWrongTypeOrWordIsRefusedByCodecAndSchema(String from, String to) {
    assertThat(text(sample())).contains(from);
    refusedByBoth(text(sample()).replace(from, to));
  }

  @Test
  void whatIsLongerThanItMayBeIsRefusedByCodecAndSchema() {
    String json = text(sample());
    refusedByBoth(json.replace("Only the tag", "x".repeat(Verdict.MAX_NOTE)));
    refusedByBoth(json.replace("\"ana\"", "\"" + "x".repeat(Verdict.MAX_OWNER + 1) + "\""));
    refusedByBoth(json.replace(":acme/x", ":" + "x".repeat(Verdict.MAX_ID)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofCluster(List.of(), "x".repeat(Verdict.MAX_NOTE + 1)));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonHasWordsAndReadsBack(Reason reason) {
    assertThat(reason.words()).isNotBlank();
    assertThat(Reason.ofWireName(reason.wireName())).isEqualTo(reason);
  }

  private static Verdict sample() {
    return ofCluster(List.of(SignalId.V2), "Only the tag says so.");
  }

  private static Verdict ofCluster(List<SignalId> signals, @Nullable String note) {
    return new Verdict(
        Subject.CLUSTER,
        "huggingface:acme/x",
        Kind.FALSE_POSITIVE,
        State.ACTIVE,
        Reason.NOT_A_REMOVAL,
        note,
        signals,
        "ana",
        "al_aaaaaaaaaaaaaaaaaaaaaaaaaa",
        Cases.NOON,
        null);
  }

  private static String text(Verdict verdict) {
    return new String(VerdictCodec.encode(verdict), UTF_8);
  }

  private static void refusedByBoth(String json) {
    assertThat(problems(json.getBytes(UTF_8))).isNotEmpty();
    assertThatThrownBy(() -> VerdictCodec.decode(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedEvent.class)
        .hasNoCause()
        .message()
        .isNotBlank()
        .doesNotContain("pAyLoAd");
  }

  private static Iterable<?> problems(byte[] json) {
    return SCHEMA.validate(
        new String(json, UTF_8),
        InputFormat.JSON,
        run -> run.getExecutionConfig().setFormatAssertionsEnabled(true));
  }

  private static JsonSchema schema() {
    try (InputStream in = VerdictCodec.class.getResourceAsStream("verdict.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(EventJson.mapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
