package io.tidemark.cli;

import io.tidemark.config.Policy;
import io.tidemark.errors.Errors;
import io.tidemark.errors.Problems;
import io.tidemark.source.Profile;
import io.tidemark.source.Sources;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import picocli.CommandLine.Option;

/** The files of a command; the sample where none is named. */
final class InputOptions {
  @Option(
      names = "--invoices",
      paramLabel = "PATH",
      arity = "1..*",
      description = "Invoice files, folders or globs: .csv or .csv.gz; default: the sample.")
  private List<String> invoices = List.of();

  @Option(
      names = "--customers",
      paramLabel = "PATH",
      arity = "1..*",
      description = "Customer files, folders or globs: .csv or .csv.gz.")
  private List<String> customers = List.of();

  @Option(
      names = "--source",
      paramLabel = "PROFILE",
      defaultValue = "stripe",
      description = "Profile that maps the files' columns; default: ${DEFAULT-VALUE}.")
  private String source;

  List<String> invoices() {
    if (invoices.isEmpty() && !customers.isEmpty()) {
      throw Errors.commandLine("--customers without --invoices", "tidemark", "--invoices");
    }
    return invoices.isEmpty() ? List.of(sample("invoices.csv")) : invoices;
  }

  List<String> customers() {
    return invoices.isEmpty() && customers.isEmpty() ? List.of(sample("customers.csv")) : customers;
  }

  String source() {
    return source;
  }

  /**
   * The policy, where everything else these options name can be read as well.
   *
   * @throws io.tidemark.errors.UserError with all that is wrong with policy, profile and paths
   */
  Policy valid(PolicyOptions policy) {
    Problems problems = new Problems();
    Optional<Policy> valid = problems.attempt(policy::policy);
    problems.attempt(() -> Profile.parse(Profile.text(source)));
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    problems.attempt(() -> Sources.find(invoices(), hadoop, problems));
    Sources.find(customers(), hadoop, problems);
    problems.refuse();
    return valid.orElseThrow();
  }

  private static String sample(String file) {
    return Home.folder().resolve("data").resolve("sample").resolve(file).toString();
  }
}
