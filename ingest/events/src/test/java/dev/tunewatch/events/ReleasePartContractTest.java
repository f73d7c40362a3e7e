package dev.tunewatch.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files, the schema and the README say the same as the code. */
class ReleasePartContractTest {

  private static final JsonSchema SCHEMA = schema();

  static Iterable<Map.Entry<String, ReleasePart>> golden() {
    return Parts.golden().entrySet();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void isWrittenAsTheGoldenFileSays(Map.Entry<String, ReleasePart> golden) {
    byte[] now = ReleasePartCodec.encode(golden.getValue());
    assertThat(new String(now, StandardCharsets.UTF_8))
        .isEqualTo(new String(Golden.bytes(golden.getKey(), now), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void isReadFromTheGoldenFile(Map.Entry<String, ReleasePart> golden) throws Exception {
    byte[] kept = Golden.bytes(golden.getKey(), ReleasePartCodec.encode(golden.getValue()));
    assertThat(ReleasePartCodec.decode(kept)).isEqualTo(golden.getValue());
  }

  @Test
  void everyVersionEverWrittenStillParsesAndValidates() throws Exception {
    assertThat(Golden.all()).hasSizeGreaterThanOrEqualTo(Parts.golden().size());
    for (Path file : Golden.all()) {
      byte[] bytes = Files.readAllBytes(file);
      assertThat(ReleasePartCodec.decode(bytes).release().id()).as("%s", file).isNotEmpty();
      assertThat(problems(new String(bytes, StandardCharsets.UTF_8))).as("%s", file).isEmpty();
    }
  }

  @Test
  void whateverIsWrittenValidatesAndReadsBackEqual() throws Exception {
    long seed = Long.getLong("tunewatch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    RandomParts parts = new RandomParts(seed);
    for (int i = 0; i < 500; i++) {
      ReleasePart part = parts.next();
      byte[] bytes = ReleasePartCodec.encode(part);
      assertThat(ReleasePartCodec.decode(bytes)).isEqualTo(part);
      assertThat(ReleasePartCodec.encode(ReleasePartCodec.decode(bytes))).isEqualTo(bytes);
      assertThat(problems(new String(bytes, StandardCharsets.UTF_8))).as("%s", part).isEmpty();
    }
  }

  /** Others may write fields in any order, with blanks, and with fields of their own. */
  @ParameterizedTest
  @MethodSource("golden")
  void inAnotherFormTheSameIsRead(Map.Entry<String, ReleasePart> golden) throws Exception {
    JsonNode json = EventJson.mapper().readTree(ReleasePartCodec.encode(golden.getValue()));
    List<String> fields = new ArrayList<>();
    json.fieldNames().forEachRemaining(fields::add);
    Collections.reverse(fields); // the body comes before what says which part it is
    ObjectNode turned = EventJson.mapper().createObjectNode();
    fields.forEach(field -> turned.set(field, json.get(field)));
    assertThat(ReleasePartCodec.decode(turned.toString().getBytes(UTF)))
        .isEqualTo(golden.getValue());
    String wide = " " + json.toPrettyString() + "\n";
    assertThat(ReleasePartCodec.decode(wide.getBytes(UTF))).isEqualTo(golden.getValue());
    ObjectNode more = json.deepCopy();
    more.put("later", "text").put("count", 1).putObject("kept").put("in", true);
    assertThat(ReleasePartCodec.decode(more.toString().getBytes(UTF))).isEqualTo(golden.getValue());
  }

  @Test
  void theBodyIsWrittenAsTheMapperWouldWriteIt() throws Exception {
    long seed = Long.getLong("tunewatch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    RandomParts parts = new RandomParts(seed);
    for (int i = 0; i < 500; i++) {
      ReleasePart part = parts.next();
      String body = new String(EventJson.mapper().writeValueAsBytes(part.body()), UTF);
      assertThat(new String(ReleasePartCodec.encode(part), UTF))
          .endsWith("\"" + part.body().part().wireName() + "\":" + body + "}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'v':1|'v':2",
        "'hub':'huggingface'|'hub':'Hugging Face'",
        "'id':'acme/x'|'id':'acme /x'",
        "'id':'acme/x'|'id':'acme/x#card'",
        "'part':'listing'|'part':'card'",
        "'part':'listing'|'part':'paper'",
        "'observedAt':'2026-03-01T12:00:00Z'|'observedAt':'yesterday'",
        "'observedAt':'2026-03-01T12:00:00Z'|'observedAt':1772366400",
        "'observation':'first_seen'|'observation':'FIRST_SEEN'",
        "'url':'https://hub.example/acme/x'|'url':5",
        "'lane':'live'|'lain':'live'"
      })
  void schemaAndCodecRefuseTheSame(String change) {
    String json = new String(ReleasePartCodec.encode(Parts.part(Parts.BARE)), UTF);
    String[] fromTo = change.replace('\'', '"').split("\\|", 2);
    assertThat(json).contains(fromTo[0]);
    String broken = json.replace(fromTo[0], fromTo[1]);
    assertThat(problems(broken)).isNotEmpty();
    assertThat(MalformedPartsTest.refusal(broken)).isNotEmpty();
  }

  @Test
  void readmeNamesEveryFieldOfTheSchemaAndNoOther() throws Exception {
    Matcher rows =
        Pattern.compile("^\\| `([a-z]+)\\.(?!v1`)([A-Za-z0-9]+)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(Path.of("README.md")));
    TreeSet<String> said = new TreeSet<>();
    while (rows.find()) {
      said.add(rows.group(1) + "." + rows.group(2));
    }
    TreeSet<String> defined = new TreeSet<>();
    JsonNode schema = SCHEMA.getSchemaNode();
    schema.path("properties").fieldNames().forEachRemaining(name -> defined.add("part." + name));
    for (String object :
        new String[] {"provenance", "listing", "parent", "file", "facts", "card", "status"}) {
      schema
          .at("/$defs/" + object + "/properties")
          .fieldNames()
          .forEachRemaining(name -> defined.add(object + "." + name));
    }
    assertThat(said).isEqualTo(defined);
  }

  private static final java.nio.charset.Charset UTF = StandardCharsets.UTF_8;

  private static Iterable<?> problems(String json) {
    return SCHEMA.validate(
        json, InputFormat.JSON, run -> run.getExecutionConfig().setFormatAssertionsEnabled(true));
  }

  private static JsonSchema schema() {
    try (InputStream in = ReleasePartCodec.class.getResourceAsStream("release-part.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(EventJson.mapper().readTree(in));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
