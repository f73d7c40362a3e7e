package dev.tunewatch.topology.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.topology.Parts;
import dev.tunewatch.topology.WordDetector;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectorTest {

  private final Inspector inspector = new Inspector(new WordDetector());

  @Test
  void aFailingDetectorIsARefusal() {
    var parts = List.of(Parts.listing("maker/model", 1, "explode"));

    assertThat(inspector.inspect(parts, null, null, own -> Family.NONE))
        .isInstanceOf(Inspector.Failed.class);
  }

  @Test
  void aFailingStoreOfTheGraphIsNoRefusalAndGoesUp() {
    var parts = List.of(Parts.listing("maker/model", 1, "abliterated"));

    assertThatThrownBy(
            () ->
                inspector.inspect(
                    parts,
                    null,
                    null,
                    own -> {
                      throw new IllegalStateException("disk full");
                    }))
        .hasMessage("disk full");
  }
}
