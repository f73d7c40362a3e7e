package dev.tunewatch.detect.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a reader found a release to be.
 *
 * @param signals ids of the catalogue
 * @param flag whether it must be flagged
 * @param alert whether it is worth an alert of P1 or P2
 * @param difficulty what the evidence is: in the name, in the card only, through a parent only
 * @param traps what it is a hard negative for; empty for all others
 * @param created the hub's date, empty where unknown
 */
record Label(
    String id,
    Set<String> signals,
    boolean flag,
    boolean alert,
    String difficulty,
    List<String> traps,
    String created) {

  /** Ends labels of what is recorded and must not fire. */
  private static final String WEAK = "-weak";

  /** One uploader in four is held out. */
  private static final int PARTS = 4;

  /** From here on the vocabulary is newer than most of what the rules were written on. */
  private static final String LATE = "2025-07";

  static Label of(JsonNode json) {
    Set<String> signals = new TreeSet<>();
    for (JsonNode label : json.path("labels")) {
      if (!label.asText().endsWith(WEAK)) {
        signals.add(label.asText().split(":", 2)[0]);
      }
    }
    boolean flag = json.path("flag").asBoolean();
    Set<String> traps = new TreeSet<>();
    json.path("hard_negative_for").forEach(signal -> traps.add(signal.asText()));
    String difficulty = json.path("difficulty").asText("unknown");
    if (traps.isEmpty() && difficulty.equals("trap")) {
      traps.add("any");
    }
    return new Label(
        json.path("id").asText(),
        signals,
        flag,
        json.path("tier").asText().equals("alert"),
        difficulty,
        flag ? List.of() : List.copyOf(traps),
        json.path("created_at").asText(""));
  }

  boolean isTrap() {
    return !traps.isEmpty();
  }

  /** Whether the uploader is held out, by the hash of the name: the same in every run. */
  boolean isHeldOut() {
    String owner = id.substring(0, Math.max(0, id.indexOf('/'))).toLowerCase(Locale.ROOT);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(owner.getBytes(StandardCharsets.UTF_8));
      return Math.floorMod(hash[0], PARTS) == 0;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The side of the temporal split on which a date lies. */
  static String period(String created) {
    if (created.isEmpty()) {
      return "date unknown";
    }
    return created.compareTo(LATE) < 0 ? "before " + LATE : "from " + LATE;
  }
}
