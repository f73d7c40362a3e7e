package dev.tunewatch.alerts.store;

import dev.tunewatch.alerts.access.AccessTokens;
import dev.tunewatch.alerts.access.Role;
import dev.tunewatch.alerts.access.Token;
import dev.tunewatch.alerts.alert.Tlp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Hashes of access tokens in PostgreSQL. */
public final class JdbiAccessTokens implements AccessTokens {

  private static final String COLUMNS =
      "id, name, role, hub, tlp, feed_only, first_run, created_by, created_at, last_used_at,"
          + " revoked_at";

  private final Jdbi jdbi;

  /** Works in this database. */
  public JdbiAccessTokens(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public boolean add(Token token, byte[] hash) {
    return jdbi.withHandle(handle -> insert(handle, token, hash));
  }

  @Override
  public void replaceFirstRun(Token token, byte[] hash) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("delete from access_token where first_run or hash = :hash")
              .bind("hash", hash)
              .execute();
          // The name is the administrator's: whoever else took it keeps his token, not the name.
          handle
              .createUpdate(
                  """
                  update access_token set name = name || '-' || id
                  where name = :name and revoked_at is null""")
              .bind("name", token.name())
              .execute();
          insert(handle, token, hash);
        });
  }

  @Override
  public List<Kept> active() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select hash, " + COLUMNS + " from access_token where revoked_at is null")
                .map((row, context) -> new Kept(token(row), row.getBytes("hash")))
                .list());
  }

  @Override
  public List<Token> all(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from access_token order by created_at desc, id limit :limit")
                .bind("limit", limit)
                .map((row, context) -> token(row))
                .list());
  }

  @Override
  public Optional<Token> revoke(String id, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "update access_token set revoked_at = :now"
                        + " where id = :id and revoked_at is null returning "
                        + COLUMNS)
                .bind("now", now)
                .bind("id", id)
                .map((row, context) -> token(row))
                .findOne());
  }

  @Override
  public void used(String id, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update access_token set last_used_at = :now where id = :id")
                .bind("now", now)
                .bind("id", id)
                .execute());
  }

  private static boolean insert(Handle handle, Token token, byte[] hash) {
    return handle
            .createUpdate(
                """
                insert into access_token (hash, id, name, role, hub, tlp, feed_only, first_run,
                  created_by, created_at)
                values (:hash, :id, :name, :role, :hub, :tlp, :feedOnly, :firstRun, :by, :at)
                on conflict do nothing""")
            .bind("hash", hash)
            .bind("id", token.id())
            .bind("name", token.name())
            .bind("role", token.role().wireName())
            .bind("hub", token.hub())
            .bind("tlp", token.tlp().name())
            .bind("feedOnly", token.feedOnly())
            .bind("firstRun", token.firstRun())
            .bind("by", token.createdBy())
            .bind("at", token.createdAt())
            .execute()
        == 1;
  }

  private static Token token(ResultSet row) throws SQLException {
    return new Token(
        row.getString("id"),
        row.getString("name"),
        Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        row.getString("hub"),
        Tlp.valueOf(row.getString("tlp")),
        row.getBoolean("feed_only"),
        row.getBoolean("first_run"),
        row.getString("created_by"),
        Objects.requireNonNull(JdbiHandlings.instant(row, "created_at")),
        JdbiHandlings.instant(row, "last_used_at"),
        JdbiHandlings.instant(row, "revoked_at"));
  }
}
