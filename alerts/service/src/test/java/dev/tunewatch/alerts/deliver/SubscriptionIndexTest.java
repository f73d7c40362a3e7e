package dev.tunewatch.alerts.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tunewatch.alerts.Samples;
import dev.tunewatch.alerts.alert.Alert;
import dev.tunewatch.alerts.alert.Tlp;
import dev.tunewatch.alerts.subscription.ChannelSettings;
import dev.tunewatch.alerts.subscription.Interest;
import dev.tunewatch.alerts.subscription.Pace;
import dev.tunewatch.alerts.subscription.Subscription;
import dev.tunewatch.alerts.subscription.SubscriptionDraft;
import dev.tunewatch.alerts.subscription.filter.AlertFacts;
import dev.tunewatch.alerts.subscription.filter.Filter;
import dev.tunewatch.assessments.Severity;
import dev.tunewatch.assessments.SignalId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SubscriptionIndexTest {

  private static final String[] FORMS = {
    "uploader == 'maker-%d'",
    "rootBase == 'org/base-%d' && 'V1' in signals",
    "'V5' in signals && name == 'maker/model-%d' || key == 'key-%d'",
    "hub == 'huggingface' && uploader in ['a-%d', 'b-%d'] && copies > 3",
    "severity in ['P1', 'P2'] && 'maker-%d' in uploaders && downloads > 1000",
    "(rootBase == 'x/%d' || uploader == 'y-%d') && name.contains('uncensored')",
  };

  private final Alert alert =
      Samples.alert(Samples.active("gamma-9b", 3, Severity.P2, SignalId.V1));

  @Test
  void choosesWhomEveryFilterAskedByItselfWouldChoose() {
    long seed = 20_260_302;
    System.out.println("PRINT seed " + seed);
    Random random = new Random(seed);
    String[] parts = {
      "uploader == 'maker0'",
      "uploader == 'maker9'",
      "hub == 'huggingface'",
      "hub == 'civitai'",
      "'V1' in signals",
      "'V5' in signals",
      "copies > 2",
      "copies > 5",
      "copies / 0 == 1",
      "severity in ['P1', 'P3']",
      "'P2' == severity",
      "'maker2' in uploaders",
      "backlog",
      "true",
      "name.startsWith('maker0')",
      "!(uploader == 'maker0')",
      "rootBase != ''",
    };
    List<Subscription> subscriptions = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String left = parts[random.nextInt(parts.length)];
      String right = parts[random.nextInt(parts.length)];
      String third = parts[random.nextInt(parts.length)];
      String[] operators = {" && ", " || "};
      subscriptions.add(
          subscription(
              i,
              "("
                  + left
                  + operators[random.nextInt(2)]
                  + right
                  + ")"
                  + operators[random.nextInt(2)]
                  + third,
              Severity.values()[random.nextInt(4)],
              List.of("", "huggingface", "civitai").get(random.nextInt(3))));
    }
    AlertFacts facts = AlertFacts.of(alert);
    List<Subscription> expected =
        subscriptions.stream()
            .filter(s -> s.covers(alert))
            .filter(s -> Filter.of(s.interest().filter()).ask(facts).tells())
            .toList();
    assertThat(new SubscriptionIndex(subscriptions, Filter::of).recipients(alert, Set.of()))
        .extracting(SubscriptionIndex.Recipients::subscriptions)
        .isEqualTo(expected);
    assertThat(expected.size()).isBetween(50, 550);
  }

  @Test
  void comparesAnAlertWithWhatHasToDoWithItOnly() {
    SubscriptionIndex index = unrelated(600);
    assertThat(index.compared(alert)).isZero();
  }

  @Test
  void whoWasToldIsToldButSeesNothingBeyondItsScope() {
    Subscription told = subscription(1, "uploader == 'nobody'", Severity.P1, "");
    Subscription elsewhere = subscription(2, "", Severity.P4, "civitai");
    SubscriptionIndex index = new SubscriptionIndex(List.of(told, elsewhere), Filter::of);
    assertThat(index.recipients(alert, Set.of(told.id(), elsewhere.id())).subscriptions())
        .containsExactly(told);
  }

  /** The whole of what an alert costs, as the acceptance of alerts pays it. */
  @Test
  @Tag("long")
  void tenThousandUnrelatedSubscriptionsCostHardlyMoreThanAHundred() {
    SubscriptionIndex few = unrelated(100);
    SubscriptionIndex many = unrelated(10_000);
    for (int warm = 0; warm < 5; warm++) {
      nanosPerAlert(few);
      nanosPerAlert(many);
    }
    double[] ratios = new double[7];
    long[] nanos = new long[2];
    for (int i = 0; i < ratios.length; i++) {
      nanos[0] = nanosPerAlert(few);
      nanos[1] = nanosPerAlert(many);
      ratios[i] = (double) nanos[1] / nanos[0];
    }
    Arrays.sort(ratios);
    double ratio = ratios[ratios.length / 2];
    System.out.printf(
        "PRINT time per alert, ns: 100 subscriptions %d, 10,000 %d; ratio (median of 7) %.2f%n",
        nanos[0], nanos[1], ratio);
    assertThat(ratio).isLessThanOrEqualTo(3);
  }

  private long nanosPerAlert(SubscriptionIndex index) {
    int rounds = 20_000;
    int told = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < rounds; i++) {
      told += index.recipients(alert, Set.of()).subscriptions().size();
    }
    long took = System.nanoTime() - begin;
    assertThat(told).isZero();
    return took / rounds;
  }

  private static SubscriptionIndex unrelated(int count) {
    List<Subscription> subscriptions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String filter = FORMS[i % FORMS.length].replace("%d", Integer.toString(i + 100));
      subscriptions.add(subscription(i, filter, Severity.P3, ""));
    }
    return new SubscriptionIndex(subscriptions, Filter::of);
  }

  private static Subscription subscription(int i, String filter, Severity floor, String hub) {
    return new SubscriptionDraft(
            "s" + i,
            "admin",
            "webhook",
            ChannelSettings.of(Map.of()),
            new Interest(floor, filter, hub, true, Tlp.CLEAR),
            Pace.IMMEDIATE)
        .create(new Random(i), Samples.OBSERVED);
  }
}
