package dev.tunewatch.helm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that the services promise: {@code src/test/resources/metrics.txt}. */
final class Metrics {

  private static final Pattern NAME = Pattern.compile("\\b(tunewatch|kafka|jvm)_[a-z0-9_]+");

  private Metrics() {}

  /**
   * One line of the list.
   *
   * @param name without the suffixes of a histogram
   * @param type {@code counter}, {@code gauge} or {@code histogram}
   * @param labels beside those that Prometheus adds
   */
  record Metric(String name, String type, List<String> labels) {

    /** The names under which its series are queried. */
    List<String> series() {
      return type.equals("histogram")
          ? List.of(name + "_bucket", name + "_sum", name + "_count")
          : List.of(name);
    }
  }

  static List<Metric> promised() {
    List<Metric> metrics = new ArrayList<>();
    for (String line : Chart.read("src/test/resources/metrics.txt").lines().toList()) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] words = line.trim().split(" ", -1);
        List<String> labels = words.length > 2 ? List.of(words[2].split(",", -1)) : List.of();
        metrics.add(new Metric(words[0], words[1], labels));
      }
    }
    return metrics;
  }

  static Set<String> promisedSeries() {
    Set<String> series = new HashSet<>();
    promised().forEach(metric -> series.addAll(metric.series()));
    return series;
  }

  /** The names of metrics in an expression. */
  static Set<String> namesIn(String expression) {
    Set<String> names = new HashSet<>();
    Matcher matcher = NAME.matcher(expression);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
