package dev.tunewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rendered configuration has the keys that the services read, and no others. */
class ChartConfigurationTest {

  private static final List<String> SHARED =
      List.of(
          "kafka.bootstrapServers",
          "kafka.prefix",
          "kafka.partitions",
          "kafka.replication",
          "kafka.clientPropertiesFile",
          "http.host",
          "http.port");

  private final Rendered full = Chart.withValues("full");
  private final Rendered least = Chart.withValues("services");

  @Test
  void ingestGetsAllItsKeys() {
    assertThat(keys(full.configuration("acme-watch-ingest-huggingface")))
        .containsExactlyInAnyOrderElementsOf(
            with(
                "hub.name",
                "hub.baseUrl",
                "hub.since",
                "hub.pollInterval",
                "hub.backfill",
                "hub.ggufHeader",
                "hub.pushSecretFile",
                "hub.redactionKeyFile",
                "hub.tokenFile",
                "canary.every"));
  }

  @Test
  void streamsGetsAllItsKeys() {
    assertThat(keys(full.configuration("acme-watch-streams")))
        .containsExactlyInAnyOrderElementsOf(
            with("stateDirectory", "profile", "threads", "restrictedTermsFile"));
  }

  @Test
  void alertsGetsAllItsKeys() {
    assertThat(keys(full.configuration("acme-watch-alerts")))
        .containsExactlyInAnyOrderElementsOf(
            with(
                "database.url",
                "database.usernameFile",
                "database.passwordFile",
                "adminTokenFile",
                "publicView",
                "openMetrics",
                "allowLocalTargets",
                "backlogAge",
                "consoleAddress",
                "disableAfter",
                "operatorSubscription",
                "smtp.host",
                "smtp.port",
                "smtp.security",
                "smtp.from",
                "smtp.usernameFile",
                "smtp.passwordFile"));
  }

  @Test
  void whatIsNotSetIsLeftToTheService() {
    assertThat(keys(least.configuration("demo-tunewatch-ingest-huggingface")))
        .contains("hub.name")
        .doesNotContain(
            "kafka.clientPropertiesFile", "hub.baseUrl", "hub.since", "hub.pollInterval")
        .doesNotContain("hub.tokenFile", "canary.every");
    assertThat(keys(least.configuration("demo-tunewatch-alerts")))
        .doesNotContain("database.usernameFile", "adminTokenFile", "backlogAge")
        .doesNotContain("consoleAddress", "smtp.host", "smtp.security", "openMetrics");
  }

  @Test
  void valuesKeepTheirTypes() {
    JsonNode alerts = full.configuration("acme-watch-alerts");

    assertThat(alerts.at("/kafka/partitions").isInt()).isTrue();
    assertThat(alerts.at("/http/port").asInt()).isEqualTo(9090);
    assertThat(alerts.at("/http/host").asText()).isEqualTo("0.0.0.0");
    assertThat(alerts.path("publicView").isBoolean()).isTrue();
    assertThat(alerts.path("backlogAge").asText()).isEqualTo("3d");
    assertThat(full.configuration("acme-watch-ingest-civitai").at("/hub/since").isTextual())
        .isTrue();
  }

  @Test
  void everyFileThatIsNamedIsMounted() {
    for (JsonNode workload : full.workloads()) {
      List<String> mounts =
          Rendered.container(workload).path("volumeMounts").findValuesAsText("mountPath");
      String name = workload.at("/metadata/name").asText();
      JsonNode configuration = full.configuration(name);
      for (String key : keys(configuration)) {
        if (key.endsWith("File") || key.equals("stateDirectory")) {
          String path = configuration.at("/" + key.replace('.', '/')).asText();
          assertThat(mounts).as("%s of %s", path, name).anyMatch(path::startsWith);
        }
      }
    }
  }

  @Test
  void topicsGetsTheSharedKeysAloneBecauseItRefusesOthers() {
    for (JsonNode workload : full.workloads()) {
      JsonNode topics = Rendered.pod(workload).at("/spec/initContainers/0");
      assertThat(String.join(" ", Rendered.texts(topics.path("args"))))
          .isEqualTo("topics apply --config /etc/tunewatch/config/kafka.yaml");
      assertThat(topics.path("volumeMounts").findValuesAsText("mountPath"))
          .containsExactly("/tmp", "/etc/tunewatch/config", "/etc/tunewatch/kafka");
      String map = workload.at("/metadata/name").asText();
      assertThat(keys(full.configuration(map, "kafka.yaml")))
          .containsExactlyInAnyOrderElementsOf(SHARED);
    }
  }

  @Test
  void kubernetesAddsNoVariablesThatWouldBeReadAsSettings() {
    assertThat(full.workloads())
        .allSatisfy(
            workload ->
                assertThat(Rendered.pod(workload).at("/spec/enableServiceLinks").asText())
                    .isEqualTo("false"));
  }

  @Test
  void noSecretIsWrittenIntoTheManifests() {
    assertThat(full.ofKind("Secret")).isEmpty();
    assertThat(full.text()).doesNotContain("valueFrom");
  }

  @Test
  void standaloneIsStartedByItsFlags() {
    JsonNode pod = Chart.withValues("standalone").object("StatefulSet", "demo-tunewatch");

    assertThat(String.join(" ", Rendered.texts(Rendered.container(pod).path("args"))))
        .isEqualTo(
            "standalone --data /var/lib/tunewatch --host 0.0.0.0 --port 8090"
                + " --hub huggingface=http://mirror.example.org:9400"
                + " --since all --poll-interval 30s"
                + " --hub-token-file /etc/tunewatch/hub/huggingface/token"
                + " --backfill --push-secret-file /etc/tunewatch/push/huggingface/secret"
                + " --canary-every off"
                + " --admin-token-file /etc/tunewatch/admin/token"
                + " --public-view --allow-local-targets");
  }

  private static List<String> with(String... own) {
    List<String> keys = new ArrayList<>(SHARED);
    keys.addAll(List.of(own));
    return keys;
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    collect(node, "", keys);
    return keys;
  }

  private static void collect(JsonNode node, String path, List<String> keys) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              e ->
                  collect(
                      e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey(), keys));
    } else {
      keys.add(path);
    }
  }
}
