package io.tidemark.outputs;

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
 * A published run and the rules it was computed by.
 *
 * @param dataFrom creation of its first invoice
 * @param dataThrough creation of its last one; what is later is contracted
 * @param asOf the day its headline is of
 */
record RunRules(
    String runId, Instant dataFrom, Instant dataThrough, LocalDate asOf, Policy policy) {

  /**
   * Reads them from the folder of a run.
   *
   * @throws io.tidemark.errors.UserError where the run was published by a version that kept none
   */
  static RunRules of(Path runFolder, String runId) {
    Basis basis =
        OwnJson.read(runFolder.resolve(Basis.FILE), Basis.class)
            .orElseThrow(() -> RunErrors.notToBuildOn(runId, Basis.FILE));
    Map<String, String> settings = new TreeMap<>(basis.policy());
    settings.keySet().retainAll(Settings.all().stream().map(Setting::key).toList());
    return new RunRules(
        runId, basis.dataFrom(), basis.dataThrough(), basis.asOf(), Policy.of(settings));
  }

  /** The zone of business dates. */
  ZoneId zone() {
    return policy.get(Settings.BUSINESS_TIME_ZONE);
  }

  LocalDate dataFromDate() {
    return LocalDate.ofInstant(dataFrom, zone());
  }

  LocalDate dataThroughDate() {
    return LocalDate.ofInstant(dataThrough, zone());
  }
}
