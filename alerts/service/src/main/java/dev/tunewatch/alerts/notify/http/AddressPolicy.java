package dev.tunewatch.alerts.notify.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses are part of the public internet. Everything else is refused: a subscriber must
 * not make this service call what only this service can reach. By the IANA special-purpose
 * registries (RFC 6890 and its successors); addresses that carry another one inside are refused
 * whole.
 */
final class AddressPolicy {

  private static final String[] REFUSED = {
    // IPv4
    "0.0.0.0/8", // this network
    "10.0.0.0/8", // private
    "100.64.0.0/10", // carrier-grade NAT, some clouds' metadata
    "127.0.0.0/8", // loopback
    "169.254.0.0/16", // link-local, metadata
    "172.16.0.0/12", // private
    "192.0.0.0/24", // protocol assignments
    "192.0.2.0/24", // documentation
    "192.31.196.0/24", // AS112
    "192.52.193.0/24", // AMT
    "192.88.99.0/24", // 6to4 relays
    "192.168.0.0/16", // private
    "192.175.48.0/24", // AS112
    "198.18.0.0/15", // benchmarks
    "198.51.100.0/24", // documentation
    "203.0.113.0/24", // documentation
    "224.0.0.0/4", // multicast
    "240.0.0.0/4", // reserved, broadcast
    "168.63.129.16/32", // Azure's host
  };

  private AddressPolicy() {}

  static boolean isPublic(InetAddress address) {
    if (address instanceof Inet4Address) {
      return isPublic4(address.getAddress());
    }
    return address instanceof Inet6Address && isPublic6(address.getAddress());
  }

  private static boolean isPublic4(byte[] address) {
    for (String range : REFUSED) {
      if (lies(address, range)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Only 2000::/3 is global unicast, which leaves out loopback, mapped, NAT64 (64:ff9b::/96),
   * unique local, link-local, site-local and multicast; of it, the tunnels and the special blocks
   * go, too.
   */
  private static boolean isPublic6(byte[] a) {
    int first = ((a[0] & 0xFF) << 8) | (a[1] & 0xFF);
    int second = ((a[2] & 0xFF) << 8) | (a[3] & 0xFF);
    boolean globalUnicast = (a[0] & 0xE0) == 0x20;
    boolean protocolAssignments = first == 0x2001 && second < 0x0200; // Teredo, ORCHID, …
    boolean documentation =
        (first == 0x2001 && second == 0x0DB8) || (first == 0x3FFF && second < 0x1000);
    boolean sixToFour = first == 0x2002;
    boolean as112 = first == 0x2620 && second == 0x004F && a[4] == (byte) 0x80 && a[5] == 0;
    return globalUnicast
        && !protocolAssignments
        && !documentation
        && !sixToFour
        && !as112
        && !isIsatap(a);
  }

  /** RFC 5214: the interface identifier 0:5efe (or 200:5efe) and an IPv4 address. */
  private static boolean isIsatap(byte[] a) {
    return (a[8] & 0xFD) == 0 && a[9] == 0 && a[10] == 0x5E && a[11] == (byte) 0xFE;
  }

  private static boolean lies(byte[] address, String range) {
    String[] parts = range.split("[./]", -1);
    int bits = Integer.parseInt(parts[4]);
    int network = 0;
    int candidate = 0;
    for (int i = 0; i < 4; i++) {
      network = (network << 8) | Integer.parseInt(parts[i]);
      candidate = (candidate << 8) | (address[i] & 0xFF);
    }
    int mask = -1 << (32 - bits);
    return (candidate & mask) == (network & mask);
  }
}
