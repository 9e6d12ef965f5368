package io.tidemark.source.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.testing.Export;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ExchangeRateReaderTest {
  @TempDir private Path folder;

  @Test
  void everyDayAndCurrencyWithARateIsARow() {
    assertThat(
            read(
                "Date,USD,JPY,CYP,", "2025-01-03,1.0299,N/A,0.58,", "2025-01-02,1.0321,161.9,N/A,"))
        .extracting(Row::toString)
        .containsExactly(
            "[USD,2025-01-03,1.02990000]",
            "[USD,2025-01-02,1.03210000]",
            "[JPY,2025-01-02,161.90000000]");
  }

  @Test
  void theBundledRatesAreThoseOfTheBank() {
    List<Row> rates = ExchangeRateReader.read(Optional.empty(), new Configuration()).rows();

    assertThat(rates).hasSizeGreaterThan(30_000);
    assertThat(rates)
        .extracting(Row::toString)
        .contains("[USD,2024-12-31,1.03890000]", "[GBP,2025-01-02,0.83118000]");
  }

  @TestFactory
  Stream<DynamicTest> oneWrongCellRefusesTheFile() {
    return Stream.of(
            List.of("is not a valid rate for USD", "Date,USD", "2025-01-03,\"1,03\""),
            List.of("is not a valid rate for USD", "Date,USD", "2025-01-03,-1"),
            List.of("is not a valid rate for USD", "Date,USD", "2025-01-03,0"),
            List.of("is not a valid rate for USD", "Date,USD", "2025-01-03,"),
            List.of("is not a valid date", "Date,USD", "03.01.2025,1.03"),
            List.of("is not a valid date", "Date,USD", "2025-02-30,1.03"),
            List.of("Duplicate date 2025-01-03", "Date,USD", "2025-01-03,1.03", "2025-01-03,1.03"),
            List.of("Duplicate column \"USD\"", "Date,USD,USD", "2025-01-03,1.03,1.03"),
            List.of("1 fields, but the header has 2", "Date,USD", "2025-01-03"),
            List.of("not a header that starts with Date", "USD,Date", "1.03,2025-01-03"),
            List.of("no rate", "Date,USD", "2025-01-03,N/A"))
        .map(
            one ->
                DynamicTest.dynamicTest(
                    String.join(" / ", one),
                    () ->
                        assertThatThrownBy(
                                () -> read(one.subList(1, one.size()).toArray(String[]::new)))
                            .hasMessageContaining("RATES_INVALID")
                            .hasMessageContaining(one.get(0))));
  }

  private List<Row> read(String... lines) {
    String file = Export.write(folder, "rates.csv", lines);
    return ExchangeRateReader.read(Optional.of(file), new Configuration()).rows();
  }
}
