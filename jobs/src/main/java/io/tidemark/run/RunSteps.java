package io.tidemark.run;

import io.tidemark.config.Settings;
import io.tidemark.tables.IngestTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.Tables;
import java.util.HashMap;
import java.util.Map;

/** The steps of a run with their expected durations, from which its progress is estimated. */
final class RunSteps {
  /** Seconds of a step that is not listed below. */
  private static final double SHORT = 0.1;

  /** Seconds of the longer steps of a run of the sample. Only their proportions matter. */
  private static final Map<String, Double> LONG =
      Map.ofEntries(
          Map.entry("validating files", 2.5),
          Map.entry("invoice_records", 2.5),
          Map.entry("record totals", 2.0),
          Map.entry("metrics", 4.0),
          Map.entry("customer_daily_mrr", 1.5),
          Map.entry("customer_monthly_movements", 0.6),
          Map.entry("files", 2.5),
          Map.entry("proving", 0.6),
          Map.entry("relational", 1.5),
          Map.entry("report", 0.5),
          Map.entry("publishing", 1.0));

  private RunSteps() {}

  /**
   * Returns the steps by name, in seconds.
   *
   * @param previous the durations of the steps of the previous run; empty for the first run
   */
  static Map<String, Double> of(RunRequest request, Map<String, Double> previous) {
    Map<String, Double> steps = new HashMap<>(LONG);
    Tables.all().forEach(table -> steps.putIfAbsent(table.name(), SHORT));
    if (request.adjustments().isEmpty()) {
      steps.remove(IngestTables.ADJUSTMENT_RECORDS.name());
    }
    if (!request.policy().get(Settings.DAILY_EXPANSION)) {
      steps.remove(MrrTables.CUSTOMER_DAILY_MRR.name());
    }
    steps.putAll(previous);
    return steps;
  }
}
