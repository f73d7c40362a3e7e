package dev.tunewatch.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpokenIdTest {

  @Test
  void isTheIdWhereTheIdIsTheName() throws Exception {
    assertThat(release(null, "maker").spokenId()).isEqualTo("4711");
  }

  @Test
  void isMakerAndTitleWhereTheIdIsANumber() throws Exception {
    assertThat(release("My Model / v2 #1", "a maker").spokenId())
        .isEqualTo("a-maker/My-Model-v2-1");
    assertThat(release("My Model", null).spokenId()).isEqualTo("My-Model");
    assertThat(release("☆☆☆", "maker").spokenId()).isEqualTo("4711");
  }

  private static Release release(@Nullable String title, @Nullable String author)
      throws MalformedEvent {
    Listing listing =
        new Listing(
            "https://hub.example/4711",
            null,
            null,
            null,
            author,
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            title);
    ReleaseName name = new ReleaseName("civitai", "4711");
    ReleasePart part =
        new ReleasePart(
            name,
            "4711",
            Parts.NOON,
            Observation.FIRST_SEEN,
            new Provenance("live", "https://hub.example", null),
            listing);
    ReleasePart read = ReleasePartCodec.decode(ReleasePartCodec.encode(part));
    assertThat(read).isEqualTo(part);
    return new Release(name, "4711", Map.of(PartKind.LISTING, read));
  }
}
