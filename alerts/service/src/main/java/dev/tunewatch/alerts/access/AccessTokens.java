package dev.tunewatch.alerts.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tokens that are kept: their hashes and what is known of them, never themselves. */
public interface AccessTokens {

  /**
   * Keeps a token.
   *
   * @return false where another that is not revoked has its name
   */
  boolean add(Token token, byte[] hash);

  /** Keeps a token in place of all that were made or given at a start. */
  void replaceFirstRun(Token token, byte[] hash);

  /** Those that open something, with their hashes. */
  List<Kept> active();

  /** All, the newest first, at most so many. */
  List<Token> all(int limit);

  /** Ends one; empty where there is none that is active. */
  Optional<Token> revoke(String id, Instant now);

  /** Notes that it was used. */
  void used(String id, Instant now);

  /**
   * A token with the hash that recognises it.
   *
   * @param hash SHA-256
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest only, never as a record
  record Kept(Token token, byte[] hash) {}
}
