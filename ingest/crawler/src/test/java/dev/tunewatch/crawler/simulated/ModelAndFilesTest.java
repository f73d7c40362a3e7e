package dev.tunewatch.crawler.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.crawler.simulated.HubClient.Answer;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelAndFilesTest {

  private static final String SHA = "b".repeat(40);
  private static final String CARD = "/acme/Tuned/resolve/main/README.md";

  private final RecordedHub records =
      Recordings.of(
          "{'id':'acme/Tuned','sha':'"
              + SHA
              + "','siblings':[{'rfilename':'README.md'},{'rfilename':'model.gguf'},"
              + "{'rfilename':'sub/dir/a.txt'}],'_files':{'README.md':'0123456789',"
              + "'mergekit_config.yml':'merge_method: slerp\\u00e9'},'_fidelity':'full'}",
          "{'id':'acme/gated','gated':'manual','_files':{'README.md':'shown'}}",
          "{'id':'acme/disabled','disabled':true,'_files':{'README.md':'hidden'}}");
  private final SimulatedHub hub =
      SimulatedHub.start(SimulatedHubConfig.defaults(), records, Clock.systemUTC());
  private final HubClient client = new HubClient(hub);

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void modelIsShownWholeAtMainAndAtItsCommit() {
    for (String revision : new String[] {"", "/revision/main", "/revision/" + SHA}) {
      Answer answer = client.get("/api/models/acme/Tuned" + revision);
      assertThat(answer.json().path("sha").asText()).isEqualTo(SHA);
      assertThat(answer.json().path("siblings")).hasSize(3);
      assertThat(answer.text()).doesNotContain("_files", "_fidelity");
    }
  }

  @Test
  void blobsAddSizesWhereTheTextIsHeld() {
    Answer answer = client.get("/api/models/acme/Tuned?blobs=true");
    assertThat(answer.json().path("siblings").path(0).path("size").asInt()).isEqualTo(10);
    assertThat(answer.json().path("siblings").path(1).has("size")).isFalse();
  }

  @Test
  void treeListsSiblingsAndHeldFilesByDirectory() {
    Answer root = client.get("/api/models/acme/Tuned/tree/main");
    assertThat(root.json().findValuesAsText("path"))
        .containsExactly("README.md", "mergekit_config.yml", "model.gguf", "sub");
    assertThat(root.json().findValuesAsText("type"))
        .containsExactly("file", "file", "file", "directory");
    assertThat(
            client
                .get("/api/models/acme/Tuned/tree/main/sub?recursive=true")
                .json()
                .findValuesAsText("path"))
        .containsExactly("sub/dir", "sub/dir/a.txt");
    assertThat(client.get("/api/models/acme/Tuned/tree/main/none").header("X-Error-Code"))
        .isEqualTo("EntryNotFound");
  }

  @Test
  void filesComeWithTheirCommitAndTagAsGetAndHead() {
    Answer file = client.get(CARD);
    assertThat(file.text()).isEqualTo("0123456789");
    assertThat(file.header("X-Repo-Commit")).isEqualTo(SHA);
    assertThat(file.header("ETag")).isEqualTo("\"ad471007bd7f5983d273b9584e5629230150fd54\"");
    assertThat(client.get("/acme/Tuned/raw/main/mergekit_config.yml").text())
        .isEqualTo("merge_method: slerpé");
    Answer head = client.send("HEAD", CARD);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("10");
    assertThat(head.header("ETag")).isEqualTo(file.header("ETag"));
    assertThat(client.get(CARD, "If-None-Match", file.header("ETag")).status()).isEqualTo(304);
  }

  @Test
  void rangesGiveThatPartOfTheFile() {
    Answer middle = client.get(CARD, "Range", "bytes=2-4");
    assertThat(middle.status()).isEqualTo(206);
    assertThat(middle.text()).isEqualTo("234");
    assertThat(middle.header("Content-Range")).isEqualTo("bytes 2-4/10");
    assertThat(client.get(CARD, "Range", "bytes=7-").text()).isEqualTo("789");
    assertThat(client.get(CARD, "Range", "bytes=-2").text()).isEqualTo("89");
    assertThat(client.get(CARD, "Range", "bytes=5-999").text()).isEqualTo("56789");
    assertThat(client.get(CARD, "Range", "pages=1-2").status()).isEqualTo(200);
    Answer beyond = client.get(CARD, "Range", "bytes=10-");
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.header("Content-Range")).isEqualTo("bytes */10");
  }

  @Test
  void filesWithoutTextAndUnknownRevisionsAreNotFound() {
    for (String file : new String[] {"model.gguf", "never-was.txt"}) {
      Answer answer = client.get("/acme/Tuned/resolve/main/" + file);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("X-Error-Code")).isEqualTo("EntryNotFound");
    }
    Answer answer = client.get("/api/models/acme/Tuned/revision/v2");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("X-Error-Code")).isEqualTo("RevisionNotFound");
  }

  @Test
  void gatedModelShowsItsInfoAndRecordedCardOnly() {
    assertThat(client.get("/api/models/acme/gated").status()).isEqualTo(200);
    assertThat(client.get("/acme/gated/resolve/main/README.md").text()).isEqualTo("shown");
    Answer without = client.get("/acme/gated/resolve/main/config.json");
    assertThat(without.status()).isEqualTo(401);
    assertThat(without.header("X-Error-Code")).isEqualTo("GatedRepo");
    assertThat(
            client
                .get("/acme/gated/resolve/main/config.json", "Authorization", "Bearer t")
                .status())
        .isEqualTo(403);
  }

  @Test
  void disabledModelShowsItsInfoAndNoFile() {
    assertThat(client.get("/api/models/acme/disabled").json().path("disabled").asBoolean())
        .isTrue();
    Answer file = client.get("/acme/disabled/resolve/main/README.md");
    assertThat(file.status()).isEqualTo(403);
    assertThat(file.json().path("error").asText())
        .isEqualTo("Access to this resource is disabled.");
  }

  @Test
  void missingModelLooksLikeABadPasswordToTheAnonymous() {
    for (String path :
        new String[] {"/api/models/acme/gone", "/acme/gone/resolve/main/README.md"}) {
      Answer anonymous = client.get(path);
      assertThat(anonymous.status()).isEqualTo(401);
      assertThat(anonymous.text()).isEqualTo("{\"error\":\"Invalid username or password.\"}");
      assertThat(anonymous.header("X-Error-Code")).isEmpty();
      Answer known = client.get(path, "Authorization", "Bearer hf_x");
      assertThat(known.status()).isEqualTo(404);
      assertThat(known.header("X-Error-Code")).isEqualTo("RepoNotFound");
    }
  }

  @Test
  void otherLetterCaseAndOldNamesRedirectRelativelyWithTheirQuery() {
    Answer answer = client.get("/api/models/ACME/tuned?expand=sha&x=%20");
    assertThat(answer.status()).isEqualTo(307);
    assertThat(answer.header("Location")).isEqualTo("/api/models/acme/Tuned?expand=sha&x=%20");
    assertThat(answer.header("RateLimit")).startsWith("\"api\";r=");

    records.move("acme/Tuned", "other/Renamed");
    assertThat(client.get(CARD).header("Location"))
        .isEqualTo("/other/Renamed/resolve/main/README.md");
    assertThat(client.get("/other/Renamed/resolve/main/README.md").text()).isEqualTo("0123456789");
  }

  @Test
  void whatTheHubDoesNotOfferIsRefusedInItsOwnForm() {
    assertThat(client.get("/").status()).isEqualTo(404);
    Answer post = client.send("POST", "/api/models");
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.header("RateLimit")).isNotEmpty();
    assertThat(post.header("X-Request-Id")).startsWith("Root=1-");
  }
}
