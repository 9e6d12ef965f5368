package io.tidemark.relational;

import io.tidemark.config.Policy;
import io.tidemark.config.RelationalSettings;
import io.tidemark.errors.DatabaseErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The address of the PostgreSQL database with the relational store. Its parts come only from a
 * policy, whose rules exclude options of the driver.
 */
public record PostgresAddress(
    String host, int port, String database, String user, RelationalSettings.Encryption encryption) {
  static final String SCHEMA = "tidemark";

  private static final Map<RelationalSettings.Encryption, String> SSL_MODES =
      Map.of(
          RelationalSettings.Encryption.PREFER, "prefer",
          RelationalSettings.Encryption.REQUIRE, "require",
          RelationalSettings.Encryption.VERIFY, "verify-full");

  private static final int LOGIN_SECONDS = 10;

  public static PostgresAddress of(Policy policy) {
    return new PostgresAddress(
        policy.get(RelationalSettings.HOST),
        policy.get(RelationalSettings.PORT),
        policy.get(RelationalSettings.DATABASE),
        policy.get(RelationalSettings.USER),
        policy.get(RelationalSettings.ENCRYPTION));
  }

  /** Returns the settings that produce this address. */
  SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put(RelationalSettings.STORE.key(), "postgresql");
    settings.put(RelationalSettings.HOST.key(), host);
    settings.put(RelationalSettings.PORT.key(), Integer.toString(port));
    settings.put(RelationalSettings.DATABASE.key(), database);
    settings.put(RelationalSettings.USER.key(), user);
    settings.put(RelationalSettings.ENCRYPTION.key(), encryption.name().toLowerCase(Locale.ROOT));
    return settings;
  }

  /** Returns the address for messages. */
  String name() {
    return host + ":" + port + "/" + database;
  }

  PGSimpleDataSource source(Optional<String> password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    password.ifPresent(source::setPassword);
    source.setSslMode(SSL_MODES.get(encryption));
    source.setCurrentSchema(SCHEMA);
    source.setApplicationName("tidemark");
    source.setLoginTimeout(LOGIN_SECONDS);
    return source;
  }

  /**
   * Connects to the database.
   *
   * @throws io.tidemark.errors.UserError if the server cannot be reached or refuses the connection
   */
  Connection connect(Optional<String> password) {
    try {
      return source(password).getConnection();
    } catch (SQLException e) {
      throw DatabaseErrors.unreachable(name(), e.getMessage());
    }
  }
}
