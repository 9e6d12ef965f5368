package io.tidemark.tables;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MoneyTest {
  @TestFactory
  Stream<DynamicTest> minorUnitsHaveTheDecimalsOfTheirCurrency() {
    Dataset<Row> cases =
        TestSpark.session()
            .sql(
                """
                select * from values
                  (3125000L, 'EUR', '31250.0000'),
                  (1L, 'USD', '0.0100'),
                  (-1999L, 'EUR', '-19.9900'),
                  (5000L, 'JPY', '5000.0000'),
                  (1234L, 'KWD', '1.2340'),
                  (12345L, 'CLF', '1.2345'),
                  (99999999999999999L, 'EUR', '999999999999999.9900'),
                  (3125000L, null, '31250.0000'),
                  (cast(null as bigint), 'EUR', null)
                as cases (minor, currency, expected)
                """);
    List<Row> rows =
        cases.withColumn("major", Money.major(col("minor"), col("currency"))).collectAsList();
    return rows.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.get(0) + " of " + row.get(1),
                    () ->
                        assertThat(row.isNullAt(3) ? null : row.getDecimal(3).toPlainString())
                            .isEqualTo(row.getString(2))));
  }

  @Test
  void anUnknownCurrencyFails() {
    Dataset<Row> unknown = TestSpark.session().sql("select 1L as minor, 'QQQ' as currency");

    assertThatThrownBy(
            () -> unknown.select(Money.major(col("minor"), col("currency"))).collectAsList())
        .hasMessageContaining("no such currency: QQQ");
  }

  @Test
  void aTableIsPublishedWithoutTheSuffix() {
    Dataset<Row> customers =
        LiteralTable.of(
            StagingTables.CUSTOMERS,
            """
            customer_id | total_spend_minor
            cus_1       | 3125000
            """);

    Dataset<Row> published = Money.inMajorUnits(StagingTables.CUSTOMERS, customers);

    assertThat(published.columns()).contains("total_spend").doesNotContain("total_spend_minor");
    assertThat(published.select("total_spend").head().getDecimal(0))
        .isEqualTo(new BigDecimal("31250.0000"));
  }

  @Test
  void whatWasPublishedIsReadBackInMinorUnits() {
    Dataset<Row> days =
        LiteralTable.of(
            MrrTables.DAILY_MRR,
            """
            date       | currency | mrr_minor | arpa_minor
            2025-01-01 | EUR      | 3125001   |
            2025-01-02 | JPY      | 500       | 7
            2025-01-03 | KWD      | 1234      | 1
            """);

    Dataset<Row> published = Money.inMajorUnits(MrrTables.DAILY_MRR, days);

    assertThat(Money.inMinorUnits(MrrTables.DAILY_MRR, published).collectAsList())
        .isEqualTo(days.collectAsList());
  }

  @Test
  void peopleReadThousandsAndDecimals() {
    assertThat(Currencies.text(new BigDecimal("31250.0000"), "EUR")).isEqualTo("31,250.00 EUR");
    assertThat(Currencies.text(3125000L, "EUR")).isEqualTo("31,250.00 EUR");
    assertThat(Currencies.text(new BigDecimal("-5000"), "JPY")).isEqualTo("-5,000 JPY");
    assertThat(Currencies.scaled(new BigDecimal("1.2340"), "KWD")).hasToString("1.234");
    assertThatThrownBy(() -> Currencies.scaled(new BigDecimal("0.005"), "EUR"))
        .isInstanceOf(ArithmeticException.class);
  }
}
