package dev.tunewatch.alerts.access;

import dev.tunewatch.alerts.access.AccessTokens.Kept;
import dev.tunewatch.alerts.alert.Tlp;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in. A token has 256 random bits, so a plain SHA-256 keeps it: nobody guesses the
 * token, and a slow hash would only slow down us. Hashes are kept in memory for a few seconds, so a
 * token that another instance revokes opens this one that long.
 */
public final class Tokens {

  /** How many may be active; each request is compared with all. */
  public static final int MOST_ACTIVE = 1_000;

  private static final String PREFIX = "twa_";
  private static final String FEED_PREFIX = "twf_";
  private static final int LEAST = 16;
  private static final int MOST = 512;
  private static final Duration FRESH = Duration.ofSeconds(5);
  private static final Duration USE_NOTED = Duration.ofMinutes(1);

  private final AccessTokens kept;
  private final RandomGenerator random;
  private final Clock clock;
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();
  private volatile Known known = new Known(List.of(), Instant.MIN);

  /**
   * Works with the hashes that are kept.
   *
   * @param random that nobody can foresee
   */
  public Tokens(AccessTokens kept, RandomGenerator random, Clock clock) {
    this.kept = kept;
    this.random = random;
    this.clock = clock;
  }

  private record Known(List<Kept> tokens, Instant asOf) {}

  /**
   * A new token, to be shown once.
   *
   * @param text the token itself
   */
  public record Made(Token token, String text) {}

  /**
   * Makes sure that an administrator can get in.
   *
   * @param given what an operator chose; it replaces those of earlier starts, not those that were
   *     made with a token
   * @return the token that was generated because there was none, to be shown once
   * @throws IllegalArgumentException if the given one is too short to be secret
   */
  public Optional<String> ensure(Optional<String> given) {
    Optional<String> generated = Optional.empty();
    if (given.isPresent()) {
      String text = given.get().strip();
      if (text.length() < LEAST || text.length() > MOST) {
        throw new IllegalArgumentException(
            "an admin token has " + LEAST + " to " + MOST + " characters");
      }
      kept.replaceFirstRun(firstRun(text), hash(text));
    } else if (kept.active().stream().noneMatch(k -> k.token().role() == Role.ADMIN)) {
      String text = text(PREFIX);
      kept.replaceFirstRun(firstRun(text), hash(text));
      generated = Optional.of(text);
    }
    forget();
    return generated;
  }

  /**
   * Makes a token.
   *
   * @param wish its id, times and maker are filled in here
   * @return empty where an active one has its name, or there are too many
   */
  public Optional<Made> add(Wish wish, String createdBy) {
    String text = text(wish.feedOnly() ? FEED_PREFIX : PREFIX);
    Token token =
        new Token(
            id(text),
            wish.name(),
            wish.role(),
            wish.hub(),
            wish.tlp(),
            wish.feedOnly(),
            false,
            createdBy,
            clock.instant(),
            null,
            null);
    if (kept.active().size() >= MOST_ACTIVE || !kept.add(token, hash(text))) {
      return Optional.empty();
    }
    forget();
    return Optional.of(new Made(token, text));
  }

  /**
   * A token that is wanted.
   *
   * @param hub the only hub whose alerts it sees, null for all
   */
  public record Wish(String name, Role role, @Nullable String hub, Tlp tlp, boolean feedOnly) {}

  /** All, revoked ones too, the newest first, at most so many. */
  public List<Token> list(int limit) {
    return kept.all(limit);
  }

  /** Ends one; empty where there is none that is active. */
  public Optional<Token> revoke(String id) {
    Optional<Token> revoked = kept.revoke(id, clock.instant());
    forget();
    return revoked;
  }

  /** Who presents this; takes the same time whoever it is. */
  public Optional<Caller> caller(@Nullable String presented) {
    if (presented == null || presented.length() > MOST) {
      return Optional.empty();
    }
    byte[] hash = hash(presented);
    Token found = null;
    for (Kept one : fresh()) {
      if (MessageDigest.isEqual(one.hash(), hash)) {
        found = one.token();
      }
    }
    Optional<Token> token = Optional.ofNullable(found);
    token.ifPresent(this::note);
    return token.map(Token::caller);
  }

  private List<Kept> fresh() {
    Known now = known;
    Instant at = clock.instant();
    if (now.asOf().isBefore(at.minus(FRESH))) {
      now = new Known(kept.active(), at);
      known = now;
    }
    return now.tokens();
  }

  private void forget() {
    known = new Known(List.of(), Instant.MIN);
  }

  private void note(Token token) {
    Instant now = clock.instant();
    Instant before = noted.get(token.id());
    if (before == null || before.isBefore(now.minus(USE_NOTED))) {
      noted.put(token.id(), now);
      kept.used(token.id(), now);
    }
  }

  private Token firstRun(String text) {
    return new Token(
        id(text),
        "admin",
        Role.ADMIN,
        null,
        Tlp.RED,
        false,
        true,
        "tunewatch",
        clock.instant(),
        null,
        null);
  }

  private String text(String prefix) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Part of the hash: it tells nothing of the token, and the same token has the same id. */
  private static String id(String text) {
    return "tok_" + HexFormat.of().formatHex(hash(text), 0, 8);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
