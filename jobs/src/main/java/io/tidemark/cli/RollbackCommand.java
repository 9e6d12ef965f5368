package io.tidemark.cli;

import io.tidemark.errors.ExitCode;
import io.tidemark.outputs.PublishedRuns;
import io.tidemark.outputs.PublishedRuns.Published;
import io.tidemark.outputs.Runs;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollback}: makes an earlier run the one that readers see, without Spark. */
@Command(
    name = "rollback",
    description = "Make an earlier run current again; nothing is deleted.",
    footerHeading = "%nExamples:%n",
    footer = {"  scripts/tidemark rollback 20250630T09"})
public final class RollbackCommand implements Callable<Integer> {
  @Mixin private WarehouseOptions warehouse;
  @Mixin private TalkOptions talk;

  @Parameters(paramLabel = "RUN", description = "A run's id, or how it begins.")
  private String runId;

  @Override
  public Integer call() {
    Path folder = warehouse.warehouse();
    Published run = PublishedRuns.of(folder).find(runId);
    VerifyCommand.verify(folder, run);
    try (Runs runs = Runs.lock(folder)) {
      runs.rollBack(run);
    }
    talk.talk().answer("current: " + run.runId());
    return ExitCode.DONE.value();
  }
}
