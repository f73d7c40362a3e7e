package dev.tunewatch.app.command;

import dev.tunewatch.app.config.ConfigError;
import dev.tunewatch.app.config.Nearest;
import dev.tunewatch.crawler.simulated.fault.FaultScript;
import dev.tunewatch.crawler.simulated.fault.Spell;
import dev.tunewatch.crawler.simulated.fault.UnknownFaultException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What goes wrong at the simulated hub. */
final class HubFaultOptions {

  @Option(
      names = "--fault",
      paramLabel = "NAME=SHARE[:AMOUNT]",
      description = {
        "Lets this share of the requests go wrong, repeatable: 429=0.05.",
        "Names: 429, 5xx, reset, slow, truncated, html, gzip-bomb,",
        "redirect, redirect-loop, clock-skew, expired-cursor,",
        "wrong-types, duplicates, reordered, lost-rows, gap,",
        "future-rows, foreign-link. GET /_simulated/faults counts."
      })
  private List<String> faults = List.of();

  @Option(
      names = "--fault-seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the faults' odds (default: ${DEFAULT-VALUE}).")
  private long faultSeed;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = {
        "Faults over time, JSON lines:",
        "{\"fault\":\"429\",\"at\":\"30s\",\"for\":\"2m\"}."
      })
  private @Nullable Path script;

  long seed() {
    return faultSeed;
  }

  /** The faults of the switches and of the script. */
  List<Spell> spells() throws IOException {
    try {
      List<Spell> spells = new ArrayList<>();
      for (String fault : faults) {
        spells.add(Spell.parse(fault));
      }
      if (script != null) {
        spells.addAll(FaultScript.read(script));
      }
      return spells;
    } catch (UnknownFaultException e) {
      throw new ConfigError(e.getMessage() + Nearest.hint(e.name(), e.known()));
    } catch (IllegalArgumentException e) {
      throw new ConfigError(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new ConfigError("--script " + e.getMessage() + " is not there");
    }
  }
}
