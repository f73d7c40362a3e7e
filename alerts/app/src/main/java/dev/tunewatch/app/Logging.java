package dev.tunewatch.app;

import java.util.Map;

/**
 * Chooses how logs look: text for a person at a terminal, ECS JSON for a collector otherwise. They
 * always go to stderr, so that stdout holds nothing but data.
 */
final class Logging {

  private Logging() {}

  /** Must run before the first logger is made. {@code TUNEWATCH_LOG=text|json} overrides. */
  static void configure(Map<String, String> environment, boolean terminal) {
    String form = environment.getOrDefault("TUNEWATCH_LOG", terminal ? "text" : "json");
    System.setProperty(
        "log4j2.configurationFile", form.equals("json") ? "log4j2-json.xml" : "log4j2-text.xml");
    // The process closes its services in its own shutdown hook and logs while doing so.
    System.setProperty("log4j.shutdownHookEnabled", "false");
  }
}
