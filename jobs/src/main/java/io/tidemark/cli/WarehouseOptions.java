package io.tidemark.cli;

import io.tidemark.errors.Errors;
import io.tidemark.run.InstallDir;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The warehouse option of a command. */
final class WarehouseOptions {
  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Folder of published runs. Default: the folder warehouse of the project.")
  private Path warehouse;

  Path warehouse() {
    return (warehouse == null ? InstallDir.folder().resolve("warehouse") : warehouse)
        .toAbsolutePath()
        .normalize();
  }

  /**
   * Runs a query on the exports of the current run.
   *
   * @throws io.tidemark.errors.UserError if nothing was published or the exports cannot be read
   */
  <T> T ask(Function<ExportReader, T> question) {
    return PublishedRuns.ask(
        warehouse(),
        runs -> {
          Published current = runs.current().orElseThrow(() -> Errors.noRun(warehouse()));
          return question.apply(ExportReader.of(runs, current));
        });
  }
}
