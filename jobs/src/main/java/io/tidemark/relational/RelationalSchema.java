package io.tidemark.relational;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Migrates a database to the version of {@code db/migration}. */
final class RelationalSchema {
  /**
   * A version below those that add keys. The question mark means that no migration needs this
   * version.
   */
  private static final String TABLES = "1.9999?";

  private RelationalSchema() {}

  /** Creates the tables without foreign keys and indexes, for loading all rows at once. */
  static void migrateTables(DataSource database, String schema) {
    configuration(database, schema).target(TABLES).load().migrate();
  }

  /** Runs all migrations. */
  static void migrate(DataSource database, String schema) {
    configuration(database, schema).load().migrate();
  }

  private static FluentConfiguration configuration(DataSource database, String schema) {
    return Flyway.configure(RelationalSchema.class.getClassLoader())
        .dataSource(database)
        .schemas(schema)
        .locations("classpath:db/migration")
        .loggers(Silence.class.getName())
        .validateMigrationNaming(true)
        .outOfOrder(true)
        .cleanDisabled(true);
  }

  /** Discards Flyway's log: its progress is not needed, and its failures are exceptions. */
  public static final class Silence implements LogCreator {
    @Override
    public Log createLogger(Class<?> of) {
      return new Log() {
        @Override
        public void debug(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Exception cause) {}

        @Override
        public void notice(String message) {}
      };
    }
  }
}
