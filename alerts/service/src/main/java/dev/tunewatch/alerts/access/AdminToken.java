package dev.tunewatch.alerts.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The administrator's access. A token has 256 random bits, so a plain SHA-256 keeps it: nobody
 * guesses the token, and a slow hash would only slow down us.
 */
public final class AdminToken {

  private static final String PREFIX = "twa_";
  private static final int LEAST = 16;
  private static final int MOST = 512;

  private final AccessTokens tokens;
  private volatile List<byte[]> known = List.of();

  /** Works with the hashes that are kept. */
  public AdminToken(AccessTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Makes sure that there is one.
   *
   * @param given what an operator chose; it replaces every other
   * @return the token that was generated because there was none, to be shown once
   * @throws IllegalArgumentException if the given one is too short to be secret
   */
  public Optional<String> ensure(Optional<String> given) {
    Optional<String> generated = Optional.empty();
    if (given.isPresent()) {
      String token = given.get().strip();
      if (token.length() < LEAST || token.length() > MOST) {
        throw new IllegalArgumentException(
            "an admin token has " + LEAST + " to " + MOST + " characters");
      }
      tokens.add(hash(token));
      tokens.retainOnly(hash(token));
    } else if (tokens.all().isEmpty()) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
      tokens.add(hash(token));
      generated = Optional.of(token);
    }
    known = tokens.all();
    return generated;
  }

  /** Whether this is a token that opens the API; takes the same time whether it is or not. */
  public boolean admits(@Nullable String token) {
    if (token == null || token.length() > MOST) {
      return false;
    }
    byte[] presented = hash(token);
    boolean admitted = false;
    for (byte[] hash : known) {
      admitted |= MessageDigest.isEqual(hash, presented);
    }
    return admitted;
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
