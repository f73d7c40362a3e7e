package dev.tunewatch.app.run;

import dev.tunewatch.alerts.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Opens the database that the options name. */
final class Databases {

  private Databases() {}

  static Database open(StandaloneOptions options, Path embedded) {
    try {
      if (options.database().isEmpty()) {
        return Database.embedded(embedded);
      }
      return Database.server(
          options.database().get(),
          options.databaseUser().map(StandaloneOptions.Credentials::user).orElse(null),
          options.databaseUser().map(StandaloneOptions.Credentials::password).orElse(null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
