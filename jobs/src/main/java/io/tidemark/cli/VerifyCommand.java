package io.tidemark.cli;

import io.tidemark.errors.Errors;
import io.tidemark.errors.ExitCode;
import io.tidemark.util.Json;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: compares a published run with its manifest, without Spark. */
@Command(
    name = "verify",
    description = "Check the files of a published run against its manifest.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark verify",
      "  scripts/tidemark verify 20250630T09",
      "  scripts/tidemark verify --json",
      "",
      "Checks that every file of the run exists and has its published checksum."
    })
public final class VerifyCommand implements Callable<Integer> {
  @Mixin private WarehouseOptions warehouse;
  @Mixin private OutputOptions outputOptions;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "Run id or a prefix of it. Default: the current run.")
  private String runId;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /**
   * A run that is as it was published.
   *
   * @param files the number of files that its manifest lists, without Delta tables
   */
  record Verified(String runId, int files) {
    String text() {
      return runId + ": all " + files + " files match the published checksums";
    }
  }

  @Override
  public Integer call() {
    Verified run = PublishedRuns.ask(warehouse.warehouse(), this::verified);
    outputOptions.console().answer(json ? Json.write(run).stripTrailing() : run.text());
    return ExitCode.DONE.value();
  }

  private Verified verified(PublishedRuns runs) {
    Path folder = warehouse.warehouse();
    Published run =
        runId == null ? runs.current().orElseThrow(() -> Errors.noRun(folder)) : runs.find(runId);
    verify(folder, run);
    return new Verified(run.runId(), runs.manifest(run).files().size());
  }

  /** Throws the user error of a run that is not as it was published. */
  static void verify(Path warehouse, Published run) {
    List<String> problems = Verification.of(warehouse, run);
    if (!problems.isEmpty()) {
      throw Errors.runDamaged(run.runId(), problems);
    }
  }
}
