package dev.tunewatch.crawler.simulated.fault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How long, how often and how strongly one fault strikes.
 *
 * @param fault its name
 * @param share of the requests that it strikes, above 0 to 1
 * @param amount its size, in words that depend on the fault; empty is the usual one
 * @param after it begins so long after the hub's start
 * @param at it begins at this time of the hub instead; null leaves it to {@code after}
 * @param lasting how long it goes on then; null is for ever
 * @param fromRequest it begins with the n-th request, counted from 1 over all requests
 * @param times it strikes no more often than this
 * @param path part of the paths that it concerns; empty is all
 */
public record Spell(
    String fault,
    double share,
    String amount,
    Duration after,
    @Nullable Instant at,
    @Nullable Duration lasting,
    long fromRequest,
    long times,
    String path) {

  /**
   * Checks all that can be checked before it begins.
   *
   * @throws UnknownFaultException if there is no such fault
   * @throws IllegalArgumentException if another value is out of range
   */
  public Spell {
    FaultKind.of(fault).fault(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), amount);
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is above 0 and at most 1, not " + share);
    }
    if (fromRequest < 1 || times < 1) {
      throw new IllegalArgumentException("requests and strikes are counted from 1");
    }
  }

  /** This fault for ever, at every request. */
  public static Spell of(String fault) {
    return new Spell(fault, 1, "", Duration.ZERO, null, null, 1, Long.MAX_VALUE, "");
  }

  /**
   * Reads {@code NAME=SHARE} or {@code NAME=SHARE:AMOUNT}.
   *
   * @throws UnknownFaultException if there is no such fault
   * @throws IllegalArgumentException if it cannot be read
   */
  public static Spell parse(String text) {
    int equals = text.indexOf('=');
    FaultKind.of(equals < 0 ? text : text.substring(0, equals));
    String value = equals < 0 ? "" : text.substring(equals + 1);
    int colon = value.indexOf(':');
    String share = colon < 0 ? value : value.substring(0, colon);
    if (!share.matches("[0-9]{0,3}(\\.[0-9]{1,9})?") || share.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not NAME=SHARE or NAME=SHARE:AMOUNT, for example 429=0.05");
    }
    Spell spell = of(text.substring(0, equals)).withShare(Double.parseDouble(share));
    return colon < 0 ? spell : spell.withAmount(value.substring(colon + 1));
  }

  /** Strikes this share of the requests. */
  public Spell withShare(double share) {
    return new Spell(fault, share, amount, after, at, lasting, fromRequest, times, path);
  }

  /** Has this size. */
  public Spell withAmount(String amount) {
    return new Spell(fault, share, amount, after, at, lasting, fromRequest, times, path);
  }

  /** Strikes so often and then no more. */
  public Spell withTimes(long times) {
    return new Spell(fault, share, amount, after, at, lasting, fromRequest, times, path);
  }

  /** Strikes only where the path contains this. */
  public Spell withPath(String path) {
    return new Spell(fault, share, amount, after, at, lasting, fromRequest, times, path);
  }

  /** Begins with the n-th request, counted from 1. */
  public Spell withFromRequest(long request) {
    return new Spell(fault, share, amount, after, at, lasting, request, times, path);
  }

  boolean covers(Instant now, Instant start, long request) {
    Instant begin = at == null ? start.plus(after) : at;
    return request >= fromRequest
        && !now.isBefore(begin)
        && (lasting == null || now.isBefore(begin.plus(lasting)));
  }
}
