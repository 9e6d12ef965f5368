package io.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.source.csv.PlainReader;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.Profile;
import io.tidemark.testing.Export;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The amounts of a column, each with its currency, in minor units or with its reject reason. */
class AmountsTest {
  private static final String HEADER =
      "invoice_id;customer_id;subscription_id;currency;status;created_at;service_start;service_end;total";

  @TempDir private Path folder;

  @Test
  @DisplayName("Thousands separators in groups of three are read")
  void thousandsSeparators() {
    assertThat(read("eur 39.00", "eur 12,000.00", "eur -1,234,567.89", "eur 1,000,000.00"))
        .containsExactly("3900", "1200000", "-123456789", "100000000");
    assertThat(read("eur 39,00", "eur 12.000,00", "eur 1.000.000,00"))
        .containsExactly("3900", "1200000", "100000000");
    assertThat(read("eur 39,00", "eur 1 234,50", "chf 1'234,50", "eur 1\u00a0234\u00a0567,00"))
        .containsExactly("3900", "123450", "123450", "123456700");
    assertThat(read("kwd 12,345.500", "clf 1,234.5000", "jpy 1,234,567"))
        .containsExactly("12345500", "12345000", "1234567");
  }

  @Test
  @DisplayName(
      "One separator before three digits is read where the column has the other decimal sign")
  void thousandsWithoutDecimals() {
    assertThat(read("eur 39.00", "eur 12,000", "jpy 12,000"))
        .containsExactly("3900", "1200000", "12000");
    assertThat(read("eur 39,50", "eur 12.000", "jpy 12.000"))
        .containsExactly("3950", "1200000", "12000");
    assertThat(read("eur 39", "eur 12,000", "jpy 12,000", "jpy 12.000"))
        .containsExactly("3900", "AMOUNT_SCALE", "AMOUNT_SCALE", "AMOUNT_SCALE");
    assertThat(read("eur 39,50", "eur 12,000")).containsExactly("3950", "AMOUNT_SCALE");
    assertThat(read("kwd 12,500", "kwd 1,250")).containsExactly("12500", "1250");
  }

  @Test
  @DisplayName("Groups that are not of three digits are refused")
  void brokenGroups() {
    assertThat(
            read(
                "eur 39.00",
                "eur 12,00.00",
                "eur 1,2345.00",
                "eur 1234,567.00",
                "eur ,123.00",
                "eur 012,345.00",
                "eur 1,234 567.00",
                "eur 1,,234.00",
                "eur 12,345."))
        .containsExactly(
            "3900",
            "AMOUNT_FORMAT",
            "AMOUNT_FORMAT",
            "AMOUNT_FORMAT",
            "AMOUNT_FORMAT",
            "AMOUNT_FORMAT",
            "AMOUNT_FORMAT",
            "AMOUNT_FORMAT",
            "AMOUNT_FORMAT");
  }

  @Test
  @DisplayName("Zeros beyond the decimals of the currency are none")
  void trailingZeros() {
    assertThat(
            read("jpy 1500.0", "isk 5000.00", "jpy 7.0000", "eur 30.0", "eur 30.0000", "jpy 0.0"))
        .containsExactly("1500", "5000", "7", "3000", "3000", "0");
    assertThat(read("jpy 1500.5", "isk 5000.01", "eur 30.001", "eur 30.00001", "jpy 5.000"))
        .containsExactly(
            "AMOUNT_SCALE", "AMOUNT_SCALE", "AMOUNT_SCALE", "AMOUNT_SCALE", "AMOUNT_SCALE");
  }

  @Test
  @DisplayName("An amount without decimals is refused in a column that pads its decimals")
  void lostDecimalSign() {
    assertThat(read("eur 39.00", "eur 39.00", "eur 39.00", "eur 4602"))
        .containsExactly("3900", "3900", "3900", "AMOUNT_DECIMALS");
    assertThat(read("eur 39.00", "eur 39.00", "eur 39.00", "eur 4602", "eur 39.5"))
        .containsExactly("3900", "3900", "3900", "AMOUNT_DECIMALS", "3950");
    assertThat(read("eur 39.0", "eur 46.0", "eur 12.5", "eur 4602"))
        .containsExactly("3900", "4600", "1250", "AMOUNT_DECIMALS");
  }

  @Test
  @DisplayName("An amount without decimals is read in a column that drops zeros")
  void droppedZeros() {
    assertThat(read("eur 39.5", "eur 46.02", "eur 12.5", "eur 4602"))
        .containsExactly("3950", "4602", "1250", "460200");
  }

  /** The totals of invoices, each given as {@code currency amount}. */
  private List<String> read(String... amounts) {
    List<String> lines =
        Stream.of(amounts)
            .map(amount -> amount.split(" ", 2))
            .map(
                amount ->
                    "in_%s;cus_1;sub_1;%s;paid;2025-01-05 9:07;2025-01-05 9:07;2025-02-05 9:07;%s"
                        .formatted(amount[1].hashCode(), amount[0], amount[1]))
            .toList();
    String[] file = Stream.concat(Stream.of(HEADER), lines.stream()).toArray(String[]::new);
    Profile generic = Profile.parse(Profile.text("generic"));
    return PlainReader.rows(Export.write(folder, "amounts.csv", file), generic).stream()
        .map(AmountsTest::text)
        .toList();
  }

  private static String text(Row row) {
    List<String> reasons = PlainReader.reasons(row);
    int total = FileKind.INVOICES.indexOf("total_minor");
    return reasons.isEmpty()
        ? PlainReader.values(row).split(" \\| ", -1)[total]
        : String.join(", ", reasons);
  }
}
