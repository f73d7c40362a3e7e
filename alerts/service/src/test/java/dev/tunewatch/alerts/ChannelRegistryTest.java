package dev.tunewatch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.notify.Channel;
import dev.tunewatch.alerts.notify.Channels;
import dev.tunewatch.alerts.notify.Links;
import dev.tunewatch.alerts.notify.Setting;
import dev.tunewatch.alerts.notify.http.HttpSender;
import dev.tunewatch.alerts.notify.http.TargetPolicy;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A channel that is registered is described. */
class ChannelRegistryTest {

  private final Channels channels =
      ChannelRegistry.of(
          new HttpSender(new TargetPolicy(false), Clock.systemUTC()),
          new Links(() -> "https://console.example"),
          Optional.empty(),
          Clock.systemUTC());

  @Test
  void theDescriptionOfTheApiNamesEachChannelAndEachOfItsSettings() throws Exception {
    String api;
    try (InputStream in = getClass().getResourceAsStream("api/openapi.yaml")) {
      api = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(api).contains("Channel: {enum: [" + String.join(", ", channels.names()) + "]}");
    String draft = api.substring(api.indexOf("    Draft:"), api.indexOf("    Subscription:"));
    for (String name : channels.names()) {
      Channel channel = channels.find(name).orElseThrow();
      assertThat(channel.settings())
          .extracting(Setting::name)
          .allMatch(setting -> draft.contains("\n        " + setting + ": {"));
    }
  }

  @Test
  void theReadmeHasALineForEachChannel() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(channels.names()).allMatch(name -> readme.contains("\n| `" + name + "` | `"));
  }
}
