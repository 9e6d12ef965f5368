package io.tidemark.run;

import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static io.tidemark.tables.MrrTables.MRR_LAYERS;
import static io.tidemark.tables.StagingTables.ADJUSTMENTS;
import static io.tidemark.tables.StatisticsTables.MRR_FORECAST;

import io.tidemark.audit.Audit;
import io.tidemark.audit.Audits;
import io.tidemark.audit.CustomerAudits;
import io.tidemark.audit.TableAudits;
import io.tidemark.errors.Errors;
import io.tidemark.insights.Results;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.BackgroundWork;
import io.tidemark.warehouse.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The audits that a run must pass before it is published.
 *
 * @param unbalanced currencies whose books do not balance
 */
record RunAudits(List<String> unbalanced, List<Audits.Result> uniqueKeys, List<Audit> audits) {

  /**
   * Returns the audits of the tables of a run.
   *
   * @param tables as published
   */
  static List<Audit> audits(Pipeline.DailyResult result, Map<Table, Dataset<Row>> tables) {
    Results metrics = result.insights();
    List<Row> daily = metrics.rows(DAILY_MRR);
    List<Audit> audits = new ArrayList<>();
    audits.add(Audits.adjustmentsAreLayers(tables.get(ADJUSTMENTS), tables.get(MRR_LAYERS)));
    audits.add(CustomerAudits.intervalsDoNotOverlap(metrics));
    result
        .days()
        .map(days -> TableAudits.customersAddUpToDays(BackgroundWork.result(days).days(), daily))
        .ifPresent(audits::add);
    audits.add(CustomerAudits.movementsExplainDays(metrics));
    audits.add(TableAudits.movementsExplainDays(daily));
    audits.addAll(TableAudits.ofInsights(metrics));
    audits.add(TableAudits.forecastBeginsAtMrr(metrics.rows(MRR_FORECAST), daily));
    audits.add(TableAudits.headlineIsMrr(metrics, result.window().asOf()));
    return audits;
  }

  /**
   * Runs the audits.
   *
   * @return the audits performed
   * @throws io.tidemark.errors.UserError if the books do not balance or an audit fails
   */
  List<Manifest.Check> checks() {
    if (!unbalanced.isEmpty()) {
      throw Errors.unbalanced(unbalanced);
    }
    List<Audits.Result> results = new ArrayList<>(uniqueKeys);
    results.addAll(Audits.results(audits));
    List<Audits.Result> failed = results.stream().filter(Audits.Result::isFailure).toList();
    if (!failed.isEmpty()) {
      Audits.Result first = failed.get(0);
      throw Errors.auditFailed(first.name(), first.offenders(), first.example());
    }
    return results.stream()
        .map(result -> new Manifest.Check(result.name(), result.offenders()))
        .toList();
  }
}
