package dev.tunewatch.app.command;

import picocli.CommandLine.Option;

/** {@code --json}, wherever there is output. */
final class JsonOutput {

  @Option(names = "--json", description = "Print JSON, one object a line.")
  boolean json;
}
