package dev.tunewatch.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Settings;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The running service whose API a command talks to, and the token for it. The token comes from a
 * file or the environment: an argument would be seen by everybody on the machine.
 */
final class ServiceTarget {

  private static final String TOKEN = "TUNEWATCH_TOKEN";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Option(
      names = "--service",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8090",
      description = "Address of the service (default: ${DEFAULT-VALUE}).")
  private String service;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with an admin token (default: the variable TUNEWATCH_TOKEN).")
  private @Nullable Path tokenFile;

  /**
   * Asks.
   *
   * @param body null for none
   * @return the answer, null where it is empty
   * @throws ConfigError if the service refuses what it was asked for
   * @throws IOException if it cannot be reached, knows no such thing, or fails
   */
  @Nullable JsonNode ask(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    URI base = StandaloneCommand.parsed("--service", service, Settings::parseAddress);
    String root = base.toString().replaceAll("/+$", "");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    HttpResponse<String> answer;
    try {
      answer = client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException("the service at " + root + " cannot be reached", e);
    }
    return read(answer);
  }

  private static @Nullable JsonNode read(HttpResponse<String> answer) throws IOException {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return answer.body().isEmpty() ? null : EventJson.mapper().readTree(answer.body());
    }
    String detail = detail(answer.body()).orElse("the service answers with " + status);
    if (status == 400 || status == 422) {
      throw new ConfigError(detail);
    }
    throw new IOException(detail);
  }

  private static Optional<String> detail(String body) {
    try {
      return Optional.ofNullable(EventJson.mapper().readTree(body).path("detail").textValue());
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private String token() {
    if (tokenFile == null) {
      String variable = System.getenv(TOKEN);
      if (variable == null || variable.isBlank()) {
        throw new ConfigError("a token is needed: --token-file FILE, or the variable " + TOKEN);
      }
      return checked(variable.strip(), TOKEN);
    }
    try {
      return checked(Files.readString(tokenFile).strip(), "--token-file");
    } catch (IOException e) {
      throw new ConfigError("--token-file " + tokenFile + " cannot be read");
    }
  }

  private static String checked(String token, String from) {
    if (!token.matches("[\\x21-\\x7E]+")) {
      throw new ConfigError(from + " holds no token");
    }
    return token;
  }
}
