package dev.tunewatch.crawler.simulated.fault;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** The faults by their names. */
enum FaultKind {
  TOO_MANY_REQUESTS("429", Stage.HUB, (clock, amount) -> new TooManyRequests(amount)),
  SERVER_ERROR("5xx", Stage.HUB, (clock, amount) -> new ServerError(amount)),
  RESET("reset", Stage.HUB, (clock, amount) -> without(amount, new Reset())),
  SLOW("slow", Stage.HUB, (clock, amount) -> new SlowBody(amount)),
  TRUNCATED("truncated", Stage.HUB, (clock, amount) -> without(amount, new TruncatedJson())),
  HTML("html", Stage.HUB, (clock, amount) -> without(amount, new HtmlPage())),
  GZIP_BOMB("gzip-bomb", Stage.HUB, (clock, amount) -> new GzipBomb(amount)),
  REDIRECT("redirect", Stage.HUB, (clock, amount) -> without(amount, new Redirect(false))),
  REDIRECT_LOOP("redirect-loop", Stage.HUB, (clock, amount) -> without(amount, new Redirect(true))),
  CLOCK_SKEW("clock-skew", Stage.HUB, ClockSkew::new),
  EXPIRED_CURSOR(
      "expired-cursor", Stage.HUB, (clock, amount) -> without(amount, new ExpiredCursor())),
  WRONG_TYPES("wrong-types", Stage.PAGE, (clock, amount) -> new WrongTypes(amount)),
  DUPLICATES("duplicates", Stage.PAGE, (clock, amount) -> new DuplicatedRows(amount)),
  REORDERED("reordered", Stage.PAGE, (clock, amount) -> without(amount, new ReorderedRows())),
  LOST_ROWS("lost-rows", Stage.PAGE, (clock, amount) -> new LostRows(amount)),
  GAP("gap", Stage.PAGE, (clock, amount) -> without(amount, new EarlyEnd())),
  FUTURE_ROWS("future-rows", Stage.PAGE, (clock, amount) -> new FutureRows(amount)),
  FOREIGN_LINK("foreign-link", Stage.PAGE, (clock, amount) -> new ForeignLink(amount));

  /** Where in the chain a fault sits. */
  enum Stage {
    /** Around the whole answer: the hub's web server and the network. */
    HUB,
    /** Before the answer is tagged: what the hub itself believes its page to be. */
    PAGE
  }

  private final String wireName;
  private final Stage stage;
  private final BiFunction<Clock, String, Fault> maker;

  FaultKind(String wireName, Stage stage, BiFunction<Clock, String, Fault> maker) {
    this.wireName = wireName;
    this.stage = stage;
    this.maker = maker;
  }

  String wireName() {
    return wireName;
  }

  Stage stage() {
    return stage;
  }

  Fault fault(Clock clock, String amount) {
    return maker.apply(clock, amount);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(FaultKind::wireName).toList();
  }

  /**
   * The kind of this name.
   *
   * @throws UnknownFaultException if there is none
   */
  static FaultKind of(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName.equals(name))
        .findFirst()
        .orElseThrow(() -> new UnknownFaultException(name, names()));
  }

  private static Fault without(String amount, Fault fault) {
    if (!amount.isEmpty()) {
      throw new IllegalArgumentException(
          "this fault takes no amount, but '" + amount + "' is given");
    }
    return fault;
  }
}
