package dev.tunewatch.alerts.api;

import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.notify.Channel;
import dev.tunewatch.alerts.notify.Channels;
import dev.tunewatch.alerts.notify.Setting;
import dev.tunewatch.alerts.notify.webhook.WebhookChannel;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Interest;
import dev.tunewatch.alerts.subscription.Pace;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.assessments.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Reads a wish for a subscription: the members that all have, and those of its channel. */
final class DraftReader {

  private static final List<String> SHARED =
      List.of(
          "name",
          "owner",
          "channel",
          "severityFloor",
          "filter",
          "hub",
          "mode",
          "groupBy",
          "groupWindowSeconds",
          "timeZone",
          "digestAt",
          "quietHours",
          "quietExceptP1",
          "capPerHour",
          "includeBacklog",
          "tlp");

  private final Channels channels;
  private final RandomGenerator random;

  DraftReader(Channels channels, RandomGenerator random) {
    this.channels = channels;
    this.random = random;
  }

  /**
   * A draft.
   *
   * @param name where the body has none, empty to insist on one
   * @param more members that are not the draft's
   */
  Draft read(byte[] body, Optional<String> name, List<String> more) {
    FieldReader any = FieldReader.of(body);
    Channel channel = channel(any.text("channel").orElse(WebhookChannel.NAME));
    List<String> known = new ArrayList<>(SHARED);
    channel.settings().forEach(setting -> known.add(setting.name()));
    known.addAll(more);
    FieldReader fields = any.restrictedTo(known);
    Map<String, String> given = new TreeMap<>();
    for (Setting setting : channel.settings()) {
      fields.text(setting.name()).ifPresent(value -> given.put(setting.name(), value));
    }
    String called =
        fields
            .text("name")
            .or(() -> name)
            .orElseThrow(() -> new Refused(422, "name is missing", "name"));
    Severity floor = fields.choice("severityFloor", Severity.values()).orElse(Severity.P3);
    boolean backlog = fields.flag("includeBacklog").orElse(false);
    Tlp tlp = fields.choice("tlp", Tlp.values()).orElse(Tlp.CLEAR);
    Interest interest =
        new Interest(
            floor, fields.text("filter").orElse(""), fields.text("hub").orElse(""), backlog, tlp);
    var unused = interest.compiled();
    Pace pace = PaceReader.read(fields);
    if (!channel.carriesLists() && (pace.mode().digests() || !pace.groupBy().isEmpty())) {
      String field = pace.mode().digests() ? "mode" : "groupBy";
      throw new Refused(422, field + ": " + channel.name() + " groups by itself", field);
    }
    String owner = fields.text("owner").orElse(SubscriptionDraft.ADMIN);
    // Last, for it may ask a name server.
    ChannelSettings settings = channel.accept(given, random);
    return new Draft(
        new SubscriptionDraft(called, owner, channel.name(), settings, interest, pace), fields);
  }

  private Channel channel(String name) {
    return channels
        .find(name)
        .orElseThrow(() -> new Refused(422, "channel is one of " + channels.names(), "channel"));
  }

  /**
   * What was read.
   *
   * @param fields of the whole body
   */
  record Draft(SubscriptionDraft draft, FieldReader fields) {}
}
