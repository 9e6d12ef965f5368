package io.tidemark.cli;

import io.tidemark.config.RelationalSettings;
import io.tidemark.errors.Errors;
import io.tidemark.errors.ExitCode;
import io.tidemark.relational.RelationalCopy;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Runs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code load}: creates the relational copy of a published run, without a Spark session. */
@Command(
    name = "load",
    description = "Load a published run into H2 or PostgreSQL, for SQL users.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark load",
      "  scripts/tidemark load 20250630T09",
      "  scripts/tidemark load --set relational.store=postgresql",
      "",
      "For a run that made no copy because of relational.max_rows. Does nothing where",
      "the copy is there. PostgreSQL holds the current run only."
    })
public final class LoadCommand implements Callable<Integer> {
  @Mixin private WarehouseOptions warehouse;
  @Mixin private PolicyOptions policy;
  @Mixin private OutputOptions outputOptions;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "A run's id, or how it begins; default: the current run.")
  private String runId;

  @Override
  public Integer call() {
    Path folder = warehouse.warehouse();
    Optional<String> password =
        Optional.ofNullable(System.getenv(RelationalSettings.PASSWORD_VARIABLE));
    if (PublishedRuns.of(folder).current().isEmpty()) {
      throw Errors.noRun(folder);
    }
    try (Runs runs = Runs.lock(folder)) {
      PublishedRuns published = runs.published();
      Published run = runId == null ? published.current().orElseThrow() : published.find(runId);
      String place = RelationalCopy.make(runs, run, policy.policy(), password);
      outputOptions.console().answer(run.runId() + " is in " + place);
    }
    return ExitCode.DONE.value();
  }
}
