package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.tables.MrrTables;
import io.tidemark.testing.TestSpark;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** A dollar is 0.50 euros through Mar 9, 0.40 from Mar 10 to 19, and 0.80 from Mar 20 on. */
class ConversionTest {
  private static final List<Row> RATES =
      List.of(rate("2024-12-31", "2"), rate("2025-03-10", "2.5"), rate("2025-03-20", "1.25"));

  private static final DataWindow MARCH =
      new DataWindow(
          Instant.parse("2025-03-01T08:00:00Z"),
          Instant.parse("2025-04-01T08:00:00Z"),
          LocalDate.of(2025, 3, 31),
          ZoneOffset.UTC);

  /** Customer, currency, first day, first day after, MRR in minor units. */
  private static final String NATIVE =
      """
      both    EUR 2025-03-01 2025-05-01  1000
      both    USD 2025-03-05 2025-03-12  2001
      grows   USD 2025-03-01 2025-03-10   100
      grows   USD 2025-03-10 2025-05-01   150
      hidden  USD 2025-03-01 2025-03-10   400
      hidden  USD 2025-03-10 2025-05-01   500
      leaves  USD 2025-03-02 2025-03-20   100
      """;

  @Test
  void atConstantRatesACustomerHasOneFigureInAllCurrencies() {
    assertThat(converted("constant"))
        .containsExactly(
            "both 2025-03-01 2025-03-05 1000",
            "both 2025-03-05 2025-03-12 2001",
            "both 2025-03-12 2025-05-01 1000",
            "grows 2025-03-01 2025-03-10 50",
            "grows 2025-03-10 2025-05-01 75",
            "hidden 2025-03-01 2025-03-10 200",
            "hidden 2025-03-10 2025-05-01 250",
            "leaves 2025-03-02 2025-03-20 50");
  }

  @Test
  void atDailyRatesMrrMovesWithTheRate() {
    assertThat(converted("daily"))
        .containsExactly(
            "both 2025-03-01 2025-03-05 1000",
            "both 2025-03-05 2025-03-10 2001",
            "both 2025-03-10 2025-03-12 1800",
            "both 2025-03-12 2025-05-01 1000",
            "grows 2025-03-01 2025-03-10 50",
            "grows 2025-03-10 2025-03-20 60",
            "grows 2025-03-20 2025-05-01 120",
            "hidden 2025-03-01 2025-03-10 200",
            "hidden 2025-03-10 2025-03-20 200",
            "hidden 2025-03-20 2025-05-01 400",
            "leaves 2025-03-02 2025-03-10 50",
            "leaves 2025-03-10 2025-03-20 40");
  }

  @Test
  void revaluationIsAMovementOfItsOwn() {
    assertThat(movements("daily"))
        .containsExactly(
            "both 2025-03-01 new 0 -> 1000",
            "both 2025-03-05 expansion 1000 -> 2001",
            "both 2025-03-10 fx 2001 -> 1800",
            "both 2025-03-12 contraction 1800 -> 1000",
            "grows 2025-03-01 new 0 -> 50",
            "grows 2025-03-10 expansion 40 -> 60",
            "grows 2025-03-10 fx 50 -> 40",
            "grows 2025-03-20 fx 60 -> 120",
            "hidden 2025-03-01 new 0 -> 200",
            "hidden 2025-03-10 expansion 160 -> 200",
            "hidden 2025-03-10 fx 200 -> 160",
            "hidden 2025-03-20 fx 200 -> 400",
            "leaves 2025-03-02 new 0 -> 50",
            "leaves 2025-03-10 fx 50 -> 40",
            "leaves 2025-03-20 churn 80 -> 0",
            "leaves 2025-03-20 fx 40 -> 80");
  }

  @Test
  void constantRatesRevalueNothing() {
    assertThat(movements("constant")).noneMatch(movement -> movement.contains(" fx "));
  }

  private static List<String> converted(String mode) {
    return convertedRows(mode).orderBy("customer_id", "valid_from").collectAsList().stream()
        .map(
            row ->
                "%s %s %s %s"
                    .formatted(
                        row.getAs("customer_id"),
                        row.getAs("valid_from"),
                        row.getAs("valid_to"),
                        row.getAs("mrr_minor")))
        .toList();
  }

  private static List<String> movements(String mode) {
    Dataset<Row> revaluations = Conversion.revaluations(nativeRows(), factors(mode), "EUR", MARCH);
    StructType customerId = new StructType().add("customer_id", DataTypes.StringType);
    Dataset<Row> noOne = TestSpark.session().createDataFrame(List.of(), customerId);
    return Movements.of(convertedRows(mode), revaluations, noOne, MARCH)
        .orderBy("customer_id", "date", "movement")
        .collectAsList()
        .stream()
        .map(
            row ->
                "%s %s %s %s -> %s"
                    .formatted(
                        row.getAs("customer_id"),
                        row.getAs("date"),
                        row.getAs("movement"),
                        row.getAs("mrr_before_minor"),
                        row.getAs("mrr_after_minor")))
        .toList();
  }

  private static Dataset<Row> convertedRows(String mode) {
    return Conversion.of(nativeRows(), factors(mode), "EUR");
  }

  private static Dataset<Row> factors(String mode) {
    Policy policy = Policy.of(Map.of("fx.mode", mode));
    List<Row> withWeekends = new ArrayList<>(RATES);
    for (String day : List.of("2025-02-27", "2025-03-05", "2025-03-15", "2025-03-29")) {
      BigDecimal stands =
          RATES.stream()
              .filter(row -> !row.getDate(1).toLocalDate().isAfter(LocalDate.parse(day)))
              .reduce((one, later) -> later)
              .orElseThrow()
              .getDecimal(2);
      withWeekends.add(rate(day, stands.toPlainString()));
    }
    List<Row> factors = ConversionFactors.of(withWeekends, List.of("EUR", "USD"), policy, MARCH);
    return TestSpark.session().createDataFrame(factors, ConversionFactors.SCHEMA);
  }

  private static Dataset<Row> nativeRows() {
    List<Row> rows = NATIVE.lines().map(line -> line.split(" +")).map(ConversionTest::row).toList();
    return TestSpark.session().createDataFrame(rows, MrrTables.CUSTOMER_MRR.schema());
  }

  private static Row row(String[] cells) {
    return RowFactory.create(
        cells[0],
        cells[1],
        false,
        Date.valueOf(cells[2]),
        Date.valueOf(cells[3]),
        Long.valueOf(cells[4]),
        0L,
        0L,
        0L,
        false);
  }

  private static Row rate(String day, String perEuro) {
    return RowFactory.create("USD", Date.valueOf(day), new BigDecimal(perEuro));
  }
}
