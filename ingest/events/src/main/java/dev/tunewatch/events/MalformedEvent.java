package dev.tunewatch.events;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Bytes that are not what their topic promises. Its message says why and holds no payload. */
public final class MalformedEvent extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * States the reason.
   *
   * @param reason for people; no payload
   * @param cause what the parser said, or null
   */
  public MalformedEvent(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }

  /**
   * Says in our own words what a parser or a constructor refused. Theirs quote what they read, so
   * neither their message nor they themselves, as a cause that a log would print, are kept.
   */
  public static MalformedEvent because(Exception refused) {
    return new MalformedEvent(reason(refused), null);
  }

  private static String reason(Exception refused) {
    if (refused instanceof StreamConstraintsException) {
      return "deeper or longer than the reader allows";
    }
    if (refused instanceof JsonParseException) {
      return "not JSON";
    }
    if (refused instanceof JsonMappingException mapping) {
      String path =
          mapping.getPath().stream().map(MalformedEvent::step).collect(Collectors.joining("/"));
      return "a value is missing or of the wrong type" + (path.isEmpty() ? "" : " at " + path);
    }
    return refused instanceof IllegalArgumentException
        ? "a value is not one that the contract knows"
        : "not readable: " + refused.getClass().getSimpleName();
  }

  /** Only fields that our records have stand in a path; unknown ones are skipped unread. */
  private static String step(JsonMappingException.Reference step) {
    return step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName();
  }
}
