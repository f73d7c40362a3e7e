package dev.tunewatch.topology.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.events.MalformedEvent;
import dev.tunewatch.events.ReleaseName;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingCodecTest {

  @Test
  void aDepartureIsReadAsWritten() throws MalformedEvent {
    Finding left =
        new Finding.Left(
            "huggingface:model",
            new Departure(
                new ReleaseName("huggingface", "maker/model"),
                Instant.parse("2026-01-10T00:00:00Z"),
                Departure.MOVED,
                "huggingface:other",
                "words-1"));

    assertThat(FindingCodec.decode(FindingCodec.encode(left))).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"v\":1,\"clusterId\":\"a:b\"}",
        "{\"v\":2,\"clusterId\":\"a:b\",\"left\":{}}",
        "{\"v\":1,\"clusterId\":\"a:b\",\"left\":{\"release\":7}}",
        "{\"v\":1,\"clusterId\":\"a:b\",\"stands\":{\"member\":{}}}"
      })
  void otherBytesAreMalformed(String json) {
    assertThatThrownBy(() -> FindingCodec.decode(json.getBytes(UTF_8)))
        .isInstanceOf(MalformedEvent.class);
  }
}
