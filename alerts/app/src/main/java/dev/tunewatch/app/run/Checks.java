package dev.tunewatch.app.run;

import static dev.tunewatch.events.ComponentHealth.notReady;
import static dev.tunewatch.events.ComponentHealth.ready;

import dev.tunewatch.alerts.notify.http.TargetPolicy;
import dev.tunewatch.alerts.subscription.SubscriptionRejected;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.ConfigKey;
import dev.tunewatch.app.config.ServiceKeys;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.bus.Clients;
import dev.tunewatch.bus.KafkaSettings;
import dev.tunewatch.bus.KafkaUnavailable;
import dev.tunewatch.bus.Provisioning;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.hub.Order;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.events.ComponentHealth;
import dev.tunewatch.events.IngestTopics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Single questions to the world that a run would depend on; each answers and changes nothing. */
public final class Checks {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Checks() {}

  /** Whether this Java can run the product. */
  public static ComponentHealth java() {
    Runtime.Version version = Runtime.version();
    return version.feature() >= 17
        ? ready("java", version.toString())
        : notReady("java", version + " is older than 17");
  }

  /** Whether the bundled rule book loads. */
  public static ComponentHealth rules() {
    return ready("rules", "bundled rule book " + RuleBook.bundled().version());
  }

  /** Whether a settings file is whole, for one service or, where none is named, for any. */
  public static List<ComponentHealth> config(Path file, String service) {
    List<ComponentHealth> answers = new ArrayList<>();
    Map<String, List<ConfigKey>> services =
        Map.of(
            "ingest", ServiceKeys.ingest(),
            "streams", ServiceKeys.streams(),
            "alerts", ServiceKeys.alerts());
    services.forEach(
        (name, keys) -> {
          if (service.isEmpty() || service.equals(name)) {
            try {
              Settings.resolve(keys, file, Map.of(), Map.of());
              answers.add(ready("config." + name, file + " holds only known keys"));
            } catch (ConfigError e) {
              answers.add(notReady("config." + name, String.valueOf(e.getMessage())));
            }
          }
        });
    // Without a service named, a file that suits one of them is well.
    if (service.isEmpty() && answers.stream().anyMatch(ComponentHealth::ready)) {
      answers.removeIf(answer -> !answer.ready());
    }
    return answers;
  }

  /** Whether a folder exists, or could, and has room. */
  public static ComponentHealth folder(Path folder) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return notReady("data", folder + " cannot be written");
    }
    try {
      long free = Files.getFileStore(existing).getUsableSpace() >> 20;
      return free < 2048
          ? notReady("data", folder + " has only " + free + " MiB free; 2 GiB are the least")
          : ready("data", folder + ", " + free + " MiB free");
    } catch (IOException e) {
      return notReady("data", folder + ": " + e.getMessage());
    }
  }

  /** Whether Kafka answers, and where its topics differ from the contracts. */
  public static List<ComponentHealth> kafka(String bootstrapServers, String prefix) {
    KafkaSettings settings =
        new KafkaSettings(
            bootstrapServers,
            prefix,
            4,
            1,
            Map.of("default.api.timeout.ms", "10000", "request.timeout.ms", "5000"));
    try (Admin admin = Clients.admin(settings)) {
      KafkaSettings born =
          new Provisioning(admin, settings).asBorn(IngestTopics.RELEASES).orElse(settings);
      List<String> differences = new Provisioning(admin, born).check(Topics.all());
      if (differences.isEmpty()) {
        return List.of(ready("kafka", bootstrapServers + ", all topics as declared"));
      }
      return differences.stream().map(difference -> notReady("kafka", difference)).toList();
    } catch (KafkaUnavailable | org.apache.kafka.common.KafkaException e) {
      return List.of(notReady("kafka", String.valueOf(e.getMessage())));
    }
  }

  /** Whether PostgreSQL answers, and is new enough. */
  public static ComponentHealth database(String jdbcUrl) {
    DriverManager.setLoginTimeout((int) PATIENCE.toSeconds());
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      return version < 15
          ? notReady("database", "PostgreSQL " + version + " is older than 15")
          : ready("database", "PostgreSQL " + version);
    } catch (SQLException e) {
      // What the driver says may quote the address, and that may hold a password.
      return notReady(
          "database", String.valueOf(e.getMessage()).replace(jdbcUrl, jdbcUrl.split("\\?", 2)[0]));
    }
  }

  /** Whether deliveries may go to a target; it is resolved and not called. */
  public static ComponentHealth webhook(String url, boolean allowLocalTargets) {
    try {
      new TargetPolicy(allowLocalTargets).check(url);
      return ready("webhook", url + " may be called");
    } catch (SubscriptionRejected e) {
      return notReady("webhook", url + ": " + e.getMessage());
    }
  }

  /** Whether a hub lists a release. */
  public static ComponentHealth hub(HubTarget target) {
    String component = "hub." + target.hub();
    if (target.isFolder()) {
      return Files.isReadable(Path.of(target.baseUrl()))
          ? ready(component, target.baseUrl() + " can be read")
          : notReady(component, target.baseUrl() + " cannot be read");
    }
    URI listing =
        Hubs.find(target.hub())
            .map(hub -> hub.firstPage(target.baseUrl().toString(), Order.CREATED, 1))
            .map(URI::create)
            .orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(listing)
            .timeout(PATIENCE)
            .header("User-Agent", "Tunewatch doctor")
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(request, HttpResponse.BodyHandlers.ofString());
      String body = answer.body().stripLeading();
      boolean lists = answer.statusCode() == 200 && (body.startsWith("[") || body.startsWith("{"));
      String limits = answer.headers().firstValue("ratelimit").orElse("no rate headers");
      return lists
          ? ready(component, target.baseUrl() + " lists releases; " + limits)
          : notReady(component, target.baseUrl() + " answered " + answer.statusCode());
    } catch (IOException e) {
      return notReady(component, target.baseUrl() + " does not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return notReady(component, "interrupted");
    }
  }
}
