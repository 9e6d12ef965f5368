package io.tidemark.cli;

import io.tidemark.digest.Headline;
import io.tidemark.errors.ExitCode;
import io.tidemark.errors.Printable;
import io.tidemark.errors.UserError;
import io.tidemark.tables.Currencies;
import io.tidemark.util.Json;
import io.tidemark.warehouse.Manifest;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
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
    footer = {
      "  scripts/tidemark runs",
      "  scripts/tidemark runs --warehouse ~/tidemark --json",
      "",
      "MRR of several currencies is converted. With --verbose, also list the files."
    })
public final class RunsCommand implements Callable<Integer> {
  private static final String NONE = "-";

  @Mixin private WarehouseOptions warehouse;
  @Mixin private OutputOptions outputOptions;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /**
   * A run in the list.
   *
   * @param currency of {@code mrr}: the reporting currency, or the only one; with {@code mrr} and
   *     {@code customers} null if the exports of the run cannot be read or have no such total
   */
  record Listed(
      String runId,
      boolean current,
      LocalDate asOf,
      Instant publishedAt,
      String currency,
      BigDecimal mrr,
      Long customers,
      List<String> inputs) {}

  @Override
  public Integer call() {
    List<Listed> listed = PublishedRuns.ask(warehouse.warehouse(), RunsCommand::listed);
    if (json) {
      outputOptions.console().answer(Json.write(listed).stripTrailing());
    } else {
      Console console = outputOptions.console();
      if (!listed.isEmpty()) {
        console.answer(line("  ", "run", "as of", "MRR", "customers"));
      }
      for (Listed run : listed) {
        console.answer(line(run));
        if (console.isVerbose()) {
          console.answer(details(run));
        }
      }
    }
    return ExitCode.DONE.value();
  }

  private static List<Listed> listed(PublishedRuns runs) {
    Optional<Published> current = runs.current();
    return runs.newestFirst().stream()
        .map(run -> listed(runs, run, current.filter(run::equals).isPresent()))
        .toList();
  }

  private static Listed listed(PublishedRuns runs, Published run, boolean isCurrent) {
    Manifest manifest = runs.manifest(run);
    Optional<Headline.Amount> total = total(runs.folder(run), manifest.asOf());
    return new Listed(
        run.runId(),
        isCurrent,
        manifest.asOf(),
        manifest.publishedAt(),
        total.map(Headline.Amount::currency).orElse(null),
        total.map(Headline.Amount::mrr).orElse(null),
        total.map(Headline.Amount::customers).orElse(null),
        manifest.inputs().stream().map(Manifest.Input::file).toList());
  }

  private static Optional<Headline.Amount> total(Path folder, LocalDate asOf) {
    try {
      return Headline.read(folder, asOf).total();
    } catch (UserError unreadable) {
      return Optional.empty();
    }
  }

  private static String line(Listed run) {
    return line(
        run.current() ? "* " : "  ",
        run.runId(),
        run.asOf().toString(),
        run.mrr() == null ? NONE : Currencies.text(run.mrr(), run.currency()),
        run.customers() == null ? NONE : String.format(Locale.ROOT, "%,d", run.customers()));
  }

  private static String line(String mark, String run, String asOf, String mrr, String customers) {
    return String.format(Locale.ROOT, "%s%-25s  %-10s  %20s  %9s", mark, run, asOf, mrr, customers);
  }

  private static String details(Listed run) {
    String files =
        run.inputs().stream()
            .map(file -> Printable.whole(Path.of(file).getFileName().toString()))
            .collect(Collectors.joining(", "));
    return "    published " + run.publishedAt().truncatedTo(ChronoUnit.SECONDS) + " from " + files;
  }
}
