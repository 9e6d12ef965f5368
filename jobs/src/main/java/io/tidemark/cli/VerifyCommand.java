package io.tidemark.cli;

import io.tidemark.errors.Errors;
import io.tidemark.errors.ExitCode;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code verify}: compares a published run with its manifest, without Spark. */
@Command(
    name = "verify",
    description = "Check the files of a published run against its manifest.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark verify",
      "  scripts/tidemark verify 20250630T09",
      "",
      "Checks that every file of the run exists and has its published checksum."
    })
public final class VerifyCommand implements Callable<Integer> {
  @Mixin private WarehouseOptions warehouse;
  @Mixin private OutputOptions talk;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "Run id or a prefix of it. Default: the current run.")
  private String runId;

  @Override
  public Integer call() {
    talk.talk().answer(PublishedRuns.ask(warehouse.warehouse(), this::verified));
    return ExitCode.DONE.value();
  }

  private String verified(PublishedRuns runs) {
    Path folder = warehouse.warehouse();
    Published run =
        runId == null ? runs.current().orElseThrow(() -> Errors.noRun(folder)) : runs.find(runId);
    verify(folder, run);
    int files = runs.manifest(run).files().size();
    return run.runId() + ": all " + files + " files match the published checksums";
  }

  /** Throws the user error of a run that is not as it was published. */
  static void verify(Path warehouse, Published run) {
    List<String> problems = Verification.of(warehouse, run);
    if (!problems.isEmpty()) {
      throw Errors.runDamaged(run.runId(), problems);
    }
  }
}
