package io.tidemark.cli;

import io.tidemark.cli.SparkSessions.Session;
import io.tidemark.config.Policy;
import io.tidemark.errors.ExitCode;
import io.tidemark.run.CheckJob;
import io.tidemark.run.CheckReport;
import io.tidemark.run.CheckText;
import io.tidemark.source.Sources;
import io.tidemark.source.profile.Profile;
import io.tidemark.util.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code check}: reports how a run would process files and configuration; writes nothing. */
@Command(
    name = "check",
    description = "Validate files and settings without writing anything.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark check --invoices invoices.csv --customers customers.csv",
      "  scripts/tidemark check --policy strict.yaml --json | jq .refusals",
      "",
      "The exit code is 0 if a run would accept them, 2 for invalid settings and",
      "3 for refused files."
    })
public final class CheckCommand implements Callable<Integer>, SparkCommand.Reader {
  @Mixin private InputOptions inputs;
  @Mixin private PolicyOptions policy;
  @Mixin private OutputOptions output;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Policy valid = OptionsValidator.policy(inputs, inputs::first, policy);
    Profile profile = Profile.parse(Profile.text(inputs.source()));
    CheckReport report;
    // An existing folder: Spark would create the folder of its default database.
    try (Console console = output.console();
        Session session = SparkSessions.open(Path.of(System.getProperty("java.io.tmpdir")))) {
      Sources.Named named =
          new Sources.Named(inputs.invoices(), inputs.customers(), inputs.adjustments());
      CheckJob job = new CheckJob(session.spark(), inputs.source(), profile, valid);
      report = console.step("validating files", () -> job.check(named));
    }
    output.console().answer(json ? Json.write(report).stripTrailing() : CheckText.of(report));
    return report.refusals().stream()
        .mapToInt(refusal -> refusal.code().exitCode().value())
        .min()
        .orElse(ExitCode.DONE.value());
  }

  @Override
  public long bytes() {
    return inputs.bytes();
  }
}
