package dev.tunewatch.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.alerts.AlertsConfig;
import dev.tunewatch.alerts.notify.email.SmtpConfig;
import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.ServiceKeys;
import dev.tunewatch.app.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertsSettingsTest {

  @TempDir Path folder;

  @Test
  void withoutSettingsItIsAsTheServiceSays() {
    assertThat(config(Map.of())).isEqualTo(AlertsConfig.defaults());
  }

  @Test
  void aMailServerIsReachedWithTlsAndItsPasswordIsNotPrinted() throws Exception {
    Path user = Files.writeString(folder.resolve("user"), "tunewatch\n");
    Path password = Files.writeString(folder.resolve("password"), "p4ss\n");
    AlertsConfig config =
        config(
            Map.of(
                "smtp.host", "mail.example.org",
                "smtp.from", "tunewatch@example.org",
                "smtp.usernameFile", user.toString(),
                "smtp.passwordFile", password.toString(),
                "consoleAddress", "https://tunewatch.example.org/"));
    SmtpConfig smtp = config.smtp().orElseThrow();
    assertThat(smtp.security()).isEqualTo(SmtpConfig.Security.STARTTLS);
    assertThat(smtp.port()).isEqualTo(587);
    assertThat(smtp.login().orElseThrow().password().reveal()).isEqualTo("p4ss");
    assertThat(config.toString()).doesNotContain("p4ss");
    assertThat(config.consoleAddress()).contains("https://tunewatch.example.org/");
  }

  @ParameterizedTest
  @CsvSource({
    "smtp.from,nobody",
    "smtp.security,ssl",
    "smtp.port,0",
    "smtp.usernameFile,/nowhere",
    "consoleAddress,javascript:alert(1)"
  })
  void whatCannotWorkIsRefusedInOneLine(String key, String value) {
    Map<String, String> settings = new java.util.HashMap<>();
    settings.put("smtp.host", "mail.example.org");
    settings.put("smtp.from", "tunewatch@example.org");
    settings.put(key, value);
    assertThatThrownBy(() -> config(settings))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining(key)
        .message()
        .doesNotContain("\n");
  }

  private static AlertsConfig config(Map<String, String> settings) {
    return AlertsSettings.of(Settings.resolve(ServiceKeys.alerts(), null, Map.of(), settings));
  }
}
