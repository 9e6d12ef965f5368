package io.tidemark.insights;

import static io.tidemark.mrr.LiteralLayers.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many cycles of a billing stream came before the files. */
class RenewalNumbersTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-03-30");

  /** The first cycle in the files starts on February 5; it continues one from before them. */
  @ParameterizedTest
  @DisplayName("What came before the files is limited by payments and by the time since creation")
  @CsvSource({
    "2023-12-20, 5, 2", // one fits
    "2023-10-01, 9, 5", // four fit
    "2023-10-06, 9, 5", // four fit: a day is added
    "2023-10-07, 9, 4",
    "2023-10-01, 2, 3",
    "2023-10-01, , 5",
    ", 3, 4",
    "2023-10-01, 0, 2" // it began unseen, so there was one
  })
  void cyclesBeforeTheFiles(String created, Long payments, int renewalNumber) {
    TestCustomer customer =
        TestCustomer.named("cus").layers("sub EUR 2024-02-05 2024-03-05 month 10.00 unseen");
    if (created != null) {
      customer.created(created);
    }
    if (payments != null) {
      customer.earlierPayments(payments);
    }

    assertThat(customer.in(SCOPE).cycles())
        .extracting(BillingCycle::renewalNumber)
        .containsExactly(renewalNumber);
  }

  /** The first is the example of the function of this name in Spark and in Oracle. */
  @ParameterizedTest
  @DisplayName("Months are whole between equal days and between last days of months")
  @CsvSource({
    "1996-10-30T00:00, 1997-02-28T10:30, 3.94959677",
    "2024-01-31T23:00, 2024-02-29T01:00, 1",
    "2024-01-15T23:00, 2024-03-15T01:00, 2",
    "2024-01-30T00:00, 2024-02-29T00:00, 0.96774194",
    "2024-02-29T00:00, 2024-03-30T00:00, 1.03225806",
    "2024-03-01T00:00, 2024-02-01T00:00, -1"
  })
  void monthsBetween(String from, String to, double months) {
    assertThat(RenewalNumbers.monthsBetween(time(from), time(to))).isCloseTo(months, within(1e-12));
  }
}
