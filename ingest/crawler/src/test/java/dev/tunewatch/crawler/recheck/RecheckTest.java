package dev.tunewatch.crawler.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.Provenance;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.Status;
import dev.tunewatch.events.Wish;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecheckTest {

  private static final Instant NOON = Instant.parse("2026-08-22T12:00:00Z");
  private static final Hub HUB = Hubs.find("huggingface").orElseThrow();
  private static final Provenance SOURCE =
      new Provenance("recheck", "http://h/api/models/o/a", null);

  private final Recheck recheck = new Recheck(Intervals.DEFAULT, new Random(7));
  private final WatchList watched = new WatchList();
  private final List<ReleasePart> published = new ArrayList<>();
  private final List<Identity> identities = new ArrayList<>();
  private Instant now = NOON;

  @Test
  void aFullWatchListHasRoomOnlyForWhatItHolds() {
    WatchList full = new WatchList(1);
    ReleaseName held = new ReleaseName("huggingface", "o/held");
    full.put(Watched.unseen(held, Instant.EPOCH));
    assertThat(full.isFullFor(held)).isFalse();
    assertThat(full.isFullFor(new ReleaseName("huggingface", "o/other"))).isTrue();
  }

  @Test
  void publishesTheListingOfAnUnknownReleaseOnceAndDoesNotCallItChanged() {
    watch("o/a");

    look("o/a", found("o/a", "id1", "'sha':'s1'"));
    look("o/a", found("o/a", "id1", "'sha':'s1'"));

    assertThat(keys()).containsExactly("huggingface:o/a#listing");
    assertThat(published.get(0).observation()).isEqualTo(Observation.RECHECKED);
  }

  @Test
  void publishesEachEditOnceAndLooksAgainSoon() {
    watch("o/a");
    look("o/a", found("o/a", "id1", "'sha':'s1','tags':['abliterated'],'gated':false"));
    published.clear();
    List<String> edits =
        List.of(
            "'sha':'s1','tags':[],'gated':false",
            "'sha':'s1','tags':[],'gated':'manual'",
            "'sha':'s1','tags':['license:mit'],'gated':'manual'",
            "'sha':'s2','tags':['license:mit'],'gated':'manual'");
    for (String edit : edits) {
      look("o/a", found("o/a", "id1", edit));
      assertThat(row("o/a").step()).isEqualTo(1);
      look("o/a", found("o/a", "id1", edit + ",'downloads':99"));
      assertThat(row("o/a").step()).isEqualTo(2);
    }
    assertThat(published).hasSize(edits.size());
    assertThat(published)
        .allMatch(part -> part.observation() == Observation.CHANGED)
        .extracting(ReleasePart::key)
        .containsOnly("huggingface:o/a#listing");
  }

  @Test
  void publishesWhatOnlyThePageTellsWhenItChanges() {
    watch("o/a");
    look("o/a", found("o/a", "id1", "'gguf':{'architecture':'llama','total':5}"));
    look("o/a", found("o/a", "id1", "'gguf':{'architecture':'llama','total':5}"));
    look("o/a", found("o/a", "id1", "'gguf':{'architecture':'qwen3','total':5}"));

    assertThat(keys())
        .containsExactly(
            "huggingface:o/a#listing", "huggingface:o/a#config", "huggingface:o/a#config");
  }

  @Test
  void looksLessOftenTheLongerNothingChanges() {
    watch("o/a");
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      look("o/a", found("o/a", "id1", "'sha':'s1'"));
      waits.add(Duration.between(now, row("o/a").due()));
    }
    for (int i = 0; i < waits.size(); i++) {
      long expected = Intervals.DEFAULT.steps().get(Math.min(Math.max(0, i), 5)).toMillis();
      assertThat(waits.get(i).toMillis()).isBetween(expected * 9 / 10, expected * 11 / 10);
    }
  }

  @Test
  void saysRemovedOnlyAfterTwoLooksSomeTimeApart() {
    watch("o/a");
    look("o/a", found("o/a", "id1", "'sha':'s1'"));
    published.clear();

    look("o/a", new Visit.Gone("401"));
    assertThat(published).isEmpty();
    assertThat(Duration.between(now, row("o/a").due())).isEqualTo(Duration.ofMinutes(10));
    now = now.plusSeconds(60);
    look("o/a", new Visit.Gone("401"));
    assertThat(published).isEmpty();
    now = row("o/a").due();
    look("o/a", new Visit.Gone("401"));
    look("o/a", new Visit.Gone("401"));

    assertThat(statuses()).containsExactly("o/a REMOVED id1");
  }

  @Test
  void aHiccupBetweenTwoLooksRemovesNothing() {
    watch("o/a");
    look("o/a", found("o/a", "id1", "'sha':'s1'"));
    look("o/a", new Visit.Gone("401"));
    now = now.plus(Duration.ofHours(1));
    look("o/a", found("o/a", "id1", "'sha':'s1'"));
    look("o/a", new Visit.Gone("401"));

    assertThat(statuses()).isEmpty();
  }

  @Test
  void saysThatAReleaseIsThereAgain() {
    watch("o/a");
    look("o/a", found("o/a", "id1", "'sha':'s1'"));
    remove("o/a");
    look("o/a", found("o/a", "id1", "'sha':'s1'"));

    assertThat(statuses()).containsExactly("o/a REMOVED id1", "o/a AVAILABLE id1");
  }

  @Test
  void saysWhatTheHubSaysOfPrivateAndDisabledReleases() {
    watch("o/a");
    look("o/a", found("o/a", "id1", "'private':true"));
    look("o/a", found("o/a", "id1", "'private':false"));
    look("o/a", found("o/a", "id1", "'disabled':true"));
    look("o/a", found("o/a", "id1", "'disabled':true"));

    assertThat(statuses())
        .containsExactly("o/a HIDDEN id1", "o/a AVAILABLE id1", "o/a DISABLED id1");
  }

  @Test
  void aRedirectToTheSameIdentityIsARename() {
    watch("o/a");
    look("o/a", found("o/a", "id1", "'sha':'s1'"));
    published.clear();

    look("o/a", found("p/b", "id1", "'sha':'s1'"));
    look("o/a", found("p/b", "id1", "'sha':'s1'"));
    look("p/b", found("p/b", "id1", "'sha':'s1'"));

    assertThat(keys()).containsExactly("huggingface:p/b#listing", "huggingface:o/a#status");
    assertThat(published.get(0).observation()).isEqualTo(Observation.FIRST_SEEN);
    assertThat(statuses()).containsExactly("o/a RENAMED id1 p/b");
    assertThat(identities)
        .containsExactly(new Identity("huggingface", "id1", "p/b", List.of("o/a"), now));
    assertThat(watched.find(name("p/b"))).isNotNull();
  }

  @Test
  void aChainOfRenamesKeepsAllNames() {
    watch("o/a");
    look("o/a", found("o/a", "id1", "'sha':'s1'"));
    look("o/a", found("p/b", "id1", "'sha':'s1'"));
    look("p/b", found("q/c", "id1", "'sha':'s1'"));

    assertThat(identities.get(1).formerNames()).containsExactly("p/b", "o/a");
    assertThat(statuses()).containsExactly("o/a RENAMED id1 p/b", "p/b RENAMED id1 q/c");
  }

  @Test
  void aNameTakenOverByAnotherIdentityStartsAfresh() {
    watch("o/a");
    look("o/a", found("o/a", "id1", "'sha':'s1'"));
    look("o/a", found("p/b", "id1", "'sha':'s1'"));
    published.clear();

    look("o/a", found("o/a", "id2", "'sha':'s1'"));

    assertThat(keys()).containsExactly("huggingface:o/a#listing", "huggingface:o/a#status");
    assertThat(published.get(0).observation()).isEqualTo(Observation.FIRST_SEEN);
    assertThat(statuses()).containsExactly("o/a AVAILABLE id2");
  }

  @Test
  void aRedirectToAnotherIdentityIsARemoval() {
    watch("o/a");
    look("o/a", found("o/a", "id1", "'sha':'s1'"));
    published.clear();
    look("o/a", found("p/b", "id9", "'sha':'s1'"));
    now = row("o/a").due();
    look("o/a", found("p/b", "id9", "'sha':'s1'"));

    assertThat(keys()).containsExactly("huggingface:o/a#status");
    assertThat(statuses()).containsExactly("o/a REMOVED id1");
  }

  @Test
  void aRefusalThatSaysNothingOfTheReleaseChangesNothing() {
    watch("o/a");
    look("o/a", found("o/a", "id1", "'sha':'s1'"));
    published.clear();
    for (int i = 0; i < 5; i++) {
      look("o/a", new Visit.Untold());
      look("o/a", new Visit.Unreadable(new Row.Refused(new byte[0], "odd")));
      now = row("o/a").due();
    }
    assertThat(published).isEmpty();
  }

  @Test
  void whatTheHubTellsIsLookedAtBeforeWhatIsDue() {
    watched.put(Watched.unseen(name("o/due"), NOON.minusSeconds(99)));
    wish("o/flagged", Wish.Reason.FLAGGED, NOON);
    wish("o/told", Wish.Reason.HUB_EVENT, NOON);

    assertThat(watched.due(NOON, 9))
        .extracting(due -> due.release().id())
        .containsExactly("o/told", "o/due");
    assertThat(watched.due(NOON.plus(Duration.ofHours(2)), 9)).hasSize(3);
  }

  @Test
  void aWishOfDetectionNeverPutsOffALook() {
    wish("o/a", Wish.Reason.HUB_EVENT, NOON);
    wish("o/a", Wish.Reason.FLAGGED, NOON);
    assertThat(watched.due(NOON, 9)).hasSize(1);

    watched.put(Watched.unseen(name("o/b"), NOON.plusSeconds(1)));
    wish("o/b", Wish.Reason.NO_LONGER_FLAGGED, NOON);
    assertThat(row("o/b").due()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void whatIsRememberedReadsBackEqual() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      watch("o/a");
      look(
          "o/a",
          found(random.nextBoolean() ? "o/a" : "p/b", "id" + random.nextInt(2), "'sha':'x'"));
      look("o/a", random.nextBoolean() ? new Visit.Gone("401") : new Visit.Untold());
      now = now.plus(Duration.ofMinutes(random.nextInt(30)));
      Watched row = row("o/a");
      assertThat(Watched.decode(row.encode())).isEqualTo(row);
    }
  }

  private void watch(String id) {
    watched.put(Watched.unseen(name(id), now));
  }

  private void wish(String id, Wish.Reason reason, Instant at) {
    watched.wish(Wish.recheck(name(id), reason, at), Intervals.DEFAULT, NOON, new Random(1));
  }

  private void remove(String id) {
    look(id, new Visit.Gone("401"));
    now = row(id).due();
    look(id, new Visit.Gone("401"));
  }

  private void look(String id, Visit visit) {
    Decision decision = recheck.decide(row(id), visit, SOURCE, now, watched::find);
    decision.rows().forEach(watched::put);
    decision.parts().forEach(part -> published.add(Objects.requireNonNull(part.part())));
    identities.addAll(decision.identities());
  }

  private Watched row(String id) {
    return Objects.requireNonNull(watched.find(name(id)));
  }

  private List<String> keys() {
    return published.stream().map(ReleasePart::key).toList();
  }

  private List<String> statuses() {
    return published.stream()
        .filter(part -> part.body() instanceof Status)
        .map(
            part -> {
              Status status = (Status) part.body();
              String moved = status.movedTo() == null ? "" : " " + status.movedTo();
              return part.release().id() + " " + status.state() + " " + part.hubId() + moved;
            })
        .toList();
  }

  private Visit found(String id, String hubId, String fields) {
    String json = "{'id':'" + id + "','_id':'" + hubId + "'," + fields + "}";
    Row row =
        HUB.readRelease(
            json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
            new Reading("recheck", "http://h/api/models/" + id, now));
    return new Visit.Found((Row.Listed) row);
  }

  private static ReleaseName name(String id) {
    return new ReleaseName("huggingface", id);
  }
}
