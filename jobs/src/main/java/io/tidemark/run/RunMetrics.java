package io.tidemark.run;

import io.tidemark.audit.CustomerAudits;
import io.tidemark.audit.DisplacedRevenue;
import io.tidemark.audit.Oddities;
import io.tidemark.audit.Reconciliation;
import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.forecast.Forecast;
import io.tidemark.insights.BiggestCustomers;
import io.tidemark.insights.Churn;
import io.tidemark.insights.Cohorts;
import io.tidemark.insights.Concentration;
import io.tidemark.insights.Coverage;
import io.tidemark.insights.DailyTotals;
import io.tidemark.insights.Metrics;
import io.tidemark.insights.MonthRange;
import io.tidemark.insights.MonthlyGrowth;
import io.tidemark.insights.PolicySensitivity;
import io.tidemark.insights.RenewalCalendar;
import io.tidemark.insights.Retention;
import io.tidemark.insights.Segments;
import io.tidemark.insights.VendorDefinitions;
import io.tidemark.insights.days.SignificantDays;
import io.tidemark.mrr.DataWindow;
import java.util.List;
import org.apache.spark.sql.Row;

/** Lists the metrics of a run. Each comes after the metrics whose tables it needs. */
public final class RunMetrics {
  private RunMetrics() {}

  /**
   * Returns the metrics.
   *
   * @param factors the rows of {@link io.tidemark.mrr.ConversionFactors#of}
   */
  public static Metrics of(DataWindow window, Policy policy, List<Row> factors) {
    MonthRange months = MonthRange.of(window);
    String reporting = policy.get(FxSettings.REPORTING_CURRENCY);
    return new Metrics(
        List.of(
            new DailyTotals(months, reporting),
            new SignificantDays(policy, window),
            new Coverage(window),
            new Churn(months, reporting),
            new MonthlyGrowth(months, window.settledThrough(policy)),
            new Cohorts(months),
            new Segments(months),
            new Concentration(months),
            new BiggestCustomers(),
            new RenewalCalendar(),
            new Retention(),
            new PolicySensitivity(policy, window),
            new VendorDefinitions(months),
            new Reconciliation(policy.get(Settings.AMOUNT)),
            new DisplacedRevenue(),
            new Oddities(),
            new CustomerAudits(),
            new Forecast(window, policy, factors)));
  }
}
