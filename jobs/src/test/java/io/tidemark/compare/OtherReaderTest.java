package io.tidemark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.errors.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other systems in their formats, with mistakes, and with other headers. */
class OtherReaderTest {
  private static final YearMonth MAY = YearMonth.of(2024, 5);
  private static final YearMonth JUNE = YearMonth.of(2024, 6);

  @TempDir private Path folder;

  @Test
  @DisplayName("Stripe's report has a column for each month; several rows of a customer add up")
  void readStripe() {
    OtherFile file =
        read(
            OtherFormat.STRIPE,
            """
            Customer ID,Customer,Customer Email,Currency,2024-05,2024-06
            cus_1,Ada,ada@example.com,usd,10.00,12.5
            cus_1,Ada,ada@example.com,usd,1.00,
            cus_2,Bob,bob@example.com,jpy,0,300
            """);

    assertThat(file.mrrMinor("cus_1", "USD", MAY)).isEqualTo(1100);
    assertThat(file.mrrMinor("cus_1", "USD", JUNE)).isEqualTo(1250);
    assertThat(file.mrrMinor("cus_2", "JPY", JUNE)).isEqualTo(300);
    assertThat(file.months()).containsExactly(MAY, JUNE);
    assertThat(file.rejects()).isEmpty();
  }

  @Test
  @DisplayName("ChartMogul's MRR movements add up to the MRR at the end of each month, in cents")
  void readChartMogul() {
    OtherFile file =
        read(
            OtherFormat.CHARTMOGUL,
            """
            DATE,CUSTOMER_NAME,MRR_MOVEMENT,MRR,MOVEMENT_TYPE,CURRENCY_CODE,CUSTOMER_EXTERNAL_ID
            2024-04-03 10:00:00,Ada,5000,5000,new_biz,USD,cus_1
            2024-04-20 10:00:00,Ada,-1000,4000,contraction,USD,cus_1
            2024-06-01 00:00:00,Ada,-4000,0,churn,USD,cus_1
            """);

    assertThat(file.mrrMinor("cus_1", "EUR", YearMonth.of(2024, 4))).isEqualTo(4000);
    assertThat(file.mrrMinor("cus_1", "EUR", MAY)).isEqualTo(4000);
    assertThat(file.mrrMinor("cus_1", "EUR", JUNE)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-06",
        "2024-06-30",
        "2024-06-30T23:00:00Z",
        "Jun 2024",
        "june 2024",
        "06/2024"
      })
  @DisplayName("A month is read in several notations")
  void readMonths(String month) {
    OtherFile file = read(OtherFormat.GENERIC, "customer,month,mrr\ncus_1," + month + ",7.00\n");

    assertThat(file.mrrMinor("cus_1", "EUR", JUNE)).isEqualTo(700);
  }

  @ParameterizedTest
  @CsvSource({
    "7.00, 700",
    "7, 700",
    "'1,234.50', 123450",
    "33.333333, 3333",
    "-0.005, -1",
    "0.005, 1"
  })
  @DisplayName("An amount is rounded to the minor unit, halves away from zero")
  void readAmounts(String amount, long minor) {
    OtherFile file =
        read(OtherFormat.GENERIC, "customer;month;mrr\ncus_1;2024-06;" + amount + "\n");

    assertThat(file.mrrMinor("cus_1", "EUR", JUNE)).isEqualTo(minor);
  }

  @Test
  @DisplayName("A decimal comma is found from the other amounts of the file")
  void readDecimalCommas() {
    OtherFile file =
        read(OtherFormat.GENERIC, "customer;month;mrr\na;2024-06;1.234\nb;2024-06;0,50\n");

    assertThat(file.mrrMinor("a", "EUR", JUNE)).isEqualTo(123_400);
    assertThat(file.mrrMinor("b", "EUR", JUNE)).isEqualTo(50);
  }

