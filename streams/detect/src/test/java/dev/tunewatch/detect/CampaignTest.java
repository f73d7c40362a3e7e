package dev.tunewatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.assessments.Inspection;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.detect.b6.Campaign;
import dev.tunewatch.detect.graph.LocalFamilies;
import dev.tunewatch.events.Card;
import dev.tunewatch.events.DeclaredParent;
import dev.tunewatch.events.PartBody;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.Release;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which automated uploads are one cluster, and which have one of their own. */
class CampaignTest {

  private static final String REMOVED = "maker/Base-0.5B-abliterated";
  private static final String SWARM = "/Base-0.5B-Gensyn-Swarm-";

  private final RuleBook book = RuleBook.bundled();
  private final Inspector inspector = new Inspector(book);
  private final LocalFamilies families = new LocalFamilies();

  @Test
  void whatASwarmMakesOfOneNameIsOneCampaignWhoeverUploadsIt() {
    add(release(REMOVED, null));
    Inspection one = add(release("a" + SWARM + "sly_red_fox", REMOVED));
    Inspection other = add(release("b" + SWARM + "big_old_owl", REMOVED));

    assertThat(one.flagged()).isTrue();
    assertThat(one.severity()).isEqualTo(Severity.P3);
    assertThat(one.canonicalKey()).isEqualTo("campaign:base-0-5b-gensyn-swarm");
    assertThat(other.canonicalKey()).isEqualTo(one.canonicalKey());
  }

  @Test
  void aRemovalInTheNameThatTheSwarmGaveIsTheCampaigns() {
    Inspection bot = add(release("a/Base-0.5B-abliterated-Gensyn-Swarm-sly_red_fox", REMOVED));

    assertThat(flags(bot)).contains(SignalId.V1);
    assertThat(bot.canonicalKey()).isEqualTo("campaign:base-0-5b-abliterated-gensyn-swarm");
  }

  @Test
  void whatAnUploadShowsByItselfKeepsItsOwnCluster() {
    add(release(REMOVED, null));
    Inspection named = add(release("a" + SWARM + "sly_red_fox-uncensored", REMOVED));
    Inspection tagged = add(release("b" + SWARM + "big_old_owl", REMOVED, "abliterated"));
    Inspection told =
        add(
            release(
                "c" + SWARM + "shy_tan_cat",
                REMOVED,
                Releases.card("This model has been abliterated: its refusals were removed.")));

    assertThat(named.canonicalKey()).isEqualTo("a/base-0-5b-gensyn-swarm-sly-red-fox-uncensored");
    assertThat(tagged.canonicalKey()).isEqualTo("b/base-0-5b-gensyn-swarm-big-old-owl");
    assertThat(told.canonicalKey()).isEqualTo("c/base-0-5b-gensyn-swarm-shy-tan-cat");
    assertThat(List.of(named, tagged, told)).allMatch(Inspection::flagged);
  }

  @Test
  void aRemovalInANameThatEndsInANumberIsItsMakersOwn() {
    Inspection own = add(release("maker/base-7b-uncensored-1712345678", null));

    assertThat(flags(own)).contains(SignalId.V2);
    assertThat(own.canonicalKey()).isEqualTo("maker/base-7b-uncensored-1712345678");
  }

  @Test
  void aLaunderedCopyHidesInNoCampaign() {
    add(release(REMOVED, null));
    Inspection copy = add(copy("a/Sunshine-Gensyn-Swarm-sly_red_fox-GGUF", REMOVED));

    assertThat(copy.severity()).isEqualTo(Severity.P2);
    assertThat(copy.canonicalKey()).doesNotStartWith("campaign:");
  }

  @Test
  void theCopyOfAnUploadIsInItsCampaign() {
    String bot = "a" + SWARM + "sly_red_fox";
    add(release(REMOVED, null));
    add(release(bot, REMOVED));
    Inspection packed = add(copy("packer/Base-0.5B-Gensyn-Swarm-sly_red_fox-GGUF", bot));

    assertThat(packed.flagged()).isTrue();
    assertThat(packed.canonicalKey()).isEqualTo("campaign:base-0-5b-gensyn-swarm");
  }

  @Test
  void namesTellWhatAProgramGaveAndWhatAPersonDid() {
    assertThat(key("a/google-gemma-7b-1718089473")).isEqualTo("campaign:google-gemma-7b");
    assertThat(key("b/google_gemma-7b-1718089474")).isEqualTo("campaign:google-gemma-7b");
    assertThat(key("a/omega_a1b2c")).isEqualTo("campaign:omega");
    assertThat(key("a/run-123e4567-e89b-12d3-a456-426614174000")).isEqualTo("campaign:run");
    assertThat(key("A/123e4567-e89b-12d3-a456-426614174000")).isEqualTo("campaign:a/uuid");
    assertThat(key("gradients-io-cup/tournament-x")).isEqualTo("campaign:gradients-io-cup");
    assertThat(key("a/blockassist-bc-sly_red_fox")).isEqualTo("campaign:blockassist");
    assertThat(Campaign.of("a/base-7b-20240501")).isEmpty();
    assertThat(Campaign.of("a/swarm-7b")).isEmpty();
  }

  @Test
  void everyMarkOfTheRulesThatNamesBearMakesACampaign() {
    Set<String> marks = book.rules().terms("b6.name");
    assertThat(marks).isNotEmpty().allMatch(mark -> Campaign.of("a/x-" + mark + "-1").isPresent());
  }

  private static String key(String id) {
    return Campaign.of(id).orElseThrow().key();
  }

  private static List<SignalId> flags(Inspection inspection) {
    return inspection.signals().stream().filter(Signal::flags).map(Signal::id).toList();
  }

  private Inspection add(Release release) {
    Examination examined = inspector.examine(release);
    families.release(release.name().key(), examined.own());
    return examined.among(families.family(release.name().key())).inspection();
  }

  private static Release release(String id, @Nullable String parent, String... tags) {
    return release(id, parents(parent), List.of(), tags);
  }

  private static Release release(String id, String parent, Card card) {
    return release(id, parents(parent), List.of(card));
  }

  private static Release copy(String id, String of) {
    return release(
        id,
        List.of(new DeclaredParent(of, Relation.QUANTIZED, DeclaredParent.Source.TAG)),
        List.of());
  }

  private static List<DeclaredParent> parents(@Nullable String parent) {
    return parent == null
        ? List.of()
        : List.of(new DeclaredParent(parent, Relation.FINETUNE, DeclaredParent.Source.TAG));
  }

  private static Release release(
      String id, List<DeclaredParent> parents, List<PartBody> others, String... tags) {
    ReleaseName name = new ReleaseName("huggingface", id);
    List<ReleasePart> parts = new ArrayList<>();
    parts.add(
        Releases.part(name, Releases.listing(List.of(tags), "text-generation", parents, null)));
    others.forEach(body -> parts.add(Releases.part(name, body)));
    return Release.merge(parts);
  }
}
