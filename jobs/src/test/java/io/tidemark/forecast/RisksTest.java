package io.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.mrr.InvoiceFacts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What 100 days up to Mar 15 tell of what may go wrong. */
class RisksTest {
  private static final LocalDate ORIGIN = LocalDate.parse("2025-03-15");
  private static final LocalDate FROM = ORIGIN.minusDays(99);

  /** Monthly subscriptions came up three times; of half-yearly ones only dollars are billed. */
  @Test
  void oneCycleOfChurnCountsTheIntervalsThatCameUpOnce() {
    Snapshot snapshot = snapshot(line("EUR", 1, 1_000), line("EUR", 3, 900), line("USD", 6, 800));
    Renewals renewals = snapshot.renewals();
    renewals.add(due(IntervalClass.MONTH, 1), 90);
    renewals.add(due(IntervalClass.MONTH, 0), 10);
    renewals.add(due(IntervalClass.QUARTER, 1), 4);
    renewals.add(due(IntervalClass.QUARTER, 0), 1);
    renewals.add(due(IntervalClass.HALF_YEAR, 0), 2);
    Forecast.Conversion none = new Forecast.Conversion("EUR", Map.of());
    Series euros = Series.of(new TreeSet<>(List.of("EUR", "USD")), none, ORIGIN).get(0);

    Risk risk = risk("one_churn_cycle", euros, snapshot).get(0);

    assertThat(risk.mrrMinor()).hasValue(900);
    assertThat(risk.evidence()).endsWith("at most twice; 4 of 5 renewed");
  }

  @Test
  void aBookInOneForeignCurrencyDependsOnItsRate() {
    Snapshot snapshot = snapshot(line("USD", 1, 1_000));
    Series dollars = series("USD", "USD").get(0);
    Series inEuros = series("EUR", "USD").get(1);

    assertThat(risk("currency_mix", inEuros, snapshot))
        .singleElement()
        .satisfies(risk -> assertThat(risk.mrrMinor()).hasValue(500))
        .satisfies(risk -> assertThat(risk.evidence()).contains("(100.0 %)"));
    assertThat(risk("currency_mix", dollars, snapshot)).isEmpty();
  }

  @Test
  void aBookInTheReportingCurrencyDependsOnNoRate() {
    Snapshot snapshot = snapshot(line("EUR", 1, 1_000));
    Series inEuros = series("EUR", "EUR", "USD").get(2);

    assertThat(risk("currency_mix", inEuros, snapshot)).isEmpty();
  }

  /** Of each currency, then of all converted. */
  private static List<Series> series(String reporting, String... currencies) {
    Map<String, Double> rates = Map.of("EUR", 1.0, "USD", 0.5);
    return Series.of(new TreeSet<>(List.of(currencies)), FixedRates.of(reporting, rates), ORIGIN);
  }

  private static List<Risk> risk(String name, Series series, Snapshot snapshot) {
    CustomerSums customers = new CustomerSums();
    customers.add(
        series.account(),
        new CustomerSums.Payer("cus_a", 1, List.of()),
        false,
        Map.of(),
        List.of());
    return Risks.of(series, snapshot, customers, FROM, FROM, Map.of(), 90, 0.8).stream()
        .filter(risk -> risk.name().equals(name))
        .toList();
  }

  private static Snapshot snapshot(ForecastLine... lines) {
    Snapshot snapshot = PlainSnapshots.empty(FROM, ORIGIN);
    List.of(lines).forEach(snapshot.renewals()::add);
    return snapshot;
  }

  private static ForecastLine line(String currency, int months, long mrrMinor) {
    BillingFrequency rhythm = new BillingFrequency(months, 0);
    LocalDate due = ORIGIN.plusDays(9);
    return new ForecastLine("sub_" + months, "cus_a", currency, rhythm, mrrMinor, due, 2);
  }

  private static Renewals.Due due(IntervalClass interval, double ratio) {
    return new Renewals.Due(interval, 0, 10, ratio);
  }

