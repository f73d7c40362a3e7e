package dev.tunewatch.topology;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Descent;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.events.Card;
import dev.tunewatch.events.Gating;
import dev.tunewatch.events.Listing;
import dev.tunewatch.events.PartKind;
import dev.tunewatch.events.Relation;
import dev.tunewatch.events.ReleaseName;
import dev.tunewatch.events.ReleasePart;
import dev.tunewatch.events.Status;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The oracle of {@link WordDetector}'s world: what the parts that stand at the end come to, worked
 * out of all of them at once, without the engine, without messages and without a cluster's fold.
 */
final class FamiliesAtRest {

  private record Tie(
      String parent, Relation relation, int confidence, boolean copy, Descent.Basis basis) {

    boolean sameWeights() {
      return relation == Relation.QUANTIZED || relation == Relation.DUPLICATE;
    }

    Tie merged() {
      return new Tie(parent, Relation.MERGE, confidence, false, basis);
    }
  }

  /**
   * A name that stands.
   *
   * @param found null of a name of which nothing is known but where it leads
   */
  private record Being(
      List<Tie> ties,
      @Nullable List<String> found,
      Map<SignalId, Integer> claims,
      @Nullable String movedTo,
      @Nullable Instant createdAt,
      @Nullable String weights) {

    boolean isRelease() {
      return movedTo == null;
    }
  }

  private record Way(String origin, long loss, long doubt, int hops, List<String> path) {

    static final Comparator<Way> ORDER =
        Comparator.comparingLong((Way way) -> way.loss + way.doubt)
            .thenComparingInt(way -> way.path.size())
            .thenComparingLong(Way::loss)
            .thenComparing(Way::origin)
            .thenComparing(Way::path, FamiliesAtRest::compare);
  }

  private static final List<SignalId> KINDS = List.of(SignalId.V1, SignalId.V2);
  private static final int REMOVED = 7_500;

  private final Map<String, Being> beings = new TreeMap<>();
  private final Map<String, String> twins = new HashMap<>();
  private final Map<SignalId, Map<String, Way>> best = new TreeMap<>();

  /**
   * Takes the parts that stand at the end.
   *
   * @param last by the release's id
   */
  FamiliesAtRest(Map<String, Map<PartKind, ReleasePart>> last) {
    last.forEach((id, parts) -> being(parts).ifPresent(being -> beings.put(id, being)));
    findTwins();
    KINDS.forEach(kind -> best.put(kind, settled(kind)));
  }

  /** Of each cluster that is active the members and what they carry. */
  Map<String, Set<String>> clusters() {
    Map<String, Set<String>> clusters = new TreeMap<>();
    beings.forEach(
        (id, being) -> {
          if (being.found() == null) {
            return;
          }
          List<String> signals = new ArrayList<>(being.found());
          boolean flagged = !being.claims().isEmpty();
          for (Descent.Inherited inherited : inherited(id)) {
            flagged |= inherited.confidence().atLeast(Confidence.FLAG);
            signals.add(
                "V4@"
                    + inherited.confidence()
                    + "<"
                    + inherited.origin()
                    + "<"
                    + inherited.parent());
          }
          if (flagged) {
            String first = Objects.requireNonNullElse(original(id), id);
            clusters
                .computeIfAbsent("huggingface:" + model(first), c -> new TreeSet<>())
                .add(id + " " + signals);
          }
        });
    return clusters;
  }

  /** The rows of {@code lineage.v1}, by key. */
  Map<String, Descent> lineage() {
    Map<String, Descent> lineage = new TreeMap<>();
    beings.forEach(
        (id, being) -> {
          String twin = twins.get(id);
          List<Descent.Edge> edges = new ArrayList<>();
          if (twin != null) {
            edges.add(
                edge(new Tie(twin, Relation.DUPLICATE, 9_900, true, Descent.Basis.IDENTICAL)));
          }
          being.ties().stream()
              .filter(tie -> !tie.parent().equals(twin) && !tie.parent().equals(id))
              .forEach(tie -> edges.add(edge(tie)));
          if (!edges.isEmpty()) {
            lineage.put(
                "huggingface:" + id,
                new Descent(
                    new ReleaseName("huggingface", id),
                    edges,
                    root(id),
                    original(id),
                    twin,
                    being.createdAt(),
                    null,
                    being.found() == null ? null : Gating.NONE,
                    null,
                    List.copyOf(being.claims().keySet()),
                    inherited(id)));
          }
        });
    return lineage;
  }

  private static Descent.Edge edge(Tie tie) {
    return new Descent.Edge(
        tie.parent(), tie.relation(), null, new Confidence(tie.confidence()), tie.basis());
  }

