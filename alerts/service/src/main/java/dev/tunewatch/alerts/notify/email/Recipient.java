package dev.tunewatch.alerts.notify.email;

import dev.tunewatch.alerts.notify.Setting;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an e-mail subscription says: one address, a person's or a list's. With several in one
 * message a single bad one would hold back or double the others' mail.
 *
 * @param address plain, without a name
 */
record Recipient(String address) {

  static final Setting TO = new Setting("to", "the e-mail address, one");

  /** Less than RFC 5322 allows: no quoting, no comments, nothing that could end a header. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
              + "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
              + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private static final int MOST = 254;

  static Recipient accept(Map<String, String> given) {
    String address = TO.required(given);
    if (!isAddress(address)) {
      throw new SubscriptionRejected(TO.name(), "is not one plain e-mail address");
    }
    return new Recipient(address);
  }

  static Recipient of(ChannelSettings settings) {
    return new Recipient(settings.text(TO.name()));
  }

  ChannelSettings settings() {
    return ChannelSettings.of(Map.of(TO.name(), address));
  }

  static boolean isAddress(String text) {
    return text.length() <= MOST && ADDRESS.matcher(text).matches();
  }
}
