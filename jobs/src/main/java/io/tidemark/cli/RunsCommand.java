package io.tidemark.cli;

import io.tidemark.errors.ExitCode;
import io.tidemark.errors.Printable;
import io.tidemark.util.Json;
import io.tidemark.warehouse.Manifest;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runs}: lists the published runs, without Spark. */
@Command(
    name = "runs",
    description = "List the published runs, newest first; * marks the current run.",
    footerHeading = "%nExamples:%n",
    footer = {"  scripts/tidemark runs", "  scripts/tidemark runs --warehouse ~/tidemark --json"})
public final class RunsCommand implements Callable<Integer> {
  @Mixin private WarehouseOptions warehouse;
  @Mixin private OutputOptions talk;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /** A run in the list. */
  record Listed(
      String runId, boolean current, LocalDate asOf, Instant publishedAt, List<String> inputs) {}

  @Override
  public Integer call() {
    List<Listed> listed = PublishedRuns.ask(warehouse.warehouse(), RunsCommand::listed);
    if (json) {
      talk.talk().answer(Json.write(listed).stripTrailing());
    } else {
      listed.forEach(run -> talk.talk().answer(line(run)));
    }
    return ExitCode.DONE.value();
  }

  private static List<Listed> listed(PublishedRuns runs) {
    Optional<Published> current = runs.current();
    return runs.newestFirst().stream()
        .map(run -> listed(run, current.filter(run::equals).isPresent(), runs.manifest(run)))
        .toList();
  }

  private static Listed listed(Published run, boolean isCurrent, Manifest manifest) {
    List<String> inputs = manifest.inputs().stream().map(Manifest.Input::file).toList();
    return new Listed(run.runId(), isCurrent, manifest.asOf(), manifest.publishedAt(), inputs);
  }

  private static String line(Listed run) {
    String files =
        run.inputs().stream()
            .map(file -> Printable.whole(Path.of(file).getFileName().toString()))
            .collect(Collectors.joining(", "));
    return (run.current() ? "* " : "  ")
        + run.runId()
        + "  as of "
        + run.asOf()
        + ", published "
        + run.publishedAt().truncatedTo(ChronoUnit.SECONDS)
        + ", from "
        + files;
  }
}
