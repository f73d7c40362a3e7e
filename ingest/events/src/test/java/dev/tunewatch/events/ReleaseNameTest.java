package dev.tunewatch.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme/x",
        "gpt2",
        "https:/__huggingface.co__x",
        "12345",
        "a/b/c",
        "Ünï/🦙",
        "x@1.0",
        "/",
        ":"
      })
  void takesWhatHubsList(String id) {
    ReleaseName name = new ReleaseName("huggingface", id);
    assertThat(ReleaseName.parse(name.key())).isEqualTo(name);
    assertThat(name.partKey(PartKind.CARD)).isEqualTo("huggingface:" + id + "#card");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\tb",
        "a\nb",
        "a\0b",
        "a#b",
        "#",
        "a\u007Fb",
        "a\u0085b",
        "a\u00A0b",
        "a\u2003b",
        "a\u2028b",
        "a\u3000b",
        "a\ud83d",
        "\udd99a"
      })
  void refusesWhatWouldBreakAKeyOrALine(String id) {
    assertThat(ReleaseName.isId(id)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new ReleaseName("huggingface", id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Hugging", "1hub", "-hub", "hub_x", "hub:x", "hüb", "h b"})
  void refusesWhatIsNoHub(String hub) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ReleaseName(hub, "acme/x"));
  }

  @Test
  void isBounded() {
    assertThat(ReleaseName.isId("x".repeat(256))).isTrue();
    assertThat(ReleaseName.isId("x".repeat(257))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReleaseName("huggingface", "x".repeat(1_000_000)))
        .withMessageMatching(".{1,120}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReleaseName.parse("x".repeat(1_000_000)))
        .withMessageMatching(".{1,120}");
  }

  @Test
  void aLegacyNameIsItsOwnOwner() {
    ReleaseName legacy = new ReleaseName("huggingface", "gpt2");
    assertThat(legacy.owner()).isEqualTo("gpt2");
    assertThat(legacy.name()).isEqualTo("gpt2");
    ReleaseName usual = ReleaseName.parse("huggingface:acme/x/y");
    assertThat(usual.owner()).isEqualTo("acme");
    assertThat(usual.name()).isEqualTo("x/y");
  }

  @Test
  void travelsAsOneText() throws Exception {
    ReleaseName name = new ReleaseName("civitai", "12/34");
    String json = EventJson.mapper().writeValueAsString(name);
    assertThat(json).isEqualTo("\"civitai:12/34\"");
    assertThat(EventJson.mapper().readValue(json, ReleaseName.class)).isEqualTo(name);
  }
}
