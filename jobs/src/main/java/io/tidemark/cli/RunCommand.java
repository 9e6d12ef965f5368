package io.tidemark.cli;

import io.tidemark.RunJob;
import io.tidemark.RunOptions;
import io.tidemark.config.Policy;
import io.tidemark.errors.ExitCode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: from the files to a published run. */
@Command(
    name = "run",
    description = "From the files to a published run; without options on the sample.")
public final class RunCommand implements Callable<Integer> {
  @Mixin private InputOptions inputs;
  @Mixin private WarehouseOptions warehouse;
  @Mixin private PolicyOptions policy;
  @Mixin private TalkOptions talk;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Last business day shown; default: the last complete one of the data.")
  private LocalDate asOf;

  @Option(
      names = "--known-at",
      paramLabel = "TIME",
      description = "Ignore what was written after, e.g. 2025-01-31T23:59:59Z.")
  private Instant knownAt;

  @Option(
      names = "--full",
      description =
          "Compute everything anew from all that was ever ingested, not only what changed.")
  private boolean full;

  @Override
  public Integer call() throws IOException {
    Policy valid = ValidOptions.policy(inputs, policy);
    RunOptions options =
        new RunOptions(
            inputs.invoices(),
            inputs.customers(),
            inputs.adjustments(),
            inputs.source(),
            warehouse.warehouse(),
            valid,
            Optional.ofNullable(asOf),
            Optional.ofNullable(knownAt),
            full);
    try (SparkSession spark = SparkSessions.open(options.warehouse().resolve("delta"))) {
      new RunJob(spark, options, talk.talk()).run();
    }
    return ExitCode.DONE.value();
  }
}
