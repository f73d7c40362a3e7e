package dev.tunewatch.detect.facts;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much memory of a graphics card a model needs: weights with a twentieth over, the cache of
 * 4,096 tokens at 16 bits, and 0.8 GB for the rest (signals.md, I-5).
 *
 * <p>The hub does not tell layers and heads. Models of today have eight heads for keys and values
 * of 128 numbers each, so the cache is 16.8 MB a layer, and the number of layers grows with the
 * size; the error is small beside the weights.
 */
public final class Memory {

  private static final double OVER = 1.05;
  private static final double REST = 0.8e9;
  private static final double CACHE_PER_LAYER = 2.0 * 8 * 128 * 4_096 * 2;
  private static final double GIGABYTE = 1e9;

  private static final long[] UP_TO = {1, 2, 5, 10, 20, 40, 80, 150, 500};
  private static final int[] LAYERS = {20, 26, 32, 32, 44, 62, 80, 90, 110};

  private Memory() {}

  /** Gigabytes, rounded up. */
  public static int gigabytes(double weightBytes, @Nullable Long parameters, boolean cache) {
    double bytes = OVER * weightBytes + REST;
    if (cache) {
      bytes += layers(parameters == null ? (long) (weightBytes / 2) : parameters) * CACHE_PER_LAYER;
    }
    return (int) Math.min(1_000_000, Math.ceil(bytes / GIGABYTE));
  }

  /** Bytes of weights at so many bits each. */
  static double weightBytes(long parameters, BigDecimal bits) {
    return parameters * bits.doubleValue() / 8;
  }

  private static int layers(long parameters) {
    for (int i = 0; i < UP_TO.length; i++) {
      if (parameters <= UP_TO[i] * 1_000_000_000L) {
        return LAYERS[i];
      }
    }
    return 128;
  }
}
