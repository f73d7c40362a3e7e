package dev.tunewatch.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityAndWishContractTest {

  private static final Instant NOON = Parts.NOON;
  private static final Identity IDENTITY =
      new Identity("huggingface", "65e0f1d2a3b4", "acme/new", List.of("acme/x", "bob/x"), NOON);
  private static final Wish WISH =
      Wish.recheck(new ReleaseName("huggingface", "acme/x"), Wish.Reason.FLAGGED, NOON);

  @Test
  void anIdentityIsWrittenAndReadAsItsGoldenFileSays() throws Exception {
    byte[] kept = golden("identity-v1/renamed.json", IdentityCodec.encode(IDENTITY));
    assertThat(IdentityCodec.encode(IDENTITY)).isEqualTo(kept);
    assertThat(IdentityCodec.decode(kept)).isEqualTo(IDENTITY);
    assertThat(problems("identity", kept)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Wish.Reason.class)
  void aWishIsWrittenAndReadAsItsGoldenFileSays(Wish.Reason reason) throws Exception {
    Wish wish = Wish.recheck(WISH.release(), reason, NOON);
    String file = "wish-v1/" + reason.wireName().replace(' ', '-') + ".json";
    byte[] kept = golden(file, WishCodec.encode(wish));
    assertThat(WishCodec.encode(wish)).isEqualTo(kept);
    assertThat(WishCodec.decode(kept)).isEqualTo(wish);
    assertThat(problems("wish", kept)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'v':1|'v':2",
        "'hub':'huggingface'|'hub':'Hugging Face'",
        "'hubId':'65e0f1d2a3b4'|'hubId':''",
        "'hubId':'65e0f1d2a3b4'|'hubId':'a#b'",
        "'hubId':'65e0f1d2a3b4'|'hubId':7",
        "'name':'acme/new'|'name':'acme new'",
        "'name':'acme/new'|'lame':'acme/new'",
        "'acme/x'|'acme/x#card'",
        "'observedAt':'2026-03-01T12:00:00Z'|'observedAt':'noon'"
      })
  void schemaAndCodecRefuseTheSameIdentity(String change) {
    String broken = changed(IdentityCodec.encode(IDENTITY), change);
    assertThat(problems("identity", utf8(broken))).isNotEmpty();
    assertThatThrownBy(() -> IdentityCodec.decode(utf8(broken))).isInstanceOf(MalformedEvent.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'v':1|'v':'1'",
        "'release':'huggingface:acme/x'|'release':'acme/x'",
        "'release':'huggingface:acme/x'|'release':'huggingface:acme x'",
        "'wish':'recheck'|'wish':'forget'",
        "'wish':'recheck'|'wish':0",
        "'reason':'flagged'|'reason':'FLAGGED'",
        "'at':'2026-03-01T12:00:00Z'|'at':5"
      })
  void schemaAndCodecRefuseTheSameWish(String change) {
    String broken = changed(WishCodec.encode(WISH), change);
    assertThat(problems("wish", utf8(broken))).isNotEmpty();
    assertThatThrownBy(() -> WishCodec.decode(utf8(broken))).isInstanceOf(MalformedEvent.class);
  }

  @Test
  void anIdentityKeyIsNeverAPartsKey() {
    assertThat(IDENTITY.key()).isEqualTo("huggingface:#65e0f1d2a3b4");
    assertThat(Identity.isKey(IDENTITY.key())).isTrue();
    assertThat(Identity.isKey("huggingface:acme/x#listing")).isFalse();
    assertThat(Identity.isKey("huggingface:a:#x")).isFalse();
    assertThat(Identity.isKey("no key")).isFalse();
    assertThat(Identity.isKey(":#x")).isFalse();
  }

  @Test
  void aRenameMovesThePresentNameToTheFormerOnesAndKeepsSixteen() {
    Identity back = IDENTITY.renamed("acme/x", NOON.plusSeconds(1));
    assertThat(back.name()).isEqualTo("acme/x");
    assertThat(back.formerNames()).containsExactly("acme/new", "bob/x");

    Identity far =
        IntStream.range(0, 40)
            .boxed()
            .reduce(IDENTITY, (it, i) -> it.renamed("acme/n" + i, NOON), (a, b) -> b);
    assertThat(far.formerNames()).hasSize(16).startsWith("acme/n38").endsWith("acme/n23");
  }

  private static String changed(byte[] json, String change) {
    String text = new String(json, StandardCharsets.UTF_8);
    String[] fromTo = change.replace('\'', '"').split("\\|", 2);
    assertThat(text).contains(fromTo[0]);
    return text.replace(fromTo[0], fromTo[1]);
  }

  private static Iterable<?> problems(String schema, byte[] json) {
    try (InputStream in = IdentityCodec.class.getResourceAsStream(schema + ".schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(EventJson.mapper().readTree(in))
          .validate(
              new String(json, StandardCharsets.UTF_8),
              InputFormat.JSON,
              run -> run.getExecutionConfig().setFormatAssertionsEnabled(true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] golden(String name, byte[] now) throws IOException {
    Path file = Path.of("src/test/resources/golden").resolve(name);
    if (Boolean.getBoolean("tunewatch.updateGolden")) {
      Files.createDirectories(file.getParent());
      Files.write(file, now);
    }
    return Files.readAllBytes(file);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
