package io.tidemark.warehouse;

import io.tidemark.config.Policy;
import io.tidemark.config.Setting;
import io.tidemark.config.Settings;
import io.tidemark.errors.RunErrors;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/**
 * A published run with its policy.
 *
 * @param dataFrom creation of its first invoice
 * @param dataThrough creation of its last invoice; MRR after it is contracted
 * @param asOf the day of its headline figures
 */
public record RunPolicy(
    String runId, Instant dataFrom, Instant dataThrough, LocalDate asOf, Policy policy) {

  /**
   * Reads the policy of a run from its folder.
   *
   * @throws io.tidemark.errors.UserError if the version that published the run did not keep it
   */
  public static RunPolicy of(Path runFolder, String runId) {
    RunFingerprint basis =
        PrivateJson.read(runFolder.resolve(RunFingerprint.FILE), RunFingerprint.class)
            .orElseThrow(() -> RunErrors.notToBuildOn(runId, RunFingerprint.FILE));
    Map<String, String> settings = new TreeMap<>(basis.policy());
    settings.keySet().retainAll(Settings.all().stream().map(Setting::key).toList());
    return new RunPolicy(
        runId, basis.dataFrom(), basis.dataThrough(), basis.asOf(), Policy.of(settings));
  }

  /** Returns the time zone of business dates. */
  public ZoneId zone() {
    return policy.get(Settings.BUSINESS_TIME_ZONE);
  }

  public LocalDate dataFromDate() {
    return LocalDate.ofInstant(dataFrom, zone());
  }

  public LocalDate dataThroughDate() {
    return LocalDate.ofInstant(dataThrough, zone());
  }
}
