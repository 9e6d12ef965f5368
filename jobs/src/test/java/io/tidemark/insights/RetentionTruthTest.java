package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.simulate.Rates;
import io.tidemark.simulate.TestRates;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.tables.InsightTables;
import io.tidemark.testing.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Monthly subscriptions of which 6 % end with each cycle, for two years, seen through the last four
 * months: survival is 0.94 to the power of the renewal, within its interval for nine numbers in
 * ten. Most began before the window, so it has to tell how many renewals they had behind them, and
 * not to take them for survivors.
 */
class RetentionTruthTest {
  private static final Instant FROM = Instant.parse("2022-10-01T00:00:00Z");
  private static final Instant WINDOW_FROM = Instant.parse("2024-06-10T00:00:00Z");
  private static final Instant TO = Instant.parse("2024-10-10T10:30:00Z");
  private static final double LEFT_OF_EACH = 0.94;

  @TempDir private static Path folder;

  @Test
  void survivalIsWithinItsInterval() throws IOException {
    Rates uneventful = TestRates.uneventful();
    Rates rates =
        new Rates(
            uneventful.changes(),
            new Rates.Endings(1 - LEFT_OF_EACH, 0, 0, 0),
            uneventful.payments(),
            uneventful.mix());
    WorldOptions.of(11, 1_200, FROM, TO)
        .withWindow(WINDOW_FROM, TO)
        .withRates(rates)
        .export(folder);
    Figures figures =
        Figures.ofFiles(
            List.of(folder.resolve("invoices.csv").toString()),
            List.of(folder.resolve("customers.csv").toString()),
            Policy.defaults());
    List<Row> rows =
        figures
            .table(InsightTables.RETENTION_BY_RENEWAL)
            .where("not is_extrapolated")
            .collectAsList();

    int within = 0;
    for (Row row : rows) {
      double truth = Math.pow(LEFT_OF_EACH, row.<Integer>getAs("renewal_number"));
      double off = Math.abs(truth - row.<Double>getAs("survival"));
      double low = row.getAs("survival_low");
      double high = row.getAs("survival_high");
      assertThat(off).as(row.toString()).isLessThan(3 * row.<Double>getAs("standard_error"));
      within += low < truth && truth < high ? 1 : 0;
    }
    assertThat(rows.size()).isGreaterThan(15);
    assertThat(within).isGreaterThanOrEqualTo(rows.size() * 9 / 10);
  }
}
