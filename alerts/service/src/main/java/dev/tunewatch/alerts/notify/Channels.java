package dev.tunewatch.alerts.notify;

import dev.tunewatch.alerts.deliver.GiveUpReason;
import dev.tunewatch.alerts.deliver.Message;
import dev.tunewatch.alerts.deliver.Notifier;
import dev.tunewatch.alerts.deliver.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The channels of this process by name; a message goes to the one that its subscription names. */
public final class Channels implements Notifier, AutoCloseable {

  private final Map<String, Channel> byName = new LinkedHashMap<>();

  /** Of these; their names are different. */
  public Channels(List<Channel> channels) {
    for (Channel channel : channels) {
      if (byName.put(channel.name(), channel) != null) {
        throw new IllegalArgumentException("two channels are called " + channel.name());
      }
    }
  }

  /** The channel of that name. */
  public Optional<Channel> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All names, a closed set. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Those whose messages can carry several alerts or a notice. */
  public Set<String> carryingLists() {
    return byName.values().stream()
        .filter(Channel::carriesLists)
        .map(Channel::name)
        .collect(Collectors.toSet());
  }

  @Override
  public Outcome send(Message message) {
    Channel channel = byName.get(message.subscription().channel());
    return channel == null
        ? new Outcome.RetryAfter(GiveUpReason.NOT_CONFIGURED, Optional.empty())
        : channel.send(message);
  }

  @Override
  public void close() {
    byName.values().forEach(Channel::close);
  }
}
