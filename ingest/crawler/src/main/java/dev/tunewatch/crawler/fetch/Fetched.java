package dev.tunewatch.crawler.fetch;

/** What a fetch ended with, where the hub's answer is an expected one. */
public sealed interface Fetched {

  /** 200. */
  record Body(Answer answer) implements Fetched {}

  /** 304: the caller's copy is current. */
  record NotModified() implements Fetched {}

  /** 404 or 410. */
  record Missing() implements Fetched {}

  /** 401 or 403: gated, disabled, private, or gone to an anonymous reader. */
  record Refused(int status) implements Fetched {}
}