  private static Optional<Being> being(Map<PartKind, ReleasePart> parts) {
    ReleasePart status = parts.get(PartKind.STATUS);
    String movedTo = status == null ? null : ((Status) status.body()).movedTo();
    ReleasePart listing = parts.get(PartKind.LISTING);
    ReleasePart card = parts.get(PartKind.CARD);
    if (listing == null && card == null) {
      return movedTo == null
          ? Optional.empty()
          : Optional.of(new Being(ties(List.of(), movedTo), null, Map.of(), movedTo, null, null));
    }
    Listing said = listing == null ? null : (Listing) listing.body();
    List<String> tags = said == null ? List.of() : said.tags();
    String text = card == null ? "" : ((Card) card.body()).text();
    List<String> found = new ArrayList<>();
    Map<SignalId, Integer> claims = new TreeMap<>();
    find(SignalId.C2, "gguf", tags, text, found, claims);
    find(SignalId.V1, "abliterated", tags, text, found, claims);
    find(SignalId.V2, "uncensored", tags, text, found, claims);
    Instant createdAt = said == null ? null : said.createdAt();
    String weights =
        said == null || said.files() == null ? null : said.files().iterator().next().sha256();
    return Optional.of(
        new Being(
            ties(tags, movedTo),
            found,
            claims,
            movedTo,
            createdAt == null ? null : createdAt.truncatedTo(ChronoUnit.SECONDS),
            weights));
  }

  private static void find(
      SignalId id,
      String word,
      List<String> tags,
      String text,
      List<String> found,
      Map<SignalId, Integer> claims) {
    if (tags.contains(word) || text.contains(word)) {
      int confidence = tags.contains(word) ? 9_800 : 9_500;
      boolean silent = id != SignalId.C2 && tags.contains("safety");
      found.add(id + "@" + new Confidence(confidence) + (silent ? "!B1" : ""));
      if (id != SignalId.C2 && !silent) {
        claims.put(id, confidence);
      }
    }
  }

  private static List<Tie> ties(List<String> tags, @Nullable String movedTo) {
    Map<String, Tie> ties = new LinkedHashMap<>();
    if (movedTo != null) {
      ties.put(movedTo, new Tie(movedTo, Relation.DUPLICATE, 10_000, true, Descent.Basis.RENAMED));
    }
    for (String tag : tags) {
      if (tag.startsWith("copy:") || tag.startsWith("from:")) {
        boolean copy = tag.startsWith("copy:");
        Relation relation = copy ? Relation.QUANTIZED : Relation.FINETUNE;
        String parent = tag.substring(5);
        ties.putIfAbsent(parent, new Tie(parent, relation, 9_500, copy, Descent.Basis.DECLARED));
      }
    }
    // Nothing is a copy of two models.
    boolean several =
        ties.values().stream().filter(tie -> tie.relation() == Relation.QUANTIZED).count() > 1;
    return ties.values().stream()
        .map(tie -> several && tie.relation() == Relation.QUANTIZED ? tie.merged() : tie)
        .toList();
  }

  private void findTwins() {
    Map<String, List<String>> holders = new HashMap<>();
    beings.forEach(
        (id, being) -> {
          if (being.isRelease() && being.weights() != null && being.createdAt() != null) {
            holders.computeIfAbsent(being.weights(), w -> new ArrayList<>()).add(id);
          }
        });
    for (List<String> same : holders.values()) {
      same.sort(
          Comparator.comparing((String id) -> Objects.requireNonNull(beings.get(id)).createdAt())
              .thenComparing(Comparator.naturalOrder()));
      same.stream().skip(1).forEach(id -> twins.put(id, same.get(0)));
    }
  }

  /** Rounds in which each asks its parents for what they knew in the round before. */
  private Map<String, Way> settled(SignalId kind) {
    Set<String> names = new TreeSet<>(beings.keySet());
    beings.keySet().forEach(id -> edges(id).forEach(tie -> names.add(tie.parent())));
    Map<String, Way> known = Map.of();
    for (int round = 0; round < 1_000; round++) {
      Map<String, Way> next = new HashMap<>();
      for (String name : names) {
        Being being = beings.get(name);
        Integer claim = being == null ? null : being.claims().get(kind);
        Stream<Way> own =
            claim == null
                ? Stream.empty()
                : Stream.of(new Way(name, cost(REMOVED), cost(claim), 0, List.of(name)));
        Stream.concat(own, arriving(name, known)).min(Way.ORDER).ifPresent(w -> next.put(name, w));
      }
      if (next.equals(known)) {
        return known;
      }
      known = next;
    }
    throw new AssertionError("does not come to rest");
  }