  @Test
  @DisplayName("Headers, the month, the currency and minor units can be given")
  void readOtherHeaders() {
    OtherOptions options =
        new OtherOptions(
            OtherFormat.GENERIC,
            Map.of("customer", "Account", "mrr", "Monthly"),
            JUNE,
            "USD",
            true);

    OtherFile file = read(options, "account,monthly\ncus_1,1999\n");

    assertThat(file.mrrMinor("cus_1", "USD", JUNE)).isEqualTo(1999);
  }

  @Test
  @DisplayName("A row that cannot be read is counted under a reason, with its first example")
  void countRejects() {
    OtherFile file =
        read(
            OtherFormat.GENERIC,
            """
            customer,month,currency,mrr
            cus_1,2024-06,EUR,7.00
            ,2024-06,EUR,7.00
            cus_2,2024-13,EUR,7.00
            cus_2,05/06/2024,EUR,7.00
            cus_2,2024-06,EURO,7.00
            cus_2,2024-06,EUR,seven
            cus_2,2024-06,EUR,
            cus_2,2024-06
            """);

    assertThat(file.rows()).isEqualTo(8);
    assertThat(file.rejects())
        .extracting(RejectedRow::reason, RejectedRow::rows, RejectedRow::line, RejectedRow::example)
        .containsExactly(
            tuple("FIELDS_MISSING", 1L, 9L, "cus_2,2024-06"),
            tuple("CUSTOMER_EMPTY", 1L, 3L, ",2024-06,EUR,7.00"),
            tuple("MONTH_INVALID", 2L, 4L, "2024-13"),
            tuple("CURRENCY_UNKNOWN", 1L, 6L, "EURO"),
            tuple("AMOUNT_INVALID", 2L, 7L, "seven"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                            | FILE_EMPTY
          'name,mrr'                                    | HEADER_MISSING_COLUMN
          'customer,month'                              | HEADER_MISSING_COLUMN
          'customer,mrr'                                | HEADER_MISSING_COLUMN
          'customer,Customer,month,mrr'                 | HEADER_DUPLICATE
          'customer,month,mrr'                          | FILES_REFUSED
          'customer,month,mrr^cus_1,2024-13,1'          | FILES_REFUSED
          'customer;month;mrr^a;2024-06;1.5^b;2024-06;1,5' | DECIMAL_MIXED
          'customer,month,mrr^"cus_1,2024-06,1'         | QUOTE_UNTERMINATED
          """)
  @DisplayName("A file that cannot be read as a whole is refused")
  void refuseFiles(String text, String code) {
    assertThatThrownBy(() -> read(OtherFormat.GENERIC, text.replace('^', '\n')))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(code + ": ");
  }

  @Test
  @DisplayName("A file in another encoding or without read permission is refused")
  void refuseBinaryFiles() throws IOException {
    Path utf16 = Files.write(folder.resolve("a.csv"), "customer".getBytes(StandardCharsets.UTF_16));
    OtherOptions options = options(OtherFormat.GENERIC);

    assertThatThrownBy(() -> OtherReader.read(utf16, options, "EUR", JUNE))
        .hasMessageStartingWith("ENCODING_UTF16: ");
    assertThatThrownBy(() -> OtherReader.read(folder.resolve("none.csv"), options, "EUR", JUNE))
        .hasMessageStartingWith("PATH_UNREADABLE: ");
  }

  @Test
  @DisplayName("Invalid options are refused together")
  void refuseOptions() {
    assertThatThrownBy(
            () -> new OtherOptions(OtherFormat.GENERIC, Map.of("name", "x"), null, "EURO", false))
        .hasMessageContaining("--column: \"name\" must be one of")
        .hasMessageContaining("--currency: \"EURO\" must be an ISO 4217 currency");
  }

  private OtherFile read(OtherFormat format, String text) {
    return read(options(format), text);
  }

  private OtherFile read(OtherOptions options, String text) {
    try {
      Path file = Files.writeString(folder.resolve("other.csv"), text);
      return OtherReader.read(file, options, options.currency() == null ? "EUR" : "USD", JUNE);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static OtherOptions options(OtherFormat format) {
    return new OtherOptions(format, Map.of(), null, null, false);
  }
}
