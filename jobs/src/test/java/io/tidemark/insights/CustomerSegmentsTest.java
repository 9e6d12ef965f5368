package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Settings.CohortBy;
import io.tidemark.insights.CustomerSegments.Beginning;
import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.Movement;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which cohort and segments a customer began. */
class CustomerSegmentsTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-05-30");
  private static final AccountKey EUR = new AccountKey("EUR", false);
  private static final AccountKey CONVERTED = new AccountKey("EUR", true);

  @Test
  @DisplayName("A cohort is the month of the first MRR, or before for customers who paid earlier")
  void cohortsByFirstPayment() {
    assertThat(cohorts(SCOPE))
        .containsExactly(
            "anna before 2023-12-01 10000 100_to_250",
            "ben 2024-01 2024-01-01 5000 50_to_100",
            "cleo 2024-01 2024-01-01 3000 25_to_50",
            "dora 2024-02 2024-02-01 4000 25_to_50",
            "emil 2024-04 2024-04-01 2000 under_25");
  }

  @Test
  @DisplayName("By creation, a cohort is the month of creation where that is known")
  void cohortsByCreation() {
    assertThat(cohorts(byCreation()))
        .containsExactly(
            "anna before 2023-12-01 10000 100_to_250",
            "ben 2023-11 2023-11-01 5000 50_to_100",
            "cleo 2024-01 2024-01-01 3000 25_to_50",
            "dora 2024-02 2024-02-01 4000 25_to_50",
            "emil 2024-04 2024-04-01 2000 under_25");
  }

  @Test
  @DisplayName("A customer known to have paid before the files is in the cohort before")
  void knownEarlierPayments() {
    CustomerSegments segments =
        TestCustomer.named("back")
            .earlierPayments(1)
            .layers("sub_1 EUR 2024-02-05 2024-03-05 month 40.00")
            .in(SCOPE)
            .segments();

    assertThat(segments.beginnings().get(EUR))
        .isEqualTo(new Beginning("before", LocalDate.of(2023, 12, 1), 4000, "25_to_50"));
  }

  @Test
  @DisplayName("A revaluation is no beginning, and an account with nothing else has none")
  void revaluationsBeginNothing() {
    MrrMovement revaluation = movement("2024-02-01", Movement.FX, 0, 1);
    Account later =
        new Account(
            CONVERTED,
            List.of(),
            List.of(revaluation, movement("2024-03-05", Movement.EXPANSION, 1, 2500)));
    Account never = new Account(EUR, List.of(), List.of(revaluation));

    assertThat(TestCustomer.named("cus").accounts(later, never).in(SCOPE).segments().beginnings())
        .containsOnlyKeys(CONVERTED)
        .containsEntry(
            CONVERTED, new Beginning("before", LocalDate.of(2023, 12, 1), 2500, "25_to_50"));
  }

  @Test
  @DisplayName("A customer without MRR in the data has no beginning and no segments")
  void nothingAtAll() {
    assertThat(TestCustomer.named("cus").in(SCOPE).segments())
        .isEqualTo(
            new CustomerSegments("none", "none", "none", "none", "several", new TreeMap<>()));
  }

  @ParameterizedTest
  @DisplayName("The first interval is that of the largest change on the first day")
  @CsvSource({
    "year, 2024-01-05 2024-02-05 month 10.00, 2024-01-05 2025-01-05 year 11.00",
    "month, 2024-01-05 2024-02-05 month 10.00, 2024-01-05 2025-01-05 year 10.00",
    "month, 2024-01-05 2024-02-05 month 10.00, 2024-01-06 2025-01-05 year 99.00"
  })
  void firstInterval(String expected, String one, String other) {
    CustomerSegments segments =
        TestCustomer.named("two")
            .layers("sub_1 EUR " + one)
            .layers("sub_2 USD " + other)
            .in(SCOPE)
            .segments();

    assertThat(segments.firstInterval()).isEqualTo(expected);
  }

  @ParameterizedTest
  @DisplayName("The discount class is that of the share of the subtotal, limits included")
  @CsvSource({
    "subtotal=100.00 discount=0.00, none",
    "subtotal=0.00 discount=5.00, none",
    "subtotal=100.00, none",
    "subtotal=100.00 discount=0.01, up_to_10_percent",
    "subtotal=100.00 discount=10.00, up_to_10_percent",
    "subtotal=100.00 discount=10.01, up_to_25_percent",
    "subtotal=100.00 discount=25.00, up_to_25_percent",
    "subtotal=100.00 discount=25.01, up_to_50_percent",
    "subtotal=100.00 discount=50.00, up_to_50_percent",
    "subtotal=100.00 discount=50.01, above_50_percent",
    "subtotal=100.00 discount=100.00, above_50_percent"
  })
  void discounts(String amounts, String expected) {
    CustomerSegments segments =
        TestCustomer.named("one")
            .invoices("in_1 EUR 2024-01-05 1.00 " + amounts)
            .in(SCOPE)
            .segments();

    assertThat(segments.firstDiscount()).isEqualTo(expected);
  }

  @Test
  @DisplayName("Discount and coupon are those of the first invoice that makes MRR, then by its id")
  void firstInvoice() {
    CustomerSegments segments =
        TestCustomer.named("one")
            .invoices(
                """
                in_4 EUR 2024-01-01 9.00 coupons=VOID excluded=STATUS_VOID
                in_3 EUR 2024-02-05 9.00 coupons=LATER
                in_2 EUR 2024-01-05 9.00 coupons=SECOND
                in_1 EUR 2024-01-05 9.00 subtotal=10.00 discount=1.00 coupons=FIRST
                """)
            .in(SCOPE)
            .segments();

    assertThat(segments.coupon()).isEqualTo("FIRST");
    assertThat(segments.firstDiscount()).isEqualTo("up_to_10_percent");
  }

  @ParameterizedTest
  @DisplayName("The currency is the only one with MRR in the data, else several")
  @CsvSource({
    "USD, sub_1 USD 2024-01-05 2024-02-05 month 10.00, sub_1 USD 2024-03-05 2024-04-05 month 9.00",
    "several, sub_1 USD 2024-01-05 2024-02-05 month 10.00, sub_1 EUR 2024-03-05 2024-04-05 month 9",
    "EUR, sub_1 USD 2023-01-05 2023-02-05 month 10.00, sub_1 EUR 2024-03-05 2024-04-05 month 9.00"
  })
  void currency(String expected, String one, String other) {
    CustomerSegments segments =
        TestCustomer.named("one").layers(one).layers(other).in(SCOPE).segments();

    assertThat(segments.firstCurrency()).isEqualTo(expected);
  }

  @ParameterizedTest
  @DisplayName("Bands begin with their lower limit in whole units of the currency")
  @CsvSource({
    "EUR, 0, under_25",
    "EUR, 2499, under_25",
    "EUR, 2500, 25_to_50",
    "EUR, 4999, 25_to_50",
    "EUR, 5000, 50_to_100",
    "EUR, 9999, 50_to_100",
    "EUR, 10000, 100_to_250",
    "EUR, 25000, 250_to_1000",
    "EUR, 99999, 250_to_1000",
    "EUR, 100000, 1000_and_more",
    "JPY, 24, under_25",
    "JPY, 25, 25_to_50",
    "KWD, 24999, under_25",
    "KWD, 25000, 25_to_50",
    "CLF, 9999999, 250_to_1000",
    "CLF, 10000000, 1000_and_more"
  })
  void bands(String currency, long minor, String expected) {
    assertThat(MrrBands.in(currency).of(minor)).isEqualTo(expected);
  }

  static HistoryScope byCreation() {
    return new HistoryScope(SCOPE.window(), SCOPE.months(), SCOPE.graceDays(), CohortBy.CREATION);
  }

  private static List<String> cohorts(HistoryScope scope) {
    return FiveCustomers.histories(scope).stream()
        .map(customer -> text(customer.customerId(), customer.segments().beginnings().get(EUR)))
        .toList();
  }

  private static String text(String customerId, Beginning beginning) {
    return "%s %s %s %d %s"
        .formatted(
            customerId,
            beginning.cohort(),
            beginning.cohortMonth(),
            beginning.initialMinor(),
            beginning.band());
  }

  private static MrrMovement movement(String date, Movement movement, long before, long after) {
    return new MrrMovement(LocalDate.parse(date), movement, before, after);
  }
}
