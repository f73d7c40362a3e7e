package dev.tunewatch.topology.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.Examination;
import dev.tunewatch.detect.Judged;
import dev.tunewatch.detect.graph.Family;
import dev.tunewatch.detect.graph.Own;
import dev.tunewatch.topology.Parts;
import dev.tunewatch.topology.WordDetector;
import java.util.List;
import java.util.function.Predicate;
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
  void whatIsNotFlaggedIsNotWeighed() {
    Inspector sparing = new Inspector(release -> new Unweighed(new WordDetector().apply(release)));

    assertThat(
            sparing.inspect(
                List.of(Parts.listing("maker/model", 1, "plain")), null, null, own -> Family.NONE))
        .isEqualTo(new Inspector.Inspected(List.of(), Told.NOTHING, List.of()));
    assertThat(
            sparing.inspect(
                List.of(Parts.listing("maker/model", 1, "abliterated")),
                null,
                null,
                own -> Family.NONE))
        .isInstanceOf(Inspector.Failed.class);
  }

  /** Fails where somebody asks what it comes to. */
  private record Unweighed(Examination examined) implements Examination {

    @Override
    public Own own() {
      return examined.own();
    }

    @Override
    public List<Signal> signals(Family family) {
      return examined.signals(family);
    }

    @Override
    public Judged among(Family family) {
      throw new IllegalStateException("weighed");
    }

    @Override
    public Examination without(Predicate<SignalId> judged) {
      return new Unweighed(examined.without(judged));
    }
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
