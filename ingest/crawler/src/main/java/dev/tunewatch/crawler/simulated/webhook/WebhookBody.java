package dev.tunewatch.crawler.simulated.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.crawler.simulated.HubRecord;
import dev.tunewatch.crawler.simulated.world.WorldChange;
import dev.tunewatch.crawler.simulated.world.WorldEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The JSON of one webhook (huggingface/hub-docs, webhooks.md). */
final class WebhookBody {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String WEBHOOK = "65a14fd933eca76f4639fc84";

  private final URI hub;

  /**
   * @param hub the address under which it is served, without a slash at the end
   */
  WebhookBody(URI hub) {
    this.hub = hub;
  }

  /** What watchers are told of a change; nothing of counters, nor of what was private all along. */
  Optional<ObjectNode> of(WorldChange change) {
    HubRecord before = change.before();
    HubRecord after = change.after();
    boolean seenBefore = before != null && isPublic(before);
    boolean seenAfter = after != null && isPublic(after);
    if (!seenBefore && !seenAfter) {
      return Optional.empty();
    }
    if (before == null) {
      return Optional.of(body("create", "repo", Objects.requireNonNull(after)));
    }
    if (after == null) {
      return Optional.of(body("delete", "repo", before));
    }
    if (change.event() instanceof WorldEvent.Renamed renamed) {
      ObjectNode body = body("move", "repo", before);
      ObjectNode movedTo = body.putObject("movedTo").put("name", renamed.to());
      movedTo.putObject("owner").put("id", ownerId(renamed.to()));
      return Optional.of(body);
    }
    return edited(before, after);
  }

  private Optional<ObjectNode> edited(HubRecord before, HubRecord after) {
    if (!before.sha().equals(after.sha())) {
      ObjectNode body = body("update", "repo.content", after);
      body.putArray("updatedRefs")
          .addObject()
          .put("ref", "refs/heads/main")
          .put("oldSha", before.sha())
          .put("newSha", after.sha());
      return Optional.of(body);
    }
    if (isPublic(before) != isPublic(after)) {
      ObjectNode body = body("update", "repo.config", after);
      body.putObject("updatedConfig").put("private", !isPublic(after));
      return Optional.of(body);
    }
    boolean settings =
        !Objects.equals(before.json("gated"), after.json("gated"))
            || !Objects.equals(before.json("disabled"), after.json("disabled"));
    return settings ? Optional.of(body("update", "repo.config", after)) : Optional.empty();
  }

  private ObjectNode body(String action, String scope, HubRecord record) {
    ObjectNode body = JSON.objectNode();
    body.putObject("event").put("action", action).put("scope", scope);
    ObjectNode repo = body.putObject("repo");
    repo.put("type", "model")
        .put("name", record.id())
        .put("id", record.objectId())
        .put("private", !isPublic(record));
    repo.putObject("url")
        .put("web", hub + "/" + record.id())
        .put("api", hub + "/api/models/" + record.id());
    repo.put("headSha", record.sha());
    repo.putObject("owner").put("id", ownerId(record.id()));
    body.putObject("webhook").put("id", WEBHOOK).put("version", 3);
    return body;
  }

  private static boolean isPublic(@Nullable HubRecord record) {
    return record != null && !"true".equals(record.json("private"));
  }

  private static String ownerId(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.substring(0, Math.max(0, name.indexOf('/'))).getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "62%022x", crc.getValue());
  }
}
