package dev.tunewatch.alerts.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "2620:4f:8000::1",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "2606:4700:0:0:0:5efe:c0a8:101",
        "2606:4700:0:0:200:5efe:7f00:1"
      })
  void refusesWhatIsNotThePublicInternet(String address) throws Exception {
    InetAddress parsed = InetAddress.getByName(address);
    // An IPv4-mapped literal becomes an IPv4 address in Java; a public one inside is public.
    assertThat(AddressPolicy.isPublic(parsed)).isEqualTo(address.equals("::ffff:8.8.8.8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "1.1.1.1",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "2a00:1450::1"
      })
  void letsThePublicInternetPass(String address) throws Exception {
    assertThat(AddressPolicy.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "example.com/hook",
        "",
        " https://example.com/",
        "https://user@example.com/",
        "https://user:pw@example.com/",
        "https://example.com:22/",
        "https://example.com:25/",
        "https://example.com/#part",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://0/",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/"
      })
  void refusesTargetsThatAreNotPublicHttps(String url) {
    assertThatThrownBy(() -> new TargetPolicy(false).check(url))
        .isInstanceOf(SubscriptionRejected.class)
        .hasMessageStartingWith("url ");
  }

  @Test
  void refusesANameOfWhichOneAddressIsPrivate() throws Exception {
    List<InetAddress> both =
        List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1"));
    TargetPolicy policy = new TargetPolicy(false, host -> both);
    assertThatThrownBy(() -> policy.check("https://rebinding.example/hook"))
        .isInstanceOf(SubscriptionRejected.class);
    assertThatThrownBy(() -> policy.resolve("rebinding.example"))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void allowsPublicHttpsOnItsPortAndHighOnes() throws Exception {
    InetAddress address = InetAddress.getByName("8.8.8.8");
    TargetPolicy policy = new TargetPolicy(false, host -> List.of(address));
    assertThatCode(() -> policy.check("https://hooks.example/in?a=b")).doesNotThrowAnyException();
    assertThatCode(() -> policy.check("https://hooks.example:8443/in")).doesNotThrowAnyException();
  }

  @Test
  void allowsLocalTargetsOnlyWhenTold() {
    assertThatCode(() -> new TargetPolicy(true).check("http://127.0.0.1:9400/hook"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new TargetPolicy(true).check("http://user@127.0.0.1/"))
        .isInstanceOf(SubscriptionRejected.class);
  }
}
