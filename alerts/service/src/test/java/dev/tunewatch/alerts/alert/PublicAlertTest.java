package dev.tunewatch.alerts.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tunewatch.alerts.Golden;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@code alerts.v1}: golden files, schema and code say the same. */
class PublicAlertTest {

  private final Alert told = Samples.alert(Samples.active("removed", 2, Severity.P2, SignalId.V1));

  @Test
  void anAlertIsWrittenAsGoldenFileAndSchemaSay() throws Exception {
    String value = value(told);
    Golden.assertJson("alerts-topic.json", value);
    assertThat(problems(value)).isEmpty();
  }

  @Test
  void aWithdrawalIsAStateAndNoTombstone() throws Exception {
    Alert withdrawn =
        Samples.revised(
            told,
            Samples.ended("removed", Assessment.State.WITHDRAWN, null),
            told.updatedAt().plusSeconds(90));
    String value = value(withdrawn);
    Golden.assertJson("alerts-topic-withdrawn.json", value);
    assertThat(problems(value)).isEmpty();
    assertThat(PublicAlert.of(withdrawn).orElseThrow().key()).isEqualTo(told.id().value());
  }

  @Test
  void namesTenMembersAtTheMost() throws Exception {
    String value = value(Samples.alert(Samples.active("many", 50, Severity.P2, SignalId.V1)));
    assertThat(problems(value)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Tlp.class)
  void onlyClearAndGreenAreOnTheTopic(Tlp tlp) {
    Optional<PublicAlert> first = PublicAlert.of(with(told, 1, tlp));
    Optional<PublicAlert> later = PublicAlert.of(with(told, 2, tlp));
    boolean open = tlp == Tlp.CLEAR || tlp == Tlp.GREEN;
    assertThat(first.flatMap(PublicAlert::value).isPresent()).isEqualTo(open);
    assertThat(later.flatMap(PublicAlert::value).isPresent()).isEqualTo(open);
    // What was public and is no more is forgotten; what never was is not mentioned.
    assertThat(first.isPresent()).isEqualTo(open);
    assertThat(later).isPresent();
  }

  private static String value(Alert alert) {
    return new String(
        PublicAlert.of(alert).flatMap(PublicAlert::value).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static Set<?> problems(String value) throws Exception {
    try (InputStream schema = PublicAlert.class.getResourceAsStream("alert.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Objects.requireNonNull(schema))
          .validate(value, InputFormat.JSON);
    }
  }

  private static Alert with(Alert a, int version, Tlp tlp) {
    return new Alert(
        a.id(),
        version,
        a.state(),
        a.severity(),
        a.headline(),
        a.hub(),
        a.clusterId(),
        a.canonicalKey(),
        a.root(),
        a.rules(),
        a.signals(),
        a.lead(),
        a.members(),
        a.memberCount(),
        a.flaggedCount(),
        a.firstCreatedAt(),
        a.observedAt(),
        a.createdAt(),
        a.updatedAt(),
        a.backlog(),
        tlp,
        a.reason(),
        a.risk());
  }
}
