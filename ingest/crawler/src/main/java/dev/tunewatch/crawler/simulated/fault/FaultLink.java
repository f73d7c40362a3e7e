package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The link of one fault: without a spell it only hands on. */
final class FaultLink implements Answering {

  private final FaultSwitch faultSwitch;
  private final Faults faults;
  private final Answering next;

  FaultLink(FaultSwitch faultSwitch, Faults faults, Answering next) {
    this.faultSwitch = faultSwitch;
    this.faults = faults;
    this.next = next;
  }

  @Override
  public HubAnswer answer(HubRequest request) {
    Honest honest = new Honest(request);
    for (FaultSwitch.On on : faultSwitch.spells()) {
      Optional<HubAnswer> spoiled = struck(on, request, honest);
      if (spoiled.isPresent()) {
        faultSwitch.count();
        return spoiled.get();
      }
    }
    return honest.get();
  }

  private Optional<HubAnswer> struck(FaultSwitch.On on, HubRequest request, Honest honest) {
    if (on.fault().continues(request)) {
      return on.fault().strike(request, honest, faultSwitch.draw());
    }
    Spell spell = on.spell();
    if (!request.rawPath().contains(spell.path())
        || !faults.covers(spell)
        || !faultSwitch.drawn(spell.share())
        || !on.take()) {
      return Optional.empty();
    }
    boolean spent = false;
    try {
      Optional<HubAnswer> spoiled = on.fault().strike(request, honest, faultSwitch.draw());
      spent = spoiled.isPresent();
      return spoiled;
    } finally {
      if (!spent) {
        on.giveBack();
      }
    }
  }

  /** The answer without the fault, asked for once. */
  private final class Honest implements Supplier<HubAnswer> {

    private final HubRequest request;
    private @Nullable HubAnswer answer;

    Honest(HubRequest request) {
      this.request = request;
    }

    @Override
    public HubAnswer get() {
      if (answer == null) {
        answer = next.answer(request);
      }
      return answer;
    }
  }
}
