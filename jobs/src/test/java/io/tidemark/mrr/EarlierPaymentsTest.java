package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts the payments a customer made before the files. */
class EarlierPaymentsTest {
  private static final DataWindow WINDOW =
      new DataWindow(
          Instant.parse("2024-01-01T08:00:00Z"),
          Instant.parse("2024-09-01T00:00:00Z"),
          LocalDate.parse("2024-08-31"),
          ZoneOffset.UTC);

  @ParameterizedTest
  @DisplayName(
      "An invoice shows a payment if something was paid; a paid one without the amount does")
  @CsvSource({
    "PAID,          3000, 3000, true",
    "PAID,          3000,    0, false",
    "OPEN,          3000,  500, true",
    "PAID,          3000,     , true",
    "OPEN,          3000,     , false",
    "VOID,          3000,     , false",
    "UNCOLLECTIBLE, 3000,     , false",
    "PAID,             0,     , false"
  })
  void isPayment(InvoiceStatus status, long totalMinor, Long amountPaidMinor, boolean expected) {
    assertThat(EarlierPayments.isPayment(status, totalMinor, amountPaidMinor)).isEqualTo(expected);
  }

  @ParameterizedTest
  @DisplayName("A customer created on the first day of the data, or later, paid nothing before")
  @CsvSource({
    "2023-12-31T23:59:59Z, 5, 2, 3",
    "2024-01-01T07:00:00Z, 5, 2, 0",
    "2024-06-01T09:00:00Z, 5, 2, 0",
    "                    , 5, 2, 3",
    "2023-12-31T23:59:59Z,  , 2,  ",
    "2024-06-01T09:00:00Z,  , 2, 0",
    "2023-12-31T23:59:59Z, 0, 1, 0"
  })
  void earlierPayments(Instant createdAt, Long paymentCount, long shown, Long expected) {
    assertThat(EarlierPayments.of(createdAt, paymentCount, shown, WINDOW)).isEqualTo(expected);
  }
}
