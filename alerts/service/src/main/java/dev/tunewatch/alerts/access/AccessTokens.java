package dev.tunewatch.alerts.access;

import java.util.List;

/** The hashes that are kept; the tokens themselves are not. */
public interface AccessTokens {

  /** Keeps the hash of a token, if it is not there yet. */
  void add(byte[] hash);

  /** All hashes; few. */
  List<byte[]> all();

  /** Forgets all others, so that a given token is the only one. */
  void retainOnly(byte[] hash);
}
