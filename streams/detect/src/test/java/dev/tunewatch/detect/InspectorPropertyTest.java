package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.rules.Matching;
import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for every input; the seed is printed. */
class InspectorPropertyTest {

  private static final List<String> STRONG =
      List.of("abliterated", "Uncensored", "uncensored-heretic", "derestricted", "dealigned");
  private static final List<String> BENIGN =
      List.of("guard", "detector", "classifier", "judge", "reward", "benchmark");
  private static final List<String> QUANT =
      List.of("-GGUF", "-Q4_K_M-GGUF", "-4bit", "-GPTQ", "-exl2", "-AWQ", "-i1-GGUF");

  private final Inspector inspector = new Inspector(RuleBook.bundled());
  private final Random random = seeded();

  private static Random seeded() {
    long seed = Long.getLong("tunewatch.seed", 4_711L);
    System.out.println("seed " + seed);
    return new Random(seed);
  }

  @Test
  void aQuantizationSuffixNeverChangesVulnerability() {
    for (int i = 0; i < 300; i++) {
      String id = "acme/" + word() + "-" + size() + "-" + pick(STRONG);
      assertThat(vulnerability(named(id + pick(QUANT)))).as(id).isEqualTo(vulnerability(named(id)));
    }
  }

  @Test
  void aBenignWordNeverSilencesWhatAToolWrote() {
    String head = "# This is a decensored version of [acme/base](x), made using [Heretic](y)\n";
    for (int i = 0; i < 200; i++) {
      String id = "acme/" + word() + "-" + size() + "-" + pick(BENIGN);
      Inspection inspection = inspector.apply(withCard(id, head));
      assertThat(inspection.flagged()).as(id).isTrue();
      assertThat(inspection.signals())
          .anyMatch(s -> s.id() == SignalId.V1 && s.tier() == Tier.E1 && s.flags());
    }
  }

  @Tag("corpus")
  @Test
  void foldingNeverTurnsALookAlikePositive() {
    for (String trap : Corpus.rows("tricky-benign.csv").stream().map(r -> r.get("id")).toList()) {
      if (ReleaseName.isId(trap) && !inspector.apply(named(trap)).flagged()) {
        String folded = trap.replace("e", "e\u200B").toUpperCase(java.util.Locale.ROOT);
        if (ReleaseName.isId(folded)) {
          assertThat(vulnerable(folded)).as(trap).isFalse();
        }
      }
    }
  }

  @Test
  void disguisesDoNotHideARemoval() {
    for (String id :
        List.of(
            "acme/base-8b-abl\u200Biterated",
            "acme/base-8b-аbliterated",
            "acme/base-8b-4bl1ter4ted",
            "acme/base-8b-ＵＮＣＥＮＳＯＲＥＤ",
            "acme/base-8b-uncensöred",
            "acme/Base8bAbliteratedGguf",
            "acme/base.8b_un_censored")) {
      assertThat(vulnerable(id)).as(id).isTrue();
    }
  }

  @Test
  void theCostIsLinearInTheCard() {
    Matching matching = new Matching(RuleBook.bundled().rules());
    String unit = "The model is uncensored, will never refuse. [x](y) <b> `a` | heretic refusals. ";
    long small = matching.run(Subject.of(withCard("a/b", unit.repeat(50)))).steps();
    long large = matching.run(Subject.of(withCard("a/b", unit.repeat(1_000)))).steps();
    assertThat(large).isLessThan(small * 21);
  }

  private boolean vulnerable(String id) {
    return inspector.apply(named(id)).signals().stream()
        .anyMatch(s -> s.id().kind() == 'V' && s.flags());
  }

  private TreeSet<String> vulnerability(Release release) {
    TreeSet<String> found = new TreeSet<>();
    inspector.apply(release).signals().stream()
        .filter(s -> s.id().kind() == 'V')
        .forEach(s -> found.add(s.id() + " " + s.tier() + " " + s.confidence()));
    return found;
  }

  private static Release named(String id) {
    return Releases.named(id);
  }

  static Release withCard(String id, String card) {
    ReleaseName name = new ReleaseName("huggingface", id);
    return Release.merge(List.of(Releases.part(name, Releases.card(card))));
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 4 + random.nextInt(5); i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private String size() {
    return (1 + random.nextInt(70)) + "b";
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
