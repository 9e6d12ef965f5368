package io.tidemark.cli;

import io.tidemark.config.RelationalSettings;
import io.tidemark.errors.ExitCode;
import io.tidemark.relational.PostgresRun;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Runs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollback}: makes an earlier run the current one, without Spark. */
@Command(
    name = "rollback",
    description = "Make an earlier run current again without deleting any run.",
    footerHeading = "%nExamples:%n",
    footer = {"  scripts/tidemark rollback 20250630T09"})
public final class RollbackCommand implements Callable<Integer> {
  @Mixin private WarehouseOptions warehouse;
  @Mixin private OutputOptions outputOptions;

  @Parameters(paramLabel = "RUN", description = "Run id or a prefix of it.")
  private String runId;

  @Override
  public Integer call() {
    Path folder = warehouse.warehouse();
    Optional<String> password =
        Optional.ofNullable(System.getenv(RelationalSettings.PASSWORD_VARIABLE));
    Published run;
    try (Runs runs = Runs.lock(folder)) {
      PublishedRuns published = PublishedRuns.of(folder);
      run = published.find(runId);
      VerifyCommand.verify(folder, run);
      PostgresRun.hold(published.folder(run), run.runId(), password);
      runs.rollBack(run);
    }
    outputOptions.console().answer("current: " + run.runId());
    return ExitCode.DONE.value();
  }
}
