package dev.tunewatch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartHardeningTest {

  private static final List<String> LABELS =
      List.of(
          "app.kubernetes.io/name",
          "app.kubernetes.io/instance",
          "app.kubernetes.io/version",
          "app.kubernetes.io/part-of",
          "app.kubernetes.io/managed-by",
          "helm.sh/chart");

  static Stream<Rendered> installs() {
    return Stream.of(
        Chart.withDefaults(),
        Chart.withValues("standalone"),
        Chart.withValues("services"),
        Chart.withValues("full"));
  }

  @ParameterizedTest
  @MethodSource("installs")
  void everyObjectCarriesTheRecommendedLabels(Rendered install) {
    assertThat(install.objects())
        .allSatisfy(
            object ->
                assertThat(object.at("/metadata/labels").fieldNames())
                    .toIterable()
                    .containsAll(LABELS))
        .allSatisfy(
            object -> assertThat(object.at("/metadata/namespace").asText()).isEqualTo("watch"));
  }

  @ParameterizedTest
  @MethodSource("installs")
  void everyPodMeetsTheRestrictedStandard(Rendered install) {
    assertThat(install.workloads())
        .isNotEmpty()
        .allSatisfy(
            workload -> {
              JsonNode pod = Rendered.pod(workload).path("spec");
              assertThat(pod.path("automountServiceAccountToken").asText()).isEqualTo("false");
              assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
              assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                  .isEqualTo("RuntimeDefault");
              assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                  .isFalse();
              assertThat(pod.path("volumes").findValues("hostPath")).isEmpty();
              assertThat(Rendered.containers(workload))
                  .isNotEmpty()
                  .allSatisfy(c -> restricted(c.path("securityContext")));
            });
    assertThat(install.ofKind("ServiceAccount"))
        .allSatisfy(
            account ->
                assertThat(account.path("automountServiceAccountToken").asText())
                    .isEqualTo("false"));
  }

  @ParameterizedTest
  @MethodSource("installs")
  void everyPodWritesOnlyToItsVolumesAndIsProbed(Rendered install) {
    assertThat(install.workloads())
        .allSatisfy(
            workload -> {
              JsonNode container = Rendered.container(workload);
              assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
                  .contains("/tmp");
              assertThat(container.at("/livenessProbe/httpGet/path").asText())
                  .isEqualTo("/health/live");
              assertThat(container.at("/startupProbe/httpGet/path").asText())
                  .isEqualTo("/health/live");
              assertThat(container.at("/readinessProbe/httpGet/path").asText())
                  .isEqualTo("/health/ready");
            });
  }

  @ParameterizedTest
  @MethodSource("installs")
  void everyMountHasItsVolume(Rendered install) {
    assertThat(install.workloads())
        .allSatisfy(
            workload -> {
              List<String> volumes =
                  Stream.concat(
                          names(Rendered.pod(workload).at("/spec/volumes")),
                          names(workload.at("/spec/volumeClaimTemplates"), "/metadata/name"))
                      .toList();
              assertThat(names(Rendered.container(workload).path("volumeMounts")))
                  .containsExactlyInAnyOrderElementsOf(volumes);
            });
  }

  @ParameterizedTest
  @MethodSource("installs")
  void selectorsFindTheirPodsAndNeverHoldAVersion(Rendered install) {
    assertThat(install.workloads())
        .allSatisfy(
            workload -> {
              JsonNode selector = workload.at("/spec/selector/matchLabels");
              JsonNode labels = Rendered.pod(workload).at("/metadata/labels");
              assertThat(selector.fieldNames())
                  .toIterable()
                  .doesNotContain("app.kubernetes.io/version", "helm.sh/chart")
                  .contains("app.kubernetes.io/component");
              selector
                  .fields()
                  .forEachRemaining(
                      e -> assertThat(labels.path(e.getKey())).isEqualTo(e.getValue()));
            });
    assertThat(install.ofKind("Service"))
        .allSatisfy(
            service ->
                assertThat(install.workloads())
                    .anySatisfy(
                        workload ->
                            service
                                .at("/spec/selector")
                                .fields()
                                .forEachRemaining(
                                    e ->
                                        assertThat(
                                                Rendered.pod(workload)
                                                    .at("/metadata/labels")
                                                    .path(e.getKey()))
                                            .isEqualTo(e.getValue()))));
  }

  @Test
  void aChangeOfConfigurationRollsOnlyThePodsThatReadIt() {
    Rendered before = Chart.withValues("services");
    Rendered after = Chart.withValues("services", Map.of("streams.profile", "throughput"));

    assertThat(checksum(after, "StatefulSet", "demo-tunewatch-streams"))
        .isNotEqualTo(checksum(before, "StatefulSet", "demo-tunewatch-streams"));
    assertThat(checksum(after, "Deployment", "demo-tunewatch-alerts"))
        .isEqualTo(checksum(before, "Deployment", "demo-tunewatch-alerts"));
  }

  @Test
  void idsAreLeftToTheClusterWhereTheyAreNull() {
    JsonNode workload = Chart.withValues("any-id").object("StatefulSet", "demo-tunewatch");

    assertThat(Rendered.pod(workload).at("/spec/securityContext").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("runAsNonRoot", "fsGroupChangePolicy", "seccompProfile");
  }

  private static void restricted(JsonNode context) {
    assertThat(context.path("allowPrivilegeEscalation").asText()).isEqualTo("false");
    assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(Rendered.texts(context.at("/capabilities/drop"))).containsExactly("ALL");
    assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
  }

  private static String checksum(Rendered install, String kind, String name) {
    String checksum =
        Rendered.pod(install.object(kind, name))
            .at("/metadata/annotations/checksum~1config")
            .asText();
    assertThat(checksum).hasSize(64);
    return checksum;
  }

  private static Stream<String> names(JsonNode array) {
    return names(array, "/name");
  }

  private static Stream<String> names(JsonNode array, String pointer) {
    return StreamSupport.stream(array.spliterator(), false).map(item -> item.at(pointer).asText());
  }
}
