package io.tidemark;

import static io.tidemark.tables.ComparisonTables.POLICY_SENSITIVITY;
import static io.tidemark.tables.MrrTables.CUSTOMER_DAILY_MRR;
import static io.tidemark.tables.MrrTables.CUSTOMER_MRR;
import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static io.tidemark.tables.MrrTables.MRR_LAYERS;
import static io.tidemark.tables.MrrTables.MRR_MOVEMENTS;
import static io.tidemark.tables.StagingTables.ADJUSTMENTS;
import static io.tidemark.tables.StatisticsTables.MRR_FORECAST;

import io.tidemark.audit.Audit;
import io.tidemark.audit.Audits;
import io.tidemark.audit.InsightAudits;
import io.tidemark.errors.Errors;
import io.tidemark.mrr.DailyMrr;
import io.tidemark.outputs.Manifest;
import io.tidemark.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a run has to prove before anyone sees it.
 *
 * @param unbalanced currencies whose books do not balance
 */
record Proof(List<String> unbalanced, List<Audits.Result> uniqueKeys, List<Audit> audits) {

  /** What must hold of the tables of a run. */
  static List<Audit> audits(Pipeline.Books books, Map<Table, Dataset<Row>> tables) {
    Dataset<Row> layers = tables.get(MRR_LAYERS);
    Dataset<Row> customerMrr = tables.get(CUSTOMER_MRR);
    Dataset<Row> daily = tables.get(DAILY_MRR);
    Dataset<Row> customerDaily =
        Optional.ofNullable(tables.get(CUSTOMER_DAILY_MRR))
            .orElseGet(() -> DailyMrr.byCustomer(customerMrr, books.window()));
    List<Audit> audits = new ArrayList<>();
    audits.add(Audits.adjustmentsAreLayers(tables.get(ADJUSTMENTS), layers));
    audits.add(Audits.intervalsDoNotOverlap(customerMrr));
    audits.add(Audits.customersAddUpToDays(customerDaily, daily));
    audits.add(Audits.movementsExplainCustomers(tables.get(MRR_MOVEMENTS), customerMrr));
    audits.add(Audits.movementsExplainDays(daily));
    audits.addAll(InsightAudits.of(tables));
    audits.add(InsightAudits.forecastBeginsAtMrr(tables.get(MRR_FORECAST), daily));
    audits.add(
        InsightAudits.headlineIsMrr(tables.get(POLICY_SENSITIVITY), daily, books.window().asOf()));
    return audits;
  }

  /**
   * Proves it.
   *
   * @return what was checked
   * @throws io.tidemark.errors.UserError where the books do not balance or an audit fails
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