  /**
   * Of 199 due months 189 renewed: with halves added 189.5 of 200. Three months are due within 90
   * days: 1 - 0.9475 to the power of 3 is 14.94 %. Years were never due: 20 % are assumed lost.
   * 1,000.00 at 14.94 % is less than 900.00 at 20 %, and 400.00 at 14.94 % is less than both; the
   * customer of 950.00 is not due within 90 days.
   */
  @Test
  @DisplayName("Risks are ranked by MRR times probability, and name the customer and the date")
  void expectedLoss() {
    List<ForecastLine> lines =
        List.of(
            of("cus_month", 1, 100_000, "2025-03-20"),
            of("cus_year", 12, 90_000, "2025-05-01"),
            of("cus_later", 12, 95_000, "2025-12-01"),
            of("cus_small", 1, 40_000, "2025-03-20"));
    List<Risk> risks = risks(lines, List.of(), List.of());

    assertThat(risks)
        .filteredOn(risk -> risk.customerId() != null && !risk.name().equals("renewal_wall"))
        .extracting(
            Risk::name,
            Risk::customerId,
            risk -> String.valueOf(risk.date()),
            risk -> String.format(Locale.ROOT, "%.4f", risk.probability().orElseThrow()),
            risk -> Math.round(risk.expectedLoss().orElseThrow()))
        .containsExactly(
            tuple("large_renewal_1", "cus_year", "2025-05-01", "0.2000", 18_000L),
            tuple("concentration", "cus_month", "2025-03-20", "0.1494", 14_938L),
            tuple("large_renewal_2", "cus_small", "2025-03-20", "0.1494", 5_975L));
    assertThat(risks)
        .filteredOn(risk -> risk.name().equals("large_renewal_1"))
        .extracting(Risk::what)
        .containsExactly("A large customer, cus_year, does not renew on 2025-05-01");
    assertThat(risks)
        .extracting(Risk::isCaveat)
        .isSortedAccordingTo(Comparator.naturalOrder())
        .contains(true);
  }

  /**
   * One of ten invoices was never paid, so 10 % of 500.00 and of 300.00 are expected to be lost.
   */
  @Test
  @DisplayName("Open invoices and customers who never paid are risks at the share of unpaid ones")
  void unpaid() {
    LocalDate due = LocalDate.parse("2025-02-01");
    Unpaid open = new Unpaid("cus_b", "EUR", 2, 70_000, 50_000, due);
    List<Risk> risks =
        risks(
            List.of(of("cus_a", 1, 30_000, "2025-04-20"), of("cus_b", 1, 50_000, "2025-04-20")),
            List.of(open),
            List.of("cus_a"));

    assertThat(risks)
        .filteredOn(risk -> List.of("unpaid_invoices", "never_paid").contains(risk.name()))
        .extracting(
            Risk::name,
            Risk::customerId,
            risk -> String.valueOf(risk.date()),
            risk -> Math.round(risk.expectedLoss().orElseThrow()))
        .containsExactly(
            tuple("unpaid_invoices", "cus_b", "2025-02-01", 5_000L),
            tuple("never_paid", "cus_a", "2025-04-20", 3_000L));
  }

  /**
   * In euros, of a window in which 189 of 199 months renewed and one of ten invoices was unpaid.
   */
  private static List<Risk> risks(
      List<ForecastLine> lines, List<Unpaid> unpaid, List<String> neverPaid) {
    Snapshot snapshot = snapshot(lines.toArray(ForecastLine[]::new));
    snapshot.renewals().add(due(IntervalClass.MONTH, 1), 189);
    snapshot.renewals().add(due(IntervalClass.MONTH, 0), 10);
    Series euros = series("EUR", "EUR").get(0);
    CustomerSums customers = new CustomerSums();
    List<InvoiceFacts> invoices = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      String reason = number == 0 ? "STATUS_VOID" : null;
      invoices.add(new InvoiceFacts("in", "EUR", null, null, 0, null, null, null, reason));
    }
    customers.addInvoices(invoices);
    for (ForecastLine line : lines) {
      String id = line.customerId();
      customers.add(
          euros.account(),
          new CustomerSums.Payer(id, line.mrrMinor(), List.of(line)),
          neverPaid.contains(id),
          Map.of("EUR", line.mrrMinor()),
          unpaid.stream().filter(open -> open.customerId().equals(id)).toList());
    }
    return Risks.of(euros, snapshot, customers, FROM, FROM, Map.of(), 90, 0.8);
  }

  private static ForecastLine of(String customerId, int months, long mrrMinor, String due) {
    BillingFrequency rhythm = new BillingFrequency(months, 0);
    return new ForecastLine(
        "sub_" + customerId, customerId, "EUR", rhythm, mrrMinor, LocalDate.parse(due), 4);
  }
}
