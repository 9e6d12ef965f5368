package io.tidemark.cli;

import io.tidemark.config.RelationalSettings;
import io.tidemark.errors.Errors;
import io.tidemark.outputs.PublishedRuns;
import io.tidemark.outputs.PublishedRuns.Published;
import io.tidemark.outputs.RelationalReader;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The warehouse of a command. */
final class WarehouseOptions {
  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Where runs are published; default: the folder warehouse of the project.")
  private Path warehouse;

  Path warehouse() {
    return (warehouse == null ? Home.folder().resolve("warehouse") : warehouse)
        .toAbsolutePath()
        .normalize();
  }

  /**
   * The relational store of the current run.
   *
   * @throws io.tidemark.errors.UserError where nothing was published or it cannot be read
   */
  RelationalReader openCurrentRun() {
    Optional<String> password =
        Optional.ofNullable(System.getenv(RelationalSettings.PASSWORD_VARIABLE));
    return PublishedRuns.ask(
        warehouse(),
        runs -> {
          Published current = runs.current().orElseThrow(() -> Errors.noRun(warehouse()));
          return RelationalReader.open(runs.folder(current), current.runId(), password);
        });
  }
}
