package io.tidemark.cli;

import io.tidemark.compare.Comparison;
import io.tidemark.compare.ComparisonCsv;
import io.tidemark.compare.ComparisonReport;
import io.tidemark.compare.ComparisonText;
import io.tidemark.compare.OtherFormat;
import io.tidemark.compare.OtherOptions;
import io.tidemark.errors.ExitCode;
import io.tidemark.util.Json;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code compare}: explains how the MRR of another system differs, without Spark. */
@Command(
    name = "compare",
    description = "Compare the current run with the MRR of another system, with causes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark compare --with mrr_per_subscriber.csv --format stripe",
      "  scripts/tidemark compare --with mrr.csv --output differences.csv",
      "  scripts/tidemark compare --with mrr.csv --column customer=Account",
      "",
      "Each customer that differs is recomputed under other definitions. A cause is",
      "named only if the result is the figure of the file. docs/COMPARE.md has the",
      "formats and the causes."
    })
public final class CompareCommand implements Callable<Integer> {
  @Mixin private WarehouseOptions warehouse;
  @Mixin private OutputOptions outputOptions;

  @Option(
      names = "--with",
      required = true,
      paramLabel = "FILE",
      description = "CSV file with MRR by customer and month.")
  private Path with;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "generic",
      converter = Formats.class,
      completionCandidates = Formats.class,
      description = "Format of the file: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private OtherFormat format;

  @Option(
      names = "--column",
      paramLabel = "FIELD=HEADER",
      description = "Header of a field: customer, month, currency or mrr; repeatable.")
  private Map<String, String> columns = Map.of();

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      converter = Month.class,
      description = "Month of a file that has none, such as 2025-06.")
  private YearMonth month;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "Currency of rows without one. Default: the reporting currency of the run.")
  private String currency;

  @Option(names = "--minor-units", description = "Amounts are in minor units, such as cents.")
  private boolean minorUnits;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write all differences to a CSV file; an existing file is replaced.")
  private Path output;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /** The names of the formats. */
  static final class Formats implements Iterable<String>, ITypeConverter<OtherFormat> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(OtherFormat.values()).map(OtherFormat::text).iterator();
    }

    @Override
    public OtherFormat convert(String text) {
      return Stream.of(OtherFormat.values())
          .filter(format -> format.text().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "\"" + text + "\" must be one of " + String.join(", ", this)));
    }
  }

  /** Reads a month. */
  static final class Month implements ITypeConverter<YearMonth> {
    @Override
    public YearMonth convert(String text) {
      if (!text.matches("[0-9]{4}-(0[1-9]|1[0-2])")) {
        throw new TypeConversionException("\"" + text + "\" must be a month such as 2025-06");
      }
      return YearMonth.parse(text);
    }
  }

  @Override
  public Integer call() {
    OtherOptions options = new OtherOptions(format, columns, month, currency, minorUnits);
    ComparisonReport report = warehouse.ask(run -> Comparison.of(run, with, options));
    if (output != null) {
      ComparisonCsv.write(report, output);
      outputOptions.console().line(report.differences().size() + " differences in " + output);
    }
    outputOptions
        .console()
        .answer(json ? Json.write(report).stripTrailing() : ComparisonText.of(report));
    return ExitCode.DONE.value();
  }
}
