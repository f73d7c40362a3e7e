package dev.tunewatch.crawler.hub.civitai;

import dev.tunewatch.crawler.hub.MalformedRecord;

/** A record without the shape of a model, with a reason that quotes nothing of it. */
final class NotAModel extends MalformedRecord {

  private static final long serialVersionUID = 1L;

  private final String why;

  NotAModel(String why) {
    super(why);
    this.why = why;
  }

  String why() {
    return why;
  }
}
