package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.access.AccessTokens;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Hashes of access tokens in PostgreSQL. */
public final class JdbiAccessTokens implements AccessTokens {

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiAccessTokens(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public void add(byte[] hash) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into access_token (hash, role) values (:hash, 'admin')
                    on conflict do nothing""")
                .bind("hash", hash)
                .execute());
  }

  @Override
  public List<byte[]> all() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select hash from access_token").mapTo(byte[].class).list());
  }

  @Override
  public void retainOnly(byte[] hash) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from access_token where hash <> :hash")
                .bind("hash", hash)
                .execute());
  }
}