  private Stream<Way> arriving(String child, Map<String, Way> known) {
    return edges(child).stream()
        .flatMap(tie -> extended(known.get(tie.parent()), tie, child).stream());
  }

  private Optional<Way> extended(@Nullable Way way, Tie tie, String child) {
    if (way == null || way.path().contains(child) || way.path().size() >= 24) {
      return Optional.empty();
    }
    int share = !beings.containsKey(child) || tie.sameWeights() ? 10_000 : 8_000;
    if (tie.relation() == Relation.MERGE) {
      share = 7_000;
    }
    long loss = way.loss() + cost(share);
    long doubt = way.doubt() + cost(tie.confidence());
    int hops = way.hops() + (tie.sameWeights() ? 0 : 1);
    if (hops > 6 || share(loss) < 2_000 || share(doubt) < 5_000) {
      return Optional.empty();
    }
    List<String> path = new ArrayList<>(way.path());
    path.add(child);
    return Optional.of(new Way(way.origin(), loss, doubt, hops, path));
  }

  private List<Descent.Inherited> inherited(String id) {
    List<Descent.Inherited> inherited = new ArrayList<>();
    for (SignalId kind : KINDS) {
      arriving(id, Objects.requireNonNull(best.get(kind)))
          .min(Way.ORDER)
          .ifPresent(
              way ->
                  inherited.add(
                      new Descent.Inherited(
                          kind,
                          way.origin(),
                          way.path().get(way.path().size() - 2),
                          new Confidence(share(way.doubt())),
                          way.path().size() - 1)));
    }
    return inherited;
  }

  private @Nullable String root(String id) {
    return top(
        id,
        at -> {
          List<Tie> declared = declared(at);
          String twin = twins.get(at);
          return !declared.isEmpty() ? declared.get(0).parent() : twin;
        });
  }

  private @Nullable String original(String id) {
    return top(
        id,
        at -> {
          List<Tie> copies = edges(at).stream().filter(Tie::copy).toList();
          String twin = twins.get(at);
          return twin != null ? twin : copies.size() == 1 ? copies.get(0).parent() : null;
        });
  }

  /** Where a line ends; null where that is the release itself, and where it runs in a circle. */
  private @Nullable String top(String id, Function<String, @Nullable String> above) {
    Set<String> line = new LinkedHashSet<>();
    String at = id;
    while (line.add(at) && line.size() <= 24) {
      Being being = beings.get(at);
      String next = being != null && being.movedTo() != null ? being.movedTo() : above.apply(at);
      if (next == null) {
        return at.equals(id) ? null : at;
      }
      at = next;
    }
    return null;
  }

  private List<Tie> edges(String id) {
    String twin = twins.get(id);
    List<Tie> edges = new ArrayList<>();
    if (twin != null) {
      edges.add(new Tie(twin, Relation.DUPLICATE, 9_900, true, Descent.Basis.IDENTICAL));
    }
    declared(id).stream().filter(tie -> !tie.parent().equals(twin)).forEach(edges::add);
    return edges;
  }

  private List<Tie> declared(String id) {
    Being being = beings.get(id);
    return being == null
        ? meaning(id)
        : being.ties().stream().filter(tie -> !tie.parent().equals(id)).toList();
  }

  /** The one release that a name without a record can mean. */
  private List<Tie> meaning(String name) {
    List<String> candidates =
        beings.keySet().stream()
            .filter(id -> Objects.requireNonNull(beings.get(id)).isRelease())
            .filter(id -> model(id).equals(model(name)))
            .filter(id -> maker(name).isEmpty() || maker(id).equals(maker(name)))
            .toList();
    int confidence = maker(name).isEmpty() ? 8_500 : 10_000;
    return candidates.size() != 1
        ? List.of()
        : List.of(
            new Tie(
                candidates.get(0), Relation.DUPLICATE, confidence, true, Descent.Basis.DECLARED));
  }

  private static String model(String id) {
    return id.substring(id.indexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  private static String maker(String id) {
    return id.substring(0, Math.max(0, id.indexOf('/'))).toLowerCase(Locale.ROOT);
  }

  private static long cost(int basisPoints) {
    return Math.round(-Math.log(basisPoints / 10_000.0) * 1_000_000);
  }

  private static int share(long cost) {
    return (int) Math.round(Math.exp(-cost / 1_000_000.0) * 10_000);
  }

  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = Long.compareUnsigned(number(a.get(i)), number(b.get(i)));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static long number(String id) {
    try {
      byte[] key = ("huggingface:" + id).getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
