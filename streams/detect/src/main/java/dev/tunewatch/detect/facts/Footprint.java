package dev.tunewatch.detect.facts;

import dev.tunewatch.detect.subject.Subject;
import dev.tunewatch.events.ModelFacts;
import dev.tunewatch.events.ReleaseFile;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to run a release, as far as its record tells.
 *
 * @param size null where neither weights nor name tell it
 * @param quantization of the smallest variant, null where the weights are whole
 * @param minVramGb of the smallest complete variant, null where unknown or where the release is an
 *     adapter, which runs on its base
 */
public record Footprint(
    @Nullable Size size, @Nullable Quantization quantization, @Nullable Integer minVramGb) {

  private static final BigDecimal WHOLE = new BigDecimal("16");

  /** Tasks that keep no cache of tokens. */
  private static final Set<String> NO_CACHE =
      Set.of(
          "text-to-image",
          "image-to-image",
          "text-to-video",
          "image-to-video",
          "text-to-audio",
          "unconditional-image-generation",
          "text-to-3d",
          "image-to-3d",
          "inpainting");

  private record Candidate(@Nullable Quantization quantization, double bytes) {}

  /**
   * Measures a release.
   *
   * @param adapter whether it holds adapter weights only
   */
  public static Footprint of(Subject subject, boolean adapter) {
    ModelFacts facts = subject.release().facts();
    String model = subject.name().model();
    Quantization stated = Quantization.of(model, facts.quantMethod());
    Size size = Size.of(model, facts.parameters(), stated != null && facts.gguf() == null);
    List<WeightFiles.Variant> variants = WeightFiles.of(subject.files());
    List<Candidate> candidates =
        variants.stream().flatMap(v -> candidate(v, size, stated).stream()).toList();
    Candidate smallest =
        candidates.stream()
            .min(Comparator.comparing(Candidate::bytes))
            .orElseGet(() -> byRecord(facts, size, stated));
    Quantization packed =
        smallest == null ? smallestNamed(subject, stated) : smallest.quantization();
    boolean cache = !NO_CACHE.contains(String.valueOf(subject.pipeline()));
    Integer memory =
        adapter || smallest == null
            ? null
            : Memory.gigabytes(smallest.bytes(), size == null ? null : size.parameters(), cache);
    return new Footprint(size, packed, memory);
  }

  /** A set of files counts with its sizes, else with parameters times bits. */
  private static List<Candidate> candidate(
      WeightFiles.Variant variant, @Nullable Size size, @Nullable Quantization stated) {
    Quantization packed =
        variant.gguf()
            ? Quantization.ofGguf(variant.name())
            : stated == null || isGguf(stated) ? null : stated;
    if (variant.bytes() != null && variant.bytes() > 0) {
      return List.of(new Candidate(packed, variant.bytes()));
    }
    BigDecimal bits = packed == null ? (variant.gguf() ? null : WHOLE) : packed.bits();
    return size == null || bits == null
        ? List.of()
        : List.of(new Candidate(packed, Memory.weightBytes(size.parameters(), bits)));
  }

  /** Without a list of files, what the hub read out of the header, else the name. */
  private static @Nullable Candidate byRecord(
      ModelFacts facts, @Nullable Size size, @Nullable Quantization stated) {
    Long bytes = facts.gguf() == null ? null : facts.gguf().totalBytes();
    if (bytes != null && bytes > 0) {
      return new Candidate(stated, bytes);
    }
    BigDecimal bits = stated == null ? WHOLE : stated.bits();
    return size == null || bits == null
        ? null
        : new Candidate(stated, Memory.weightBytes(size.parameters(), bits));
  }

  private static @Nullable Quantization smallestNamed(
      Subject subject, @Nullable Quantization stated) {
    return subject.files().stream()
        .map(ReleaseFile::name)
        .filter(name -> name.endsWith(".gguf"))
        .flatMap(name -> java.util.stream.Stream.ofNullable(Quantization.ofGguf(name)))
        .filter(quantization -> quantization.bits() != null)
        .min(Comparator.comparing(q -> q.bits() == null ? WHOLE : q.bits()))
        .orElse(stated);
  }

  private static boolean isGguf(Quantization quantization) {
    return quantization.scheme().equals("gguf");
  }
}
