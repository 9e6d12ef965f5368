package io.tidemark.mrr;

import static io.tidemark.tables.MrrTables.CUSTOMER_DAILY_MRR;
import static io.tidemark.tables.MrrTables.MRR_MOVEMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audits;
import io.tidemark.config.Policy;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.source.rates.ExchangeRateReader;
import io.tidemark.tables.Table;
import io.tidemark.testing.ConversionOracle;
import io.tidemark.testing.ConversionOracle.Rate;
import io.tidemark.testing.DailyOracle.CustomerDay;
import io.tidemark.testing.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Converted figures of a world, against the same in SQL from its native customer days. */
class ConversionAgreesWithOracleTest {
  private static final List<Rate> RATES =
      ExchangeRateReader.read(Optional.empty(), new Configuration()).rows().stream()
          .map(row -> new Rate(row.getString(0), row.getDate(1).toLocalDate(), row.getDecimal(2)))
          .toList();

  @TempDir private static Path export;

  /** Customers of two currencies. */
  @BeforeAll
  static void simulate() throws IOException {
    Instant from = Instant.parse("2023-01-01T00:00:00Z");
    Instant to = Instant.parse("2024-12-20T10:00:00Z");
    WorldOptions world = WorldOptions.of(77, 60, from, to);
    world.withWindow(Instant.parse("2024-06-01T00:00:00Z"), to).export(export);
  }

  @Test
  void dailyRatesInEuros() throws SQLException {
    List<String> movements = agree(Map.of("fx.mode", "daily"), "EUR", null);

    assertThat(movements.stream().filter(text -> text.contains(" fx "))).hasSizeGreaterThan(1_000);
  }

  @Test
  void constantRatesInPounds() throws SQLException {
    Map<String, String> settings =
        Map.of("reporting_currency", "GBP", "fx.constant_on", "2024-12-08");
    List<String> movements = agree(settings, "GBP", LocalDate.of(2024, 12, 8));

    assertThat(movements).noneMatch(text -> text.contains(" fx "));
  }

  /** The movements of Spark, which are those of the oracle. */
  private static List<String> agree(
      Map<String, String> settings, String reporting, LocalDate constantOn) throws SQLException {
    Figures figures =
        Figures.ofFiles(
            List.of(export.resolve("invoices.csv").toString()),
            List.of(export.resolve("customers.csv").toString()),
            Policy.of(settings));
    List<CustomerDay> nativeDays =
        rows(figures, CUSTOMER_DAILY_MRR, "NOT is_converted").stream()
            .map(
                row ->
                    new CustomerDay(
                        row.getDate(0).toLocalDate(),
                        row.getString(1),
                        row.getString(2),
                        row.getAs("mrr_minor")))
            .toList();
    try (ConversionOracle oracle = ConversionOracle.of(nativeDays, RATES, reporting, constantOn)) {
      List<String> customerDays =
          rows(figures, CUSTOMER_DAILY_MRR, "is_converted").stream()
              .map(row -> row.get(0) + " " + row.get(1) + " " + row.getAs("mrr_minor"))
              .toList();
      List<String> movements =
          rows(figures, MRR_MOVEMENTS, "is_converted").stream()
              .map(ConversionAgreesWithOracleTest::movement)
              .toList();

      assertThat(customerDays.size()).isGreaterThan(4_000);
      assertThat(sorted(customerDays)).isEqualTo(sorted(oracle.customerDays()));
      assertThat(sorted(movements)).isEqualTo(sorted(oracle.movements()));
      assertThat(figures.audits()).filteredOn(Audits.Result::isFailure).isEmpty();
      return movements;
    }
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  private static List<Row> rows(Figures figures, Table table, String condition) {
    return figures.table(table).where(condition).collectAsList();
  }

  private static String movement(Row row) {
    String movement = row.getAs("movement");
    boolean isAppearance = List.of("new", "opening", "reactivation").contains(movement);
    return String.join(
        " ",
        row.get(0).toString(),
        row.getString(1),
        isAppearance ? "appearance" : movement,
        row.getAs("change_minor").toString());
  }
}
