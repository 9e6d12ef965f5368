package io.tidemark.cli;

import io.tidemark.errors.UsageErrors;
import io.tidemark.run.InstallDir;
import io.tidemark.source.Sources;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The input files of a command; the sample if none is named. */
final class InputOptions {
  @Option(
      names = "--invoices",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Invoice files, folders or globs (.csv or .csv.gz). Default: the files already ingested,"
              + " else the sample.")
  private List<String> invoices = List.of();

  @Option(
      names = "--customers",
      paramLabel = "PATH",
      arity = "1..*",
      description = "Customer files, folders or globs (.csv or .csv.gz).")
  private List<String> customers = List.of();

  @Option(
      names = "--adjustments",
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "Manual MRR adjustments. CSV columns: customer, currency, from, to, mrr, reason, author.")
  private List<String> adjustments = List.of();

  @Option(
      names = "--source",
      paramLabel = "PROFILE",
      defaultValue = "stripe",
      description = "Source profile that maps the columns of the files. Default: ${DEFAULT-VALUE}.")
  private String source;

  /**
   * Returns the files to add to a warehouse that has files already: the named ones, never the
   * sample.
   */
  Sources.Named further() {
    return new Sources.Named(invoices, customers, adjustments);
  }

  /** Returns the files for an empty warehouse: the sample if no file is named. */
  Sources.Named first() {
    return new Sources.Named(invoices(), customers(), adjustments);
  }

  /** Returns the files for an empty warehouse if no export is named; otherwise empty. */
  Optional<Sources.Named> sample() {
    boolean namesNone = invoices.isEmpty() && customers.isEmpty();
    return namesNone ? Optional.of(first()) : Optional.empty();
  }

  List<String> invoices() {
    if (invoices.isEmpty() && !customers.isEmpty()) {
      throw UsageErrors.commandLine("--customers without --invoices", "tidemark", "--invoices");
    }
    return invoices.isEmpty() ? List.of(sample("invoices.csv")) : invoices;
  }

  List<String> customers() {
    return invoices.isEmpty() && customers.isEmpty() ? List.of(sample("customers.csv")) : customers;
  }

  List<String> adjustments() {
    return adjustments;
  }

  String source() {
    return source;
  }

  /**
   * Returns the size of the named files in bytes, as far as it can be determined from their names;
   * otherwise 0.
   */
  long bytes() {
    return InputSize.of(invoices) + InputSize.of(customers) + InputSize.of(adjustments);
  }

  private static String sample(String file) {
    return InstallDir.folder().resolve("data").resolve("sample").resolve(file).toString();
  }
}
