package dev.tunewatch.alerts.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tunewatch.alerts.Running;
import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.deliver.Outcome;
import dev.tunewatch.alerts.notify.http.HttpSender;
import dev.tunewatch.alerts.notify.http.TargetPolicy;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** Whether the npm implementation of Standard Webhooks takes what is sent while keys change. */
class NpmVerifierTest {

  private static final Path SOURCES = Path.of("src", "test", "npm", "standardwebhooks");
  private static final Path INSTALLED = Path.of("target", "npm", "standardwebhooks");
  private static final String NEXT = "whsec_" + "A".repeat(44);
  private static final String NEVER = "whsec_" + "B".repeat(44);

  @Test
  void verifiesWithTheOldKeyAndTheNewOneWhileItIsRotatedAndWithNoOther() throws Exception {
    Clock clock = Clock.systemUTC();
    MockWebServer receiver = Running.receiver();
    try (receiver;
        HttpSender http = new HttpSender(new TargetPolicy(true), clock)) {
      WebhookChannel channel = new WebhookChannel(http, clock);
      ChannelSettings settings =
          channel.accept(
              Map.of("url", receiver.url("/").toString(), "secret", Running.SECRET), new Random(1));
      ChannelSettings rotated =
          channel
              .rotated(settings, Optional.of(NEXT), new Random(1), clock.instant())
              .orElseThrow();
      // Hub text that every encoder writes in another way.
      var alert = Samples.hostile("微调 \uD83E\uDD16 \"quoted\" </script> \u2028 é\\u00e9");
      assertThat(channel.send(Samples.message("webhook", rotated, alert)))
          .isEqualTo(new Outcome.Delivered());
      RecordedRequest request = Objects.requireNonNull(receiver.takeRequest(10, TimeUnit.SECONDS));
      ArrayNode asked = EventJson.mapper().createArrayNode();
      String body = Objects.requireNonNull(request.getBody()).utf8();
      List.of(Running.SECRET, NEXT, NEVER).forEach(secret -> ask(asked, secret, body, request));
      ask(asked, NEXT, body + " ", request);
      JsonNode answers = verify(asked);
      assertThat(answers.get(0).asText()).isEqualTo("verified");
      assertThat(answers.get(1).asText()).isEqualTo("verified");
      assertThat(answers.get(2).asText()).isEqualTo("No matching signature found");
      assertThat(answers.get(3).asText()).isEqualTo("No matching signature found");
    }
  }

  private static void ask(ArrayNode asked, String secret, String body, RecordedRequest request) {
    ObjectNode headers =
        asked.addObject().put("secret", secret).put("body", body).putObject("headers");
    for (String name : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
      headers.put(name, request.getHeaders().get(name));
    }
  }

  private static JsonNode verify(ArrayNode asked) throws IOException, InterruptedException {
    install();
    Files.writeString(INSTALLED.resolve("asked.json"), asked.toString());
    Path answers = INSTALLED.resolve("answers.json").toAbsolutePath();
    run(answers, "node", "verify.mjs", "asked.json");
    return EventJson.mapper().readTree(answers.toFile());
  }

  /** Exactly what the lock file says, and no scripts. */
  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "package-lock.json", "verify.mjs")) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Path lock = INSTALLED.resolve("installed-lock.json");
    Path wanted = SOURCES.resolve("package-lock.json");
    if (!Files.exists(lock) || Files.mismatch(lock, wanted) >= 0) {
      Path log = INSTALLED.resolve("npm.log").toAbsolutePath();
      run(log, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      Files.copy(wanted, lock, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void run(Path out, String... command) throws IOException, InterruptedException {
    Path err = INSTALLED.toAbsolutePath().resolve(command[0] + ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(180, TimeUnit.SECONDS)).as("%s in time", command[0]).isTrue();
      assertThat(process.exitValue()).as(Files.readString(err, UTF_8)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
