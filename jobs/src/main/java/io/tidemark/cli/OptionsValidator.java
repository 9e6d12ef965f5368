package io.tidemark.cli;

import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.errors.Problems;
import io.tidemark.source.Sources;
import io.tidemark.source.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * Validates options before any work starts. Separate from the options, because commands without
 * Hadoop on their class path read those.
 */
final class OptionsValidator {
  private OptionsValidator() {}

  /**
   * Returns the policy if everything else that the options name can also be read.
   *
   * @param taken provides the files to ingest
   * @throws io.tidemark.errors.UserError with all problems of policy, profile and paths
   */
  static Policy policy(InputOptions files, Supplier<Sources.Named> taken, PolicyOptions policy) {
    Problems problems = new Problems();
    Optional<Policy> valid = problems.attempt(policy::policy);
    problems.attempt(() -> Profile.parse(Profile.text(files.source())));
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    problems.attempt(taken);
    find(files.further(), hadoop, problems);
    valid
        .flatMap(settings -> settings.get(FxSettings.RATES))
        .ifPresent(rates -> Sources.find(List.of(rates), hadoop, problems));
    problems.refuse();
    return valid.orElseThrow();
  }

  private static void find(Sources.Named named, Configuration hadoop, Problems problems) {
    Sources.find(named.invoices(), hadoop, problems);
    Sources.find(named.customers(), hadoop, problems);
    Sources.find(named.adjustments(), hadoop, problems);
  }
}
