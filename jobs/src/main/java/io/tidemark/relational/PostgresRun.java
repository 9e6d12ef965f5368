package io.tidemark.relational;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The PostgreSQL database that the runs of a warehouse share. It holds one of them, the current
 * run.
 */
public final class PostgresRun {
  private PostgresRun() {}

  /**
   * Loads a run into its database if the database holds another run or none; without Spark. Does
   * nothing for a run with an H2 file.
   *
   * @param password of the PostgreSQL user; empty if the server requires none
   * @throws io.tidemark.errors.UserError if the server cannot be reached or the connection is lost
   */
  public static void hold(Path runFolder, String runId, Optional<String> password) {
    RelationalFolder.readAddress(runFolder)
        .filter(address -> !PostgresLoader.held(address, password).equals(Optional.of(runId)))
        .ifPresent(address -> PostgresLoader.load(address, password, runFolder));
  }
}
