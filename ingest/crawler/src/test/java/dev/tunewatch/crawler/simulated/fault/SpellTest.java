package dev.tunewatch.crawler.simulated.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpellTest {

  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir private Path directory = Path.of("");

  @Test
  void switchNamesTheFaultItsShareAndItsSize() {
    assertThat(Spell.parse("429=0.05")).isEqualTo(Spell.of("429").withShare(0.05));
    assertThat(Spell.parse("slow=1:2048"))
        .isEqualTo(Spell.of("slow").withShare(1).withAmount("2048"));
    assertThat(Spell.parse("foreign-link=.5:http://a.b:80").amount()).isEqualTo("http://a.b:80");
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    for (String text :
        List.of(
            "429",
            "429=",
            "429=0",
            "429=1.1",
            "429=-1",
            "429=NaN",
            "429=1:x",
            "reset=1:2",
            "slow=1:0",
            "gzip-bomb=1:99999",
            "future-rows=1:1y",
            "foreign-link=1:host")) {
      assertThatThrownBy(() -> Spell.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Spell.parse("rest=0.1"))
        .isInstanceOfSatisfying(
            UnknownFaultException.class,
            e -> {
              assertThat(e.name()).isEqualTo("rest");
              assertThat(e.known()).contains("reset");
            });
  }

  @Test
  void scriptSaysWhenAndHowLong() throws IOException {
    Path script = directory.resolve("faults.jsonl");
    Files.writeString(
        script,
        "# a bad day\n"
            + "{\"fault\":\"429\",\"at\":\"30s\",\"for\":\"2m\",\"amount\":\"1\"}\n\n"
            + "{\"fault\":\"gap\",\"at\":\"2026-06-01T01:00:00Z\",\"times\":2}\n"
            + "{\"fault\":\"5xx\",\"request\":7,\"share\":0.5,\"path\":\"/resolve/\"}\n");
    List<Spell> spells = FaultScript.read(script);
    Spell storm = spells.get(0);
    assertThat(storm.covers(START.plusSeconds(29), START, 1)).isFalse();
    assertThat(storm.covers(START.plusSeconds(30), START, 1)).isTrue();
    assertThat(storm.covers(START.plus(Duration.ofSeconds(150)), START, 1)).isFalse();
    assertThat(spells.get(1).covers(START.plusSeconds(3599), START, 1)).isFalse();
    assertThat(spells.get(1).covers(START.plusSeconds(3600), START, 1)).isTrue();
    assertThat(spells.get(1).times()).isEqualTo(2);
    assertThat(spells.get(2).covers(START, START, 6)).isFalse();
    assertThat(spells.get(2).covers(START, START, 7)).isTrue();
  }

  @Test
  void scriptThatCannotBeReadIsRefusedWithFileAndLine() throws IOException {
    Path script = directory.resolve("faults.jsonl");
    for (String line :
        List.of(
            "[]",
            "{",
            "{\"fault\":\"429\",\"att\":\"1s\"}",
            "{\"fault\":\"429\",\"at\":\"soon\"}",
            "{\"fault\":\"429\",\"at\":\"T\"}",
            "{\"fault\":\"429\",\"share\":2}",
            "{\"fault\":\"430\"}")) {
      Files.writeString(script, "# first\n" + line + "\n");
      assertThatThrownBy(() -> FaultScript.read(script))
          .as(line)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(script + ":2: ");
    }
  }
}
