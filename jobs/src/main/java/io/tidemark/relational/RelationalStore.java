package io.tidemark.relational;

import io.tidemark.config.Policy;
import io.tidemark.config.RelationalSettings;
import io.tidemark.errors.Errors;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.PublishedRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes a run into the relational schema, in the database that the policy names. */
public final class RelationalStore {
  private final Policy policy;
  private final Optional<String> password;

  /**
   * Creates the store.
   *
   * @param policy the {@code relational.*} settings are read
   * @param password of the PostgreSQL user; empty if the server requires none
   */
  public RelationalStore(Policy policy, Optional<String> password) {
    this.policy = policy;
    this.password = password;
  }

  /**
   * Returns the tables that {@link #write} needs; a referenced table comes before the tables that
   * reference it.
   */
  public static List<Table> tables() {
    return RelationalTables.IN_ORDER;
  }

  /** Returns whether the policy requests a copy of tables with this many rows. */
  public boolean isAskedFor(long rows) {
    return policy.get(RelationalSettings.STORE) != RelationalSettings.Store.NONE
        && rows <= policy.get(RelationalSettings.MAX_ROWS);
  }

  /**
   * Writes a run to {@code <runFolder>/relational}, which must not exist: the H2 database, or the
   * files that {@link #load} sends to PostgreSQL. Writes nothing if the policy disables the store.
   *
   * @param exports the rows of each of {@link #tables}
   * @throws IllegalStateException if rows violate the schema
   */
  public void write(Path runFolder, RelationalRun run, ExportReader exports) {
    switch (policy.get(RelationalSettings.STORE)) {
      case H2 -> H2Loader.load(runFolder, run, exports);
      case POSTGRESQL -> writeForPostgres(runFolder, run, exports);
      case NONE -> {}
    }
  }

  private void writeForPostgres(Path runFolder, RelationalRun run, ExportReader exports) {
    PostgresAddress address = PostgresAddress.of(policy);
    try {
      List<RelationalFolder.Copied> copied = CopyFiles.write(runFolder, run, exports);
      RelationalFolder.writeAddress(runFolder, address, copied);
    } catch (IOException failed) {
      throw Errors.unwritable(RelationalFolder.of(runFolder), failed.toString());
    }
  }

  /**
   * Loads the written run into PostgreSQL, in one transaction; it replaces the run that the
   * database held. Does nothing for other stores.
   *
   * @throws io.tidemark.errors.UserError if PostgreSQL cannot be reached
   * @throws IllegalStateException if rows violate the schema
   */
  public void load(Path runFolder) {
    if (policy.get(RelationalSettings.STORE) == RelationalSettings.Store.POSTGRESQL) {
      PostgresLoader.load(PostgresAddress.of(policy), password, runFolder);
    }
  }

  /**
   * Loads the current run again if the policy names a PostgreSQL database that should hold it but
   * does not, because a run was interrupted after it was loaded.
   *
   * @throws io.tidemark.errors.UserError if the server cannot be reached
   */
  public void recover(Path warehouse) {
    if (policy.get(RelationalSettings.STORE) == RelationalSettings.Store.POSTGRESQL) {
      PostgresAddress address = PostgresAddress.of(policy);
      PostgresLoader.held(address, password);
      PublishedRuns runs = PublishedRuns.of(warehouse);
      runs.current()
          .filter(
              run -> RelationalFolder.readAddress(runs.folder(run)).equals(Optional.of(address)))
          .ifPresent(run -> PostgresRun.hold(runs.folder(run), run.runId(), password));
    }
  }
}
