package dev.tunewatch.events;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parts of every shape, from a seed. */
final class RandomParts {

  private static final String[] TEXTS = {
    "",
    "a",
    "Ünï",
    "🦙🏽",
    "\u202Eltr",
    "\u200B",
    "<script>",
    "\"quoted\\",
    "line\nline\t",
    "=1+1",
    "{}"
  };

  private final SplittableRandom random;

  RandomParts(long seed) {
    random = new SplittableRandom(seed);
  }

  ReleasePart next() {
    return new ReleasePart(
        new ReleaseName("hub-" + random.nextInt(9), "o" + random.nextInt(9) + "/n-Ü🦙"),
        maybe(this::text),
        time(),
        pick(Observation.values()),
        new Provenance(text(), text(), maybe(this::text)),
        body());
  }

  private PartBody body() {
    return switch (pick(PartKind.values())) {
      case LISTING -> listing();
      case CARD -> new Card(text(), text(), random.nextLong(), random.nextBoolean());
      case FILES ->
          new SmallFiles(
              some(() -> new SmallFiles.Text(text(), text(), text(), random.nextBoolean())));
      case CONFIG -> new ModelConfig(facts(), maybe(() -> some(this::file)), maybe(this::header));
      case STATUS -> {
        Status.State state = pick(Status.State.values());
        String movedTo = state == Status.State.RENAMED ? "acme/" + random.nextInt(1_000) : null;
        yield new Status(state, movedTo, maybe(this::text));
      }
    };
  }

  private Listing listing() {
    return new Listing(
        text(),
        maybe(this::time),
        maybe(this::time),
        maybe(this::text),
        maybe(this::text),
        some(this::text),
        some(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(() -> pick(Gating.values())),
        maybe(random::nextBoolean),
        some(this::text),
        some(this::text),
        some(
            () ->
                new DeclaredParent(
                    text(),
                    maybe(() -> pick(Relation.values())),
                    pick(DeclaredParent.Source.values()))),
        maybe(() -> some(this::file)),
        maybe(this::facts),
        maybe(random::nextLong),
        maybe(random::nextLong),
        maybe(random::nextLong),
        some(this::text),
        some(this::text));
  }

  private ModelFacts facts() {
    return new ModelFacts(
        some(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(random::nextLong),
        maybe(this::text),
        maybe(
            () ->
                new ModelFacts.Gguf(
                    maybe(this::text), maybe(random::nextLong), maybe(random::nextLong))));
  }

  private GgufHeader header() {
    return new GgufHeader(
        text(),
        some(() -> new GgufHeader.Text(text(), text())),
        some(() -> new GgufHeader.Count(text(), random.nextLong())),
        some(this::text),
        some(this::text));
  }

  private ReleaseFile file() {
    return new ReleaseFile(text(), maybe(random::nextLong), maybe(this::text));
  }

  private String text() {
    return pick(TEXTS) + pick(TEXTS);
  }

  private Instant time() {
    return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> some(Supplier<T> value) {
    return Stream.generate(value).limit(random.nextInt(4)).toList();
  }

  private <T> T pick(T[] of) {
    return of[random.nextInt(of.length)];
  }
}
