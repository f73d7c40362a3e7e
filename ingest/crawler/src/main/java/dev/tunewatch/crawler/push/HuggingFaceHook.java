package dev.tunewatch.crawler.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.crawler.Secret;
import dev.tunewatch.crawler.push.HookVerdict.Outcome;
import dev.tunewatch.events.EventJson;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.Wish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges webhooks of the Hugging Face Hub, version 3. The hub sends the secret itself in a header,
 * no signature, so a body is as genuine as the connection: TLS is required in front. Nothing of a
 * body is believed but the name of the release; what became of it is read at the hub.
 */
public final class HuggingFaceHook {

  /** Largest body that is read; real ones have about one thousand bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final String HUB = "huggingface";
  private static final String MAIN = "refs/heads/main";

  private final byte[] secret;

  /** Accepts what comes with this secret. */
  public HuggingFaceHook(Secret secret) {
    if (secret.reveal().isBlank()) {
      throw new IllegalArgumentException("an empty secret would let everybody in");
    }
    this.secret = sha256(secret.reveal());
  }

  /**
   * Judges one.
   *
   * @param given the header {@code X-Webhook-Secret}
   * @param body as it came
   */
  public HookVerdict judge(@Nullable String given, byte[] body, Instant now) {
    // Digests are of one length, so the time that the comparison takes tells nothing.
    if (!MessageDigest.isEqual(secret, sha256(given == null ? "" : given))) {
      return HookVerdict.of(Outcome.UNAUTHORIZED);
    }
    if (body.length > MAX_BYTES) {
      return HookVerdict.of(Outcome.TOO_LARGE);
    }
    JsonNode hook;
    try {
      hook = EventJson.mapper().readTree(body);
    } catch (IOException | RuntimeException notJson) {
      return HookVerdict.of(Outcome.MALFORMED);
    }
    JsonNode repo = hook.path("repo");
    JsonNode event = hook.path("event");
    String type = repo.path("type").textValue();
    String name = repo.path("name").textValue();
    String scope = event.path("scope").textValue();
    if (type == null || name == null || scope == null || !event.path("action").isTextual()) {
      return HookVerdict.of(Outcome.MALFORMED);
    }
    if (!type.equals("model") || !concernsTheModel(scope, hook.path("updatedRefs"))) {
      return HookVerdict.of(Outcome.IGNORED);
    }
    if (!ReleaseName.isId(name)) {
      return HookVerdict.of(Outcome.MALFORMED);
    }
    List<Wish> wishes = new ArrayList<>();
    wishes.add(wish(name, Wish.Reason.HUB_EVENT, now));
    String movedTo = hook.path("movedTo").path("name").textValue();
    if (movedTo != null && !movedTo.equals(name) && ReleaseName.isId(movedTo)) {
      wishes.add(wish(movedTo, Wish.Reason.REDIRECTED, now));
    }
    return new HookVerdict(Outcome.ACCEPTED, wishes);
  }

  /** A scope that is not known is a change of the broader one; branches other than main are not. */
  private static boolean concernsTheModel(String scope, JsonNode refs) {
    if (!scope.equals("repo") && !scope.startsWith("repo.")) {
      return false;
    }
    if (!refs.isArray() || refs.isEmpty()) {
      return true;
    }
    for (JsonNode ref : refs) {
      if (MAIN.equals(ref.path("ref").textValue())) {
        return true;
      }
    }
    return false;
  }

  private static Wish wish(String name, Wish.Reason reason, Instant now) {
    return Wish.recheck(new ReleaseName(HUB, name), reason, now);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
