package dev.tunewatch.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class Version implements IVersionProvider {

  /** For example {@code 0.1.0}; {@code development} when run from classes. */
  public static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "tunewatch " + text(),
      "Java ${java.version} (${java.vendor})",
      "${os.name} ${os.version} ${os.arch}"
    };
  }
}
