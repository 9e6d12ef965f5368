package io.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audits;
import io.tidemark.audit.TableAudits;
import io.tidemark.config.Policy;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StatisticsTables;
import io.tidemark.testing.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A window of a simulated export through Spark: what is published adds up. */
class ForecastTest {
  @TempDir private static Path folder;

  private static Figures figures;

  @BeforeAll
  static void computeOnce() throws IOException {
    Instant from = Instant.parse("2023-01-01T00:00:00Z");
    Instant end = Instant.parse("2024-06-30T10:30:00Z");
    WorldOptions.of(5, 250, from, end)
        .withWindow(Instant.parse("2024-04-20T00:00:00Z"), end)
        .export(folder);
    Policy policy = Policy.of(Map.of("forecast.paths", "200", "forecast.horizon_days", "120"));
    figures =
        Figures.ofFiles(
            List.of(folder.resolve("invoices.csv").toString()),
            List.of(folder.resolve("customers.csv").toString()),
            policy);
  }

  @Test
  void quantilesAreInOrderAndTheBridgeAddsUp() {
    Dataset<Row> days = figures.table(StatisticsTables.MRR_FORECAST);

    assertThat(days.count()).isEqualTo(3L * 6 * (90 + 2));
    assertThat(
            days.where(
                    "NOT (p2_5_minor <= p10_minor AND p10_minor <= p50_minor"
                        + " AND p50_minor <= p90_minor AND p90_minor <= p97_5_minor)"
                        + " OR expected_minor <> committed_minor + at_renewal_minor"
                        + " + churn_minor + expansion_minor + new_minor")
                .count())
        .isZero();
  }

  @Test
  void scenariosHaveTheirNamesAndOneIsTheForecast() {
    Dataset<Row> last = figures.table(StatisticsTables.MRR_FORECAST).where("horizon_days = 90");

    assertThat(last.select("scenario", "is_headline").distinct().collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getBoolean(1))
        .containsExactlyInAnyOrder(
            "unseen_renewals_0.7 false",
            "unseen_renewals_0.8 true",
            "unseen_renewals_0.9 false",
            "no_new_customers false",
            "churn_2_points_higher false",
            "largest_customer_lost false");
    assertThat(last.where("scenario = 'no_new_customers' AND new_minor <> 0").count()).isZero();
    assertThat(
            last.as("other")
                .join(last.where("is_headline").as("base"), "currency")
                .where("other.is_converted = base.is_converted AND NOT other.is_headline")
                .where("other.scenario NOT LIKE 'unseen%'")
                .where("other.p50_minor >= base.p50_minor")
                .count())
        .isZero();
  }

  @Test
  void itBeginsWhereMrrIs() {
    Dataset<Row> tomorrow = figures.table(StatisticsTables.MRR_FORECAST).where("horizon_days = 1");

    assertThat(tomorrow.select("currency", "is_converted").distinct().count()).isEqualTo(3);
    assertThat(
            TableAudits.forecastBeginsAtMrr(
                figures.results().rows(StatisticsTables.MRR_FORECAST),
                figures.results().rows(MrrTables.DAILY_MRR)))
        .isEqualTo(new Audits.Result("forecast_begins_at_mrr", 0, null));
  }

  @Test
  void theBacktestSaysHowManyDaysAndWhichHorizonsCouldNotBeTried() {
    Dataset<Row> summed =
        figures
            .table(StatisticsTables.FORECAST_BACKTEST)
            .where("origin IS NULL AND currency = 'EUR' AND NOT is_converted");

    assertThat(summed.where("method = 'bottom_up' AND horizon_days = 7 AND origins >= 3").count())
        .isEqualTo(1);
    assertThat(summed.where("method = 'bottom_up' AND horizon_days >= 60 AND origins = 0").count())
        .isEqualTo(2);
    assertThat(summed.where("method IN ('flat', 'drift') AND crps IS NOT NULL").count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void risksHaveFigures() {
    Dataset<Row> risks = figures.table(StatisticsTables.FORECAST_RISKS);

    assertThat(risks.where("currency = 'EUR' AND NOT is_converted").select("risk").collectAsList())
        .extracting(row -> row.getString(0))
        .contains("concentration", "large_renewal_1", "new_business", "no_season")
        .doesNotHaveDuplicates();
    assertThat(risks.where("is_converted AND risk = 'currency_mix' AND share > 0.1").count())
        .isEqualTo(1);
    assertThat(risks.where("evidence NOT RLIKE '[0-9]'").count()).isZero();
    assertThat(
            risks
                .where("kind = 'risk'")
                .where(
                    "expected_loss_minor IS NULL OR probability NOT BETWEEN 0 AND 1"
                        + " OR customer_id IS NOT NULL AND NOT contains(what, customer_id)")
                .count())
        .isZero();
    assertThat(risks.where("kind = 'caveat' AND probability IS NOT NULL").count()).isZero();
  }

  @Test
  void driversOfALargeDayAddUpToItsChange() {
    Dataset<Row> days = figures.table(StatisticsTables.SIGNIFICANT_DAYS);
    Dataset<Row> drivers = figures.table(StatisticsTables.SIGNIFICANT_DAY_DRIVERS);
    Dataset<Row> added = drivers.groupBy("date", "currency", "is_converted").sum("change_minor");

    assertThat(added.count()).isPositive();
    assertThat(
            days.join(added, new String[] {"date", "currency", "is_converted"})
                .where("change_minor <> `sum(change_minor)`")
                .count())
        .isZero();
    assertThat(days.count()).isEqualTo(figures.table(MrrTables.DAILY_MRR).count() - 3);
  }
}
