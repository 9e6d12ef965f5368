package io.tidemark.config;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Declares the settings of the relational store. The JDBC URL consists only of these, so their
 * rules allow no character that ends a part of it and starts an option.
 */
public final class RelationalSettings {
  private RelationalSettings() {}

  /**
   * The environment variable with the PostgreSQL user's password, which is never written to a file.
   */
  public static final String PASSWORD_VARIABLE = "TIDEMARK_DB_PASSWORD";

  /** The database of the relational schema. */
  public enum Store {
    H2,
    POSTGRESQL,
    NONE
  }

  /** The encryption of the connection to PostgreSQL. */
  public enum Encryption {
    PREFER,
    REQUIRE,
    VERIFY
  }

  private static final Pattern HOST_NAME =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");

  private static final String NAME_RULE =
      "1 to 63 letters, digits, _ or -, starting with a letter or _";

  public static final Setting<Store> STORE =
      Settings.choice(
          "relational.store",
          Store.H2,
          "Relational store: h2 (a file in the run's folder), postgresql (a server) or none. Only SQL"
              + " users need it: query, explain and diff read the exports.");

  public static final Setting<Integer> MAX_ROWS =
      new Setting<>(
          "relational.max_rows",
          "500000",
          "a whole number from 0 to 2147483647",
          text -> Settings.wholeNumber(text, Integer.MAX_VALUE),
          "Maximum number of rows of all relational tables together. Above it a run makes no"
              + " relational copy; tidemark load makes it later.");

  public static final Setting<String> HOST =
      new Setting<>(
          "relational.host",
          "localhost",
          "a host name or an IPv4 address",
          text -> matching(HOST_NAME, text),
          "Host of the PostgreSQL server.");

  public static final Setting<Integer> PORT =
      new Setting<>(
          "relational.port",
          "5432",
          "a port from 1 to 65535",
          RelationalSettings::port,
          "Port of the PostgreSQL server.");

  public static final Setting<String> DATABASE =
      new Setting<>(
          "relational.database",
          "tidemark",
          NAME_RULE,
          text -> matching(NAME, text),
          "PostgreSQL database; the tables are in its schema tidemark.");

  public static final Setting<String> USER =
      new Setting<>(
          "relational.user",
          "tidemark",
          NAME_RULE,
          text -> matching(NAME, text),
          "PostgreSQL user. The password is read from TIDEMARK_DB_PASSWORD.");

  public static final Setting<Encryption> ENCRYPTION =
      Settings.choice(
          "relational.encryption",
          Encryption.PREFER,
          "prefer: encrypt if the server supports it; require: always encrypt; verify: also verify"
              + " the server certificate and host name.");

  /** Returns all settings, in the order of the policy file. */
  public static List<Setting<?>> all() {
    return List.of(STORE, MAX_ROWS, HOST, PORT, DATABASE, USER, ENCRYPTION);
  }

  private static String matching(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static int port(String text) {
    int port = Settings.wholeNumber(text, 65535);
    if (port == 0) {
      throw new IllegalArgumentException(text);
    }
    return port;
  }
}
