package dev.tunewatch.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EscalationContractTest {

  private static final Escalation ESCALATION =
      new Escalation("civitai", "4711", Escalation.Reason.MINOR_FLAG, Parts.NOON);

  @Test
  void holdsTheHubsNumberAndItsHashAndNothingElseOfTheRecord() throws Exception {
    String json = new String(ESCALATION.encode(), StandardCharsets.UTF_8);
    assertThat(json)
        .isEqualTo(
            "{\"v\":1,\"hub\":\"civitai\",\"id\":\"4711\",\"idHash\":\""
                + ESCALATION.idHash()
                + "\",\"reason\":\"minor flag\",\"at\":\""
                + Parts.NOON
                + "\"}");
    assertThat(Escalation.decode(ESCALATION.encode())).isEqualTo(ESCALATION);
    try (InputStream schema =
        Escalation.class.getResourceAsStream("/dev/tunewatch/events/escalation.schema.json")) {
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(schema)
                  .validate(json, InputFormat.JSON))
          .isEmpty();
    }
  }

  @Test
  void refusesANameInPlaceOfANumber() {
    assertThatThrownBy(
            () -> new Escalation("civitai", "a-name", Escalation.Reason.MINOR_WORDING, Parts.NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("a-name");
    String odd = new String(ESCALATION.encode(), StandardCharsets.UTF_8).replace("minor flag", "x");
    assertThatThrownBy(() -> Escalation.decode(odd.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedEvent.class);
  }
}
