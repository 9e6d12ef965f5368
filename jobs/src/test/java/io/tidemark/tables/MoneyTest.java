package io.tidemark.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testing.TestSpark;
import java.math.BigDecimal;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  private static final Table PRICES =
      Table.named("prices")
          .onePer("currency")
          .key("currency")
          .column("currency", Table.STRING, "ISO 4217")
          .column("price_minor", Table.LONG, "Per month, minor units")
          .build();

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @DisplayName("An amount in major units has the decimals of its currency")
  @CsvSource({
    "3125000, EUR, 31250.0000",
    "1, USD, 0.0100",
    "-1999, EUR, -19.9900",
    "5000, JPY, 5000.0000",
    "1234, KWD, 1.2340",
    "12345, CLF, 1.2345",
    "99999999999999999, EUR, 999999999999999.9900",
    "3125000, , 31250.0000",
  })
  void major(long minor, String currency, String expected) {
    assertThat(Money.major(minor, currency).toPlainString()).isEqualTo(expected);
  }

  @Test
  @DisplayName("A published amount has no suffix _minor and is a decimal")
  void published() {
    assertThat(Money.publishedName("total_spend_minor")).isEqualTo("total_spend");
    assertThat(Money.publishedSchema(StagingTables.CUSTOMERS).apply("total_spend").dataType())
        .isEqualTo(Money.MAJOR);
  }

  @Test
  @DisplayName("Published amounts are read back in minor units of their currency")
  void minor() {
    Dataset<Row> published =
        published("('EUR', 31250.0100), ('JPY', 500.0000), ('KWD', 1.2340), (null, 7.0100)");

    assertThat(
            Money.inMinorUnits(PRICES, published)
                .select("price_minor")
                .as(Encoders.LONG())
                .collectAsList())
        .containsExactly(3125001L, 500L, 1234L, 701L);
  }

  @Test
  @DisplayName("An unknown currency fails the query")
  void unknownCurrency() {
    assertThatThrownBy(
            () -> Money.inMinorUnits(PRICES, published("('QQQ', 1.0000)")).collectAsList())
        .hasMessageContaining("no such currency: QQQ");
  }

  private static Dataset<Row> published(String rows) {
    return TestSpark.session()
        .sql(
            "select currency, cast(price as decimal(19, 4)) as price from values "
                + rows
                + " as t (currency, price)");
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
