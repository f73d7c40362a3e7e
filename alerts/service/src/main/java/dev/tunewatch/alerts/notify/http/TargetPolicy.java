package dev.tunewatch.alerts.notify.http;

import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/**
 * Which targets may be called. Asked when a subscription is saved, and again for every call, on the
 * very addresses that the call then uses: a name that resolves differently the second time gains
 * nothing.
 */
public final class TargetPolicy {

  /** What resolvers may read as an address: decimal, octal, hexadecimal, with parts missing. */
  private static final Pattern NUMBER =
      Pattern.compile("(?:.*\\.)?(?:0[xX][0-9a-fA-F]*|[0-9]+)\\.?");

  /** The one spelling that everybody reads the same. */
  private static final Pattern QUAD =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

  private static final Pattern DIGITS = Pattern.compile("[0-9.]+");

  private final boolean allowLocal;
  private final Dns dns;

  /**
   * With the resolver of the machine.
   *
   * @param allowLocal whether plain http and addresses of this machine and its network are fine
   */
  public TargetPolicy(boolean allowLocal) {
    this(allowLocal, Dns.SYSTEM);
  }

  /** With a resolver of one's own. */
  public TargetPolicy(boolean allowLocal, Dns dns) {
    this.allowLocal = allowLocal;
    this.dns = dns;
  }

  /**
   * Checks a target that a subscription names.
   *
   * @throws SubscriptionRejected if it may not be called
   */
  public void check(String url) {
    HttpUrl target = form(url);
    try {
      resolve(target.host());
    } catch (UnknownHostException e) {
      throw new SubscriptionRejected("url", "names a host that does not resolve or is not public");
    }
  }

  /** The target, if its form is allowed. */
  HttpUrl form(String url) {
    HttpUrl target = HttpUrl.parse(url);
    if (target == null || !url.strip().equals(url)) {
      throw new SubscriptionRejected("url", "is not an http or https address");
    }
    if (!target.isHttps() && !allowLocal) {
      throw new SubscriptionRejected("url", "must be https");
    }
    if (!target.username().isEmpty() || !target.password().isEmpty()) {
      throw new SubscriptionRejected("url", "must not hold a user or password");
    }
    if (NUMBER.matcher(target.host()).matches() && !QUAD.matcher(target.host()).matches()) {
      throw new SubscriptionRejected("url", "spells an address in an unusual way");
    }
    if (target.fragment() != null) {
      throw new SubscriptionRejected("url", "must not hold a fragment");
    }
    if (!allowLocal && target.port() != 443 && target.port() < 1024) {
      throw new SubscriptionRejected("url", "has a port of another service");
    }
    return target;
  }

  /**
   * The addresses of a host; all of them must be allowed.
   *
   * @throws UnknownHostException if there are none or one is not allowed
   */
  List<InetAddress> resolve(String host) throws UnknownHostException {
    List<InetAddress> addresses = dns.lookup(host);
    if (addresses.isEmpty()) {
      throw new UnknownHostException("no address");
    }
    for (InetAddress address : addresses) {
      if (!allowLocal && !AddressPolicy.isPublic(address)) {
        throw new TargetRefused();
      }
    }
    return List.copyOf(addresses);
  }

  /**
   * Checks a host that is an address already: OkHttp does not ask its resolver for those.
   *
   * @throws UnknownHostException if it is one and is not allowed
   */
  void checkLiteral(String host) throws UnknownHostException {
    if (host.indexOf(':') >= 0 || DIGITS.matcher(host).matches()) {
      resolve(host);
    }
  }

  /** An address that may not be called; OkHttp's resolver may throw nothing else. */
  static final class TargetRefused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    TargetRefused() {
      super("the target resolves to an address that is not public");
    }
  }
}
