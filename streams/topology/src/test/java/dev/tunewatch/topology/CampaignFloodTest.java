package dev.tunewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Assessment;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.detect.RuleBook;
import dev.tunewatch.detect.ScoreBook;
import dev.tunewatch.detect.graph.LocalFamilies;
import dev.tunewatch.detect.score.Score;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.topology.cluster.Cluster;
import dev.tunewatch.topology.cluster.ClusterFold;
import dev.tunewatch.topology.cluster.ClusterScore;
import dev.tunewatch.topology.cluster.Finding;
import dev.tunewatch.topology.cluster.Standing;
import dev.tunewatch.topology.inspect.Inspector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A swarm of eleven thousand on one removed base, inspected and folded as the topology does it. */
class CampaignFloodTest {

  private static final String BASE = "maker/Base-7B-abliterated";
  private static final String CAMPAIGN = "huggingface:campaign:base-7b-gensyn-swarm";

  private final Inspector inspector =
      new Inspector(new dev.tunewatch.detect.Inspector(RuleBook.bundled())::examine);
  private final ClusterScore score = new ClusterScore(new Score(ScoreBook.bundled()));
  private final LocalFamilies families = new LocalFamilies();
  private final Map<String, Cluster> clusters = new TreeMap<>();
  private final Map<String, Map<String, Standing>> members = new HashMap<>();

  @Test
  void botsAreOneClusterAndOneThatShowsARemovalItselfIsAnother() {
    flood(300);
  }

  @Test
  @Tag("long")
  void soAreElevenThousand() {
    flood(11_000);
  }

  private void flood(int bots) {
    List<ReleasePart> parts = new ArrayList<>();
    for (int i = 0; i < bots; i++) {
      parts.add(Parts.derived("user" + i + "/Base-7B-Gensyn-Swarm-sly_red_fox" + i, 1, BASE));
    }
    parts.add(Parts.derived("user7/Base-7B-Gensyn-Swarm-big_old_owl", 1, BASE, "abliterated"));
    add(Parts.derived(BASE, 1, null));
    Collections.shuffle(parts, new Random(20_261_126));
    parts.forEach(this::add);

    assertThat(clusters)
        .containsOnlyKeys(
            CAMPAIGN,
            "huggingface:maker/base-7b-abliterated",
            "huggingface:user7/base-7b-gensyn-swarm-big-old-owl");
    Assessment campaign = assessment(CAMPAIGN);
    assertThat(campaign.memberCount()).isEqualTo(bots);
    assertThat(campaign.flaggedCount()).isEqualTo(bots);
    assertThat(campaign.members()).hasSize(Assessment.MAX_MEMBERS);
    // Many times a few downloads are many, and no reason to call anybody.
    assertThat(Objects.requireNonNull(campaign.reach()).downloads())
        .isEqualTo((long) Parts.DOWNLOADS * bots);
    assertThat(campaign.severity())
        .isEqualTo(Objects.requireNonNull(campaign.lead()).severity())
        .isEqualTo(Severity.P3);
    assertThat(assessment("huggingface:user7/base-7b-gensyn-swarm-big-old-owl").severity())
        .isEqualTo(Severity.P2);
  }

  @Test
  void theFloodIsToldOnceASecond(@TempDir Path state) throws IOException {
    List<String> ids = new ArrayList<>();
    int told = 0;
    try (DrivenTopology topology =
        new DrivenTopology(
            state, new dev.tunewatch.detect.Inspector(RuleBook.bundled())::examine)) {
      topology.put(Parts.derived(BASE, 1, null));
      int before = topology.published().size();
      for (int i = 0; i < 20; i++) {
        topology.putAtOnce(
            Parts.derived("user" + i + "/Base-7B-Gensyn-Swarm-sly_red_fox" + i, 1, BASE));
      }
      topology.second();
      topology.second();
      for (var record : topology.published().subList(before, topology.published().size())) {
        ids.add(record.key());
        told++;
      }
      assertThat(topology.last("campaign:base-7b-gensyn-swarm").memberCount()).isEqualTo(20);
    }
    assertThat(ids).containsOnly(CAMPAIGN);
    assertThat(told).as("at once, and when the second is over").isEqualTo(2);
  }

  private void add(ReleasePart part) {
    String key = part.release().key();
    Inspector.Inspected seen =
        (Inspector.Inspected)
            inspector.inspect(
                List.of(part),
                null,
                null,
                own -> {
                  families.release(key, own);
                  return families.family(key);
                });
    for (Finding finding : seen.findings()) {
      Standing standing = ((Finding.Stands) finding).standing();
      Map<String, Standing> rows =
          members.computeIfAbsent(finding.clusterId(), id -> new HashMap<>());
      Standing before = rows.put(standing.key(), standing);
      clusters.merge(
          finding.clusterId(),
          ClusterFold.join(Cluster.EMPTY, null, standing, all -> {}),
          (known, alone) ->
              ClusterFold.join(known, before, standing, all -> rows.values().forEach(all)));
    }
  }

  private Assessment assessment(String cluster) {
    return score.assess(cluster, Objects.requireNonNull(clusters.get(cluster))).orElseThrow();
  }
}
