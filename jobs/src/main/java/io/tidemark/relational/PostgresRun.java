package io.tidemark.relational;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The PostgreSQL database that the runs of a warehouse share: it holds one of them, the current.
 */
public final class PostgresRun {
  private PostgresRun() {}

  /**
   * Makes the database of a run hold that run, where it holds another or none; without Spark. Does
   * nothing for a run that has its own H2 file.
   *
   * @param password of the PostgreSQL user; empty where the server asks for none
   * @throws io.tidemark.errors.UserError where the server cannot be reached or goes away
   */
  public static void hold(Path runFolder, String runId, Optional<String> password) {
    RelationalFolder.readAddress(runFolder)
        .filter(address -> !PostgresLoader.held(address, password).equals(Optional.of(runId)))
        .ifPresent(address -> PostgresLoader.load(address, password, runFolder));
  }
}
