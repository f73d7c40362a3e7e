package dev.tunewatch.crawler.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.crawler.checkpoint.DetailCheckpoint;
import dev.tunewatch.crawler.fetch.Answer;
import dev.tunewatch.crawler.fetch.FetchFailure;
import dev.tunewatch.crawler.fetch.FetchFailure.Kind;
import dev.tunewatch.crawler.fetch.FetchRequest;
import dev.tunewatch.crawler.fetch.Fetched;
import dev.tunewatch.crawler.fetch.Fetcher;
import dev.tunewatch.crawler.hub.Hub;
import dev.tunewatch.crawler.hub.Hubs;
import dev.tunewatch.crawler.hub.MalformedPage;
import dev.tunewatch.crawler.hub.Reading;
import dev.tunewatch.crawler.hub.Row;
import dev.tunewatch.crawler.publish.Publishable;
import dev.tunewatch.crawler.queue.ReleaseQueue;
import dev.tunewatch.events.Identity;
import dev.tunewatch.events.IdentityCodec;
import dev.tunewatch.events.Observation;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.ReleasePartCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DetailBatchesTest {

  private static final Instant NOW = Instant.parse("2026-08-22T10:00:00Z");
  private final Hub hub = Hubs.find("huggingface").orElseThrow();
  private final ScriptedFetcher fetcher = new ScriptedFetcher();
  private final ExecutorService inFlight = Executors.newFixedThreadPool(2);
  private final DetailBatches batches =
      new DetailBatches(
          hub,
          "http://h",
          new DetailReader(hub, fetcher, Clock.fixed(NOW, ZoneOffset.UTC)),
          inFlight);
  private final DetailState state = new DetailState(DetailCheckpoint.fresh());

  @AfterEach
  void stop() {
    inFlight.shutdownNow();
  }

  @Test
  void waitsForAHubThatIsAwayHoweverLongAndLosesNoCard() throws Exception {
    List<ReleaseQueue.Entry> entries = List.of(listing(0, "o/a"), listing(1, "o/b"));
    for (Kind kind :
        List.of(Kind.TIMEOUT, Kind.NETWORK, Kind.SERVER_ERROR, Kind.RATE_LIMITED, Kind.NETWORK)) {
      fetcher.fails("o/a", kind);
      fetcher.fails("o/b", kind);
      assertThatThrownBy(() -> batches.work(entries, state)).isInstanceOf(HubUnreadable.class);
      assertThat(batches.isHubAway()).isTrue();
    }
    fetcher.has("o/a", "# a");
    fetcher.has("o/b", "# b");

    DetailBatches.Outcome outcome = batches.work(entries, state);

    assertThat(outcome.parts()).hasSize(2);
    assertThat(outcome.deadLetters()).isEmpty();
    assertThat(batches.isHubAway()).isFalse();
  }

  @Test
  void givesUpAFileThatFailedAloneInFiveRuns() throws Exception {
    List<ReleaseQueue.Entry> entries = List.of(listing(0, "o/a"), listing(1, "o/b"));
    fetcher.has("o/a", "# a");
    fetcher.fails("o/b", Kind.SERVER_ERROR);
    for (int run = 1; run < Patience.RUNS; run++) {
      assertThatThrownBy(() -> batches.work(entries, state)).isInstanceOf(HubUnreadable.class);
      assertThat(batches.isHubAway()).isFalse();
    }

    DetailBatches.Outcome outcome = batches.work(entries, state);

    assertThat(outcome.parts())
        .extracting(Publishable::key)
        .containsExactly("huggingface:o/a#card");
    assertThat(outcome.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.reason()).isEqualTo("fetch_failed"));
  }

  @Test
  void neverGivesUpAFileBecauseTheHubLimitsRequests() {
    List<ReleaseQueue.Entry> entries = List.of(listing(0, "o/a"), listing(1, "o/b"));
    fetcher.has("o/a", "# a");
    fetcher.fails("o/b", Kind.RATE_LIMITED);
    for (int run = 0; run < 3 * Patience.RUNS; run++) {
      assertThatThrownBy(() -> batches.work(entries, state)).isInstanceOf(HubUnreadable.class);
    }
  }

  @Test
  void keepsAtOnceAsADeadLetterWhatTimeDoesNotMend() throws Exception {
    for (Kind kind : List.of(Kind.OVERSIZE, Kind.FOREIGN, Kind.REDIRECTS, Kind.CLIENT_ERROR)) {
      fetcher.fails("o/a", kind);
      assertThat(batches.work(List.of(listing(0, "o/a")), state).deadLetters()).hasSize(1);
    }
  }

  @Test
  void asksNoFurtherWhenManyRequestsInARowFail() {
    List<ReleaseQueue.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      entries.add(listing(i, "o/r" + i));
      fetcher.fails("o/r" + i, Kind.TIMEOUT);
    }
    assertThatThrownBy(() -> batches.work(entries, state)).isInstanceOf(HubUnreadable.class);
    assertThat(fetcher.requests()).isLessThanOrEqualTo(Patience.IN_A_ROW + 2);
  }

  @Test
  void takesACardBackOnceWhenAChangedReleaseHasItNoMore() throws Exception {
    fetcher.has("o/a", "# a");
    batches.work(List.of(listing(0, "o/a")), state);
    fetcher.hasNot("o/a");
    List<ReleaseQueue.Entry> changed = List.of(changed(1, "o/a", ""));

    assertThat(batches.work(changed, state).parts())
        .singleElement()
        .satisfies(
            retracted -> {
              assertThat(retracted.key()).isEqualTo("huggingface:o/a#card");
              assertThat(retracted.part()).isNull();
            });
    assertThat(batches.work(changed, state).parts()).isEmpty();
    fetcher.has("o/a", "# a");
    assertThat(batches.work(changed, state).parts())
        .singleElement()
        .satisfies(again -> assertThat(again.part()).isNotNull());
  }

  @Test
  void takesACardBackWhenTheWholeFileListNamesItNoMore() throws Exception {
    fetcher.has("o/a", "# a");
    batches.work(List.of(listing(0, "o/a")), state);
    String files = ",\"siblings\":[{\"rfilename\":\"m.gguf\"}]";

    assertThat(batches.work(List.of(changed(1, "o/a", files)), state).parts())
        .extracting(Publishable::kind)
        .containsExactly(PartKind.CARD);
    assertThat(batches.work(List.of(changed(2, "o/never", files)), state).parts()).isEmpty();
  }

  @Test
  void takesNothingBackForAReleaseSeenForTheFirstTimeOrOneThatIsNotShown() throws Exception {
    fetcher.hasNot("o/a");
    assertThat(batches.work(List.of(listing(0, "o/a")), state).parts()).isEmpty();
    fetcher.refuses("o/a");
    assertThat(batches.work(List.of(changed(1, "o/a", "")), state).parts()).isEmpty();
  }

  @Test
  void passesOverIdentitiesWhateverTheHubsIdIs() throws Exception {
    for (String hubId : List.of("65e0f1", "listing")) {
      Identity identity = new Identity("huggingface", hubId, "o/new", List.of("o/a"), NOW);
      var entry = new ReleaseQueue.Entry(0, 0, identity.key(), IdentityCodec.encode(identity));
      DetailBatches.Outcome outcome = batches.work(List.of(entry), state);
      assertThat(outcome.deadLetters()).isEmpty();
      assertThat(outcome.handled()).isZero();
    }
  }

  private ReleaseQueue.Entry listing(long offset, String id) {
    return entry(offset, id, "", Observation.FIRST_SEEN);
  }

  private ReleaseQueue.Entry changed(long offset, String id, String fields) {
    return entry(offset, id, fields, Observation.CHANGED);
  }

  private ReleaseQueue.Entry entry(long offset, String id, String fields, Observation observation) {
    try {
      byte[] page = ("[{\"id\":\"" + id + "\"" + fields + "}]").getBytes(StandardCharsets.UTF_8);
      Answer answer = new Answer("http://h/", 200, Map.of(), page);
      Row row = hub.readPage(answer, new Reading("live", "http://h/", NOW)).rows().get(0);
      ReleasePart read = ((Row.Listed) row).part();
      ReleasePart part =
          new ReleasePart(read.release(), null, NOW, observation, read.provenance(), read.body());
      return new ReleaseQueue.Entry(0, offset, part.key(), ReleasePartCodec.encode(part));
    } catch (MalformedPage e) {
      throw new AssertionError(e);
    }
  }

  /** Answers by release as it is told to. */
  private static final class ScriptedFetcher implements Fetcher {

    private final Map<String, Object> answers = new HashMap<>();
    private int requests;

    void has(String id, String card) {
      byte[] body = card.getBytes(StandardCharsets.UTF_8);
      answers.put(url(id), new Fetched.Body(new Answer(url(id), 200, Map.of(), body)));
    }

    void hasNot(String id) {
      answers.put(url(id), new Fetched.Missing());
    }

    void refuses(String id) {
      answers.put(url(id), new Fetched.Refused(401));
    }

    void fails(String id, Kind kind) {
      answers.put(url(id), kind);
    }

    synchronized int requests() {
      return requests;
    }

    @Override
    public synchronized Fetched fetch(FetchRequest request) throws FetchFailure {
      requests++;
      Object answer = answers.get(request.url());
      if (answer instanceof Kind kind) {
        throw new FetchFailure(kind, "told to fail");
      }
      return answer == null ? new Fetched.Missing() : (Fetched) answer;
    }

    @Override
    public void close() {}

    private static String url(String id) {
      return "http://h/" + id + "/resolve/main/README.md";
    }
  }
}
