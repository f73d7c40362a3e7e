package dev.tunewatch.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands on the topic is read or refused with a reason; nothing else is ever thrown. */
class MalformedPartsTest {

  private static final String SECRET = "pAyLoAd";

  private static String listing() {
    return new String(
        ReleasePartCodec.encode(Parts.golden("listing-full.json")), StandardCharsets.UTF_8);
  }

  private static String golden(String name) {
    return new String(ReleasePartCodec.encode(Parts.golden(name)), StandardCharsets.UTF_8);
  }

  /** Why it is refused; fails where it is not, or where the reason quotes what was read. */
  static String refusal(String json) {
    return refusal(json.getBytes(StandardCharsets.UTF_8));
  }

  static String refusal(byte[] bytes) {
    try {
      ReleasePart read = ReleasePartCodec.decode(bytes);
      throw new AssertionError("read as " + read);
    } catch (MalformedEvent refused) {
      assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(200).doesNotContain(SECRET);
      assertThat(refused.getCause()).isNull();
      return String.valueOf(refused.getMessage());
    }
  }

  @Test
  void unknownFieldsAreIgnoredEverywhere() throws Exception {
    String more = listing().replace("{", "{\"unknown\":{\"deep\":[1,null,\"x\"]},");
    assertThat(ReleasePartCodec.decode(more.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(Parts.golden("listing-full.json"));
  }

  @Test
  void aTombstoneHasNoValue() {
    assertThatThrownBy(() -> ReleasePartCodec.decode(null)).hasMessage("no value");
    assertThat(refusal("")).isEqualTo("no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v", "hub", "id", "part", "observedAt", "observation", "provenance"})
  void aMissingFieldIsNamed(String field) {
    String without = listing().replace("\"" + field + "\":", "\"" + SECRET + "\":");
    assertThat(refusal(without)).isEqualTo("field '" + field + "' is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "listing-full.json, url",
    "listing-full.json, lane",
    "listing-full.json, source",
    "card.json, text",
    "card.json, sha256",
    "card.json, bytes",
    "card.json, truncated",
    "files.json, files",
    "files.json, name",
    "files.json, truncated",
    "config-full.json, facts",
    "config-full.json, name",
    "status-renamed.json, state",
    "status-renamed.json, movedTo",
    "status-removed.json, status"
  })
  void aMissingFieldWithinAPartIsRefused(String file, String field) {
    String json = golden(file);
    assertThat(json).contains("\"" + field + "\":");
    assertThat(refusal(json.replaceAll("\"" + field + "\":", "\"" + SECRET + "\":")))
        .contains("missing");
  }

  @Test
  void aRedirectToWhatIsNoIdIsRefused() {
    String json = golden("status-renamed.json");
    assertThat(json).contains("\"movedTo\":\"acme/y\"");
    assertThat(refusal(json.replace("acme/y", "acme/" + SECRET + "\\ud83d")))
        .contains("of the wrong type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"v\":1|\"v\":\"1\"",
        "\"v\":1|\"v\":1.0",
        "\"v\":1|\"v\":true",
        "\"v\":1|\"v\":0",
        "\"v\":1|\"v\":2",
        "\"v\":1|\"v\":4294967297",
        "\"hub\":\"huggingface\"|\"hub\":\"pAyLoAd\"",
        "\"id\":\"acme/x\"|\"id\":7",
        "\"id\":\"acme/x\"|\"id\":\"pAyLoAd x\"",
        "\"id\":\"acme/x\"|\"id\":\"pAyLoAd\\u0000\"",
        "\"id\":\"acme/x\"|\"id\":\"pAyLoAd\\ud83d\"",
        "\"part\":\"listing\"|\"part\":\"pAyLoAd\"",
        "\"observation\":\"first_seen\"|\"observation\":\"pAyLoAd\"",
        "\"observation\":\"first_seen\"|\"observation\":0",
        "\"observation\":\"first_seen\"|\"observation\":\"0\"",
        "\"observation\":\"first_seen\"|\"observation\":\"\"",
        "\"gating\":\"manual\"|\"gating\":\"MANUAL\"",
        "\"gating\":\"manual\"|\"gating\":\"pAyLoAd\"",
        "\"downloads\":12|\"downloads\":\"12\"",
        "\"downloads\":12|\"downloads\":1.5",
        "\"downloads\":12|\"downloads\":99999999999999999999",
        "\"downloads\":12|\"downloads\":1e999999999",
        "\"downloads\":12|\"downloads\":[12]",
        "\"disabled\":false|\"disabled\":\"pAyLoAd\"",
        "\"disabled\":false|\"disabled\":0",
        "\"author\":\"acme\"|\"author\":7",
        "\"author\":\"acme\"|\"author\":true",
        "\"author\":\"acme\"|\"author\":{\"pAyLoAd\":1}",
        "\"tags\":[\"gguf\"|\"tags\":[null",
        "\"tags\":[\"gguf\"|\"tags\":[7",
        "\"tags\":[\"gguf\"|\"tags\":[[\"pAyLoAd\"]",
        "\"source\":\"tag\"|\"source\":\"pAyLoAd\"",
        "\"relation\":\"quantized\"|\"relation\":\"pAyLoAd\"",
        "\"hubId\":\"|\"hubId\":7,\"x\":\""
      })
  void aWrongTypeOrWordIsRefusedAndNotQuoted(String from, String to) {
    assertThat(listing()).contains(from);
    refusal(listing().replace(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "7",
        "\"pAyLoAd\"",
        "{}",
        "{\"v\":1}",
        "{",
        "pAyLoAd",
        "{pAyLoAd:1}",
        " ",
        "{\"v\":1,\"part\":\"listing\",\"pAyLoAd",
        "\uFEFF{}",
        "// pAyLoAd\n{}",
        "{\"v\":NaN}"
      })
  void whatIsNoObjectIsRefused(String json) {
    refusal(json);
  }

  @Test
  void twoFieldsOfOneNameAreRefused() {
    refusal(listing().replace("\"author\":", "\"pAyLoAd\":1,\"pAyLoAd\":2,\"author\":"));
    refusal(listing().replace("{\"v\":1,", "{\"v\":1,\"v\":1,"));
  }

  @Test
  void whatFollowsTheObjectIsRefused() {
    refusal(listing() + "{}");
    refusal(listing() + " pAyLoAd");
    assertThatCode(
            () -> ReleasePartCodec.decode((listing() + " \n").getBytes(StandardCharsets.UTF_8)))
        .doesNotThrowAnyException();
  }

  @Test
  void depthAndLengthAreBounded() {
    String deep = "[".repeat(100_000);
    assertThat(refusal(listing().replace("{\"v\":1", "{\"pAyLoAd\":" + deep)))
        .isEqualTo("deeper or longer than the reader allows");
    String huge = "x".repeat(5 * 1024 * 1024);
    assertThat(refusal(listing().replace("\"acme\"", "\"" + huge + "\"")))
        .isEqualTo("deeper or longer than the reader allows");
    refusal(listing().replace("\"downloads\":12", "\"downloads\":" + "9".repeat(100_000)));
    refusal(golden("card.json").replace("# ", "# " + "x".repeat(Card.MAX_CHARS)));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] bytes = listing().getBytes(StandardCharsets.UTF_8);
    for (int bad : new int[] {0x00, 0x80, 0xC0, 0xED, 0xF8, 0xFF}) {
      byte[] broken = bytes.clone();
      broken[listing().indexOf("acme/base") + 2] = (byte) bad;
      refusal(broken);
    }
    for (String name : new String[] {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"}) {
      refusal(listing().getBytes(Charset.forName(name)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
    "2026-03-01T12:00:00.000Z, 2026-03-01T12:00:00Z",
    "2026-03-01T12:00:00.123456789Z, 2026-03-01T12:00:00.123456789Z",
    "2026-03-01T14:00:00+02:00, 2026-03-01T12:00:00Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
  })
  void timesAreIso8601WithAZone(String written, Instant read) throws Exception {
    ReleasePart part = ReleasePartCodec.decode(at(written).getBytes(StandardCharsets.UTF_8));
    assertThat(part.observedAt()).isEqualTo(read);
    assertThat(((Listing) part.body()).createdAt()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01",
        "2026-03-01T12:00:00",
        "2026-03-01 12:00:00Z",
        "1772366400",
        "12:00",
        "",
        "+1000000000-12-31T23:59:59Z",
        "-0001-01-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "pAyLoAd"
      })
  void anotherTimeIsRefused(String written) {
    refusal(at(written));
    refusal(listing().replace("2026-02-28T00:00:00Z", written));
  }

  private static String at(String time) {
    return listing()
        .replace("2026-03-01T12:00:00Z", time)
        .replace("2026-02-27T08:15:30.123Z", time);
  }

  @Test
  void aNullIsAnAbsentField() throws Exception {
    String json = listing().replaceFirst("\"hubId\":\"[^\"]*\"", "\"hubId\":null");
    assertThat(ReleasePartCodec.decode(json.getBytes(StandardCharsets.UTF_8)).hubId()).isNull();
  }

  @Test
  void textThatNoReaderTakesIsWrittenWithReplacements() throws Exception {
    ReleasePart part = Parts.part(new Card("a\0b\ud83dc\udd99d🦙\ud83e", Parts.SHA, 9, true));
    ReleasePart read = ReleasePartCodec.decode(ReleasePartCodec.encode(part));
    assertThat(((Card) read.body()).text()).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd🦙\uFFFD");
    ReleasePart odd = Parts.part("acme/x", "\ud83d", Parts.NOON, Parts.listing("u"));
    assertThat(ReleasePartCodec.decode(ReleasePartCodec.encode(odd)).hubId()).isEqualTo("\uFFFD");
  }

  @Test
  void mutatedBytesAreReadOrRefusedAndNothingElse() {
    long seed = Long.getLong("tunewatch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> sources = new ArrayList<>();
    Parts.golden().values().forEach(part -> sources.add(ReleasePartCodec.encode(part)));
    int refused = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] bytes = mutated(random, sources.get(i % sources.size()).clone());
      try {
        ReleasePart read = ReleasePartCodec.decode(bytes);
        assertThat(ReleasePartCodec.decode(ReleasePartCodec.encode(read)).key())
            .isEqualTo(read.key());
      } catch (MalformedEvent e) {
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(200);
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 29_999);
  }

  private static byte[] mutated(SplittableRandom random, byte[] bytes) {
    byte[] syntax = "{}[]\",:\\0-.eEtfn\0".getBytes(StandardCharsets.UTF_8);
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = syntax[random.nextInt(syntax.length)];
        case 2 -> bytes[at] = bytes[random.nextInt(bytes.length)];
        default -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
      }
    }
    return bytes;
  }
}
