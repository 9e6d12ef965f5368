package io.tidemark.cli;

import io.tidemark.errors.Errors;
import io.tidemark.errors.ExitCode;
import io.tidemark.simulate.BillingPattern;
import io.tidemark.simulate.Export;
import io.tidemark.simulate.Rates;
import io.tidemark.simulate.SimulationOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code simulate}: writes an export whose true MRR is known. Runs without Spark. */
@Command(
    name = "simulate",
    description = "Generate a simulated Stripe export and its true MRR.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark simulate --output out --subscriptions 1000",
      "  scripts/tidemark simulate --output out --window-from 2024-11-01",
      "  scripts/tidemark simulate --output out --rate mixed-intervals=0.2"
    })
public final class SimulateCommand implements Callable<Integer> {
  @Mixin private OutputOptions outputOptions;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description =
          "Output folder for invoices.csv, customers.csv and true_mrr.csv; existing files are"
              + " replaced.")
  private Path output;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Random seed; the same seed gives the same files. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--subscriptions",
      paramLabel = "NUMBER",
      defaultValue = "1000",
      description =
          "Number of subscribing customers, not counting returns and second subscriptions. Default:"
              + " ${DEFAULT-VALUE}.")
  private int subscriptions;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "2022-01-01",
      description = "Start of the simulation: a date, or a time such as 2022-01-01T08:30, in UTC.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      defaultValue = "2025-01-01",
      description =
          "End of the simulation, when the export is taken. A date means 00:00 of that day.")
  private String to;

  @Option(
      names = "--window-from",
      paramLabel = "TIME",
      description =
          "Export only invoices created from this time on; the true MRR stays complete. Default:"
              + " --from.")
  private String windowFrom;

  @Option(
      names = "--window-to",
      paramLabel = "TIME",
      description = "Export only what happened before this time. Default: --to.")
  private String windowTo;

  @Option(
      names = "--seconds",
      description = "Simulate events to the second; exported times have whole minutes.")
  private boolean hasSeconds;

  @Option(
      names = "--rate",
      paramLabel = "PATTERN=SHARE",
      description =
          "Share of subscriptions that follow a billing pattern, between 0 and 1; repeatable."
              + " Patterns: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Patterns.class)
  private Map<String, Double> rates = Map.of();

  /** The names that {@code --rate} takes. */
  static final class Patterns implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return BillingPattern.texts().iterator();
    }
  }

  @Override
  public Integer call() {
    Instant start = time("--from", from);
    Instant end = time("--to", to);
    SimulationOptions options =
        new SimulationOptions(
            seed,
            subscriptions,
            start,
            end,
            windowFrom == null ? start : time("--window-from", windowFrom),
            windowTo == null ? end : time("--window-to", windowTo),
            hasSeconds,
            rates());
    Export.Written written = write(options);
    outputOptions
        .console()
        .line(
            written.invoices()
                + " invoices, "
                + written.customers()
                + " customers and their true MRR in "
                + output);
    return ExitCode.DONE.value();
  }

  private Rates rates() {
    List<String> problems = new ArrayList<>();
    Map<BillingPattern, Double> shares = new EnumMap<>(BillingPattern.class);
    double sum = 0;
    for (Map.Entry<String, Double> rate : rates.entrySet()) {
      double share = rate.getValue();
      sum += share;
      BillingPattern.of(rate.getKey())
          .ifPresentOrElse(
              pattern -> shares.put(pattern, share),
              () -> problems.add(unknownPattern(rate.getKey())));
      if (!(share >= 0 && share <= 1)) {
        problems.add("--rate: " + rate.getKey() + "=" + share + " must be between 0 and 1");
      }
    }
    if (problems.isEmpty() && sum > 1) {
      problems.add("--rate: the sum of all shares must be between 0 and 1, not " + sum);
    }
    if (!problems.isEmpty()) {
      throw Errors.commandLine("simulate", problems);
    }
    return Rates.defaults().with(shares);
  }

  private static String unknownPattern(String text) {
    String known = String.join(", ", BillingPattern.texts());
    return "--rate: \"" + text + "\" must be one of " + known;
  }

  private Export.Written write(SimulationOptions options) {
    try {
      return Export.write(options, output);
    } catch (IOException failure) {
      throw Errors.unwritable(output, failure.toString());
    }
  }

  private static Instant time(String option, String text) {
    try {
      LocalDateTime time =
          text.contains("T") ? LocalDateTime.parse(text) : LocalDate.parse(text).atStartOfDay();
      return time.toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException unreadable) {
      throw Errors.commandLine(
          "simulate",
          List.of(
              option + ": \"" + text + "\" must be a date, or a time such as 2025-01-31T09:30"));
    }
  }
}
