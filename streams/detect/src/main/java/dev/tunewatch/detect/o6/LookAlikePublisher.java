package dev.tunewatch.detect.o6;

import dev.tunewatch.assessments.Confidence;
import dev.tunewatch.assessments.Evidence;
import dev.tunewatch.assessments.Signal;
import dev.tunewatch.assessments.SignalId;
import dev.tunewatch.assessments.Tier;
import dev.tunewatch.detect.signal.Claims;
import dev.tunewatch.detect.signal.Detector;
import dev.tunewatch.detect.signal.Observed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An uploader whose name the eye takes for a vendor's: letters that look alike flag; one letter
 * more, less or other is a prior, because fans and branches are named so too.
 */
public final class LookAlikePublisher implements Detector {

  private static final Confidence SAME_TO_THE_EYE = Confidence.of(0.80);

  /** In shorter names one letter is a large part. */
  private static final int SHORTEST = 6;

  private final Set<String> official;

  /** Those that are long enough, by their length: one letter changes it by one at the most. */
  private final Map<Integer, List<String>> byLength = new HashMap<>();

  private final Map<String, String> bySkeleton = new HashMap<>();

  /** Takes the vendors' names in lower case. */
  public LookAlikePublisher(Set<String> official) {
    this.official = new HashSet<>(official);
    official.forEach(name -> bySkeleton.put(skeleton(name), name));
    for (String name : official) {
      if (name.length() >= SHORTEST) {
        byLength.computeIfAbsent(name.length(), length -> new ArrayList<>()).add(name);
      }
    }
  }

  @Override
  public Optional<Signal> detect(Observed observed) {
    String uploader = observed.subject().release().name().owner();
    String lower = uploader.toLowerCase(Locale.ROOT);
    boolean hasOwner = observed.subject().release().name().id().indexOf('/') > 0;
    if (!hasOwner || lower.length() < SHORTEST || official.contains(lower)) {
      return Optional.empty();
    }
    Claims claims = new Claims(SignalId.O6);
    Evidence evidence = new Evidence("id", uploader, null, null, "o6.owner/1");
    if (bySkeleton.containsKey(skeleton(uploader))) {
      claims.add(Tier.E2, SAME_TO_THE_EYE, evidence);
    } else if (isNearOne(lower)) {
      claims.add(Tier.E6, evidence);
    }
    return claims.signal();
  }

  /**
   * What the eye sees: {@code I}, {@code l} and {@code 1} are one, so are {@code O} and {@code 0}.
   */
  private static String skeleton(String name) {
    StringBuilder seen = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      switch (c) {
        case 'I', '1', '|' -> seen.append('l');
        case '0' -> seen.append('o');
        case '5' -> seen.append('s');
        case '_', '.' -> seen.append('-');
        default -> seen.append(Character.toLowerCase(c));
      }
    }
    return seen.toString().replace("rn", "m").replace("vv", "w");
  }

  private boolean isNearOne(String name) {
    for (int length = name.length() - 1; length <= name.length() + 1; length++) {
      for (String vendor : byLength.getOrDefault(length, List.of())) {
        if (isOneOff(name, vendor)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether one letter was put in, left out or changed; walks both names once. */
  private static boolean isOneOff(String a, String b) {
    int head = 0;
    int shorter = Math.min(a.length(), b.length());
    while (head < shorter && a.charAt(head) == b.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && a.charAt(a.length() - 1 - tail) == b.charAt(b.length() - 1 - tail)) {
      tail++;
    }
    return Math.max(a.length(), b.length()) - head - tail <= 1;
  }
}
