package io.tidemark.cli;

import io.tidemark.errors.ExitCode;
import io.tidemark.query.DiffText;
import io.tidemark.query.RunDiff;
import io.tidemark.util.Json;
import io.tidemark.warehouse.PublishedRuns;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code diff}: shows the differences between two published runs, without Spark. */
@Command(
    name = "diff",
    description = "Compare the MRR of two published runs by day and customer, with causes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark diff 20250630T09 20250731T09",
      "  scripts/tidemark diff 20250630T09 20250731T09 --json"
    })
public final class DiffCommand implements Callable<Integer> {
  @Mixin private WarehouseOptions warehouse;
  @Mixin private OutputOptions outputOptions;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The earlier run: its id or a prefix of it.")
  private String before;

  @Parameters(
      index = "1",
      paramLabel = "RUN",
      description = "The later run: its id or a prefix of it.")
  private String after;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    RunDiff.Report report =
        PublishedRuns.ask(
            warehouse.warehouse(), runs -> RunDiff.of(runs, runs.find(before), runs.find(after)));
    outputOptions.console().answer(json ? Json.write(report).stripTrailing() : DiffText.of(report));
    return ExitCode.DONE.value();
  }
}
