package dev.tunewatch.app.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.events.EventJson;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A letter as one line of JSON, its original bytes in base64 and, where printable, as text. */
public final class LetterJson {

  private LetterJson() {}

  /** The letter with its original bytes, where they were kept. */
  public static String of(Letter letter, Optional<byte[]> body) {
    ObjectNode json = facts(letter);
    body.ifPresent(
        bytes -> {
          json.put("base64", Base64.getEncoder().encodeToString(bytes));
          printable(bytes).ifPresent(text -> json.put("text", text));
        });
    return write(json);
  }

  /** What became of it. */
  public static String of(Redrive.Redriven redriven) {
    ObjectNode json = facts(redriven.letter());
    json.put("outcome", outcome(redriven));
    json.put("detail", redriven.detail());
    return write(json);
  }

  /** The outcome as a word; {@code not_redriven} where there was nothing to do. */
  public static String outcome(Redrive.Redriven redriven) {
    var outcome = redriven.outcome();
    return outcome == null ? "not_redriven" : outcome.wireName();
  }

  /** A key for people. */
  public static String key(byte @Nullable [] key) {
    if (key == null) {
      return "";
    }
    return printable(key).orElseGet(() -> "base64:" + Base64.getEncoder().encodeToString(key));
  }

  /** Text without what would move a terminal's cursor or hide in a line. */
  public static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .map(c -> isPrintable(c) && c != '\n' && c != '\r' ? c : '?')
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /** The text, where every character of it can be printed; hub text may hold escape sequences. */
  static Optional<String> printable(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.codePoints().allMatch(LetterJson::isPrintable)
          ? Optional.of(text)
          : Optional.empty();
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    }
  }

  private static boolean isPrintable(int character) {
    return character == '\n'
        || character == '\t'
        || character == '\r'
        || !(Character.isISOControl(character) || Character.getType(character) == Character.FORMAT);
  }

  private static ObjectNode facts(Letter letter) {
    ObjectNode json = EventJson.mapper().createObjectNode();
    json.put("id", letter.id().toString());
    json.put("at", letter.at().toString());
    json.put("stage", letter.what().stage());
    json.put("reason", letter.what().reason());
    json.put("error", letter.what().error());
    json.put("position", letter.what().position());
    json.put("key", key(letter.what().key()));
    json.put("bytes", letter.bytes());
    json.put("attempts", letter.attempts());
    json.put("state", letter.closed().map(outcome -> outcome.wireName()).orElse("open"));
    return json;
  }

  private static String write(ObjectNode json) {
    try {
      return EventJson.mapper().writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
