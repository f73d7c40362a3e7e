package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.topology.inspect.Told;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** Rows of before are read, and those of now are the same bytes. */
class ToldSerdeTest {

  private final Serde<Told> rows = ToldSerde.rows();
  private final Serde<Told> json = JsonSerde.of(Told.class);

  @Test
  void whatWasToldIsTheSameInBothForms() {
    for (Told told :
        new Told[] {Told.NOTHING, new Told("hub:acme/x", "0123"), new Told(null, "0")}) {
      byte[] bytes = rows.serializer().serialize("told", told);

      assertThat(bytes).isEqualTo(json.serializer().serialize("told", told));
      assertThat(rows.deserializer().deserialize("told", bytes)).isEqualTo(told);
    }
  }

  @Test
  void noRowIsNotTheRowThatSaysNothing() {
    assertThat(rows.serializer().serialize("told", null)).isNull();
    assertThat(rows.deserializer().deserialize("told", null)).isNull();
    assertThat(rows.deserializer().deserialize("told", "{ }".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Told.NOTHING);
  }
}
