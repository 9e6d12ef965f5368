package io.tidemark.forecast;

import io.tidemark.forecast.CustomerSums.Debtor;
import io.tidemark.forecast.CustomerSums.Payer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Risks of single customers: the largest ones, debtors, and those who never paid. */
final class CustomerRisks {
  private static final int MOST_RENEWALS = 3;

  private final Series series;
  private final CustomerSums sums;
  private final CustomerSums.Account customers;
  private final LossChances chances;
  private final double mrr;

  private CustomerRisks(Series series, CustomerSums sums, LossChances chances, double mrr) {
    this.series = series;
    this.sums = sums;
    this.customers = sums.of(series.account());
    this.chances = chances;
    this.mrr = mrr;
  }

  /**
   * Returns the risks that apply.
   *
   * @param mrr MRR of all customers, minor units of the series
   */
  static List<Risk> of(Series series, CustomerSums sums, LossChances chances, double mrr) {
    CustomerRisks risks = new CustomerRisks(series, sums, chances, mrr);
    List<Risk> found = new ArrayList<>(risks.renewals());
    risks.customers.largestDebtor().ifPresent(debtor -> found.add(risks.unpaid(debtor)));
    risks.customers.largestNeverPaid().ifPresent(payer -> found.add(risks.neverPaid(payer)));
    return found;
  }

  /** Returns the risk of the largest customer, and of others with the largest expected loss. */
  private List<Risk> renewals() {
    List<Payer> largest = customers.largest();
    if (largest.isEmpty()) {
      return List.of();
    }
    double ten = largest.stream().mapToDouble(Payer::mrr).sum();
    Payer first = largest.get(0);
    String others =
        String.format(
            Locale.ROOT,
            "; the ten largest of %d customers: %s (%s)",
            customers.customers(),
            amount(ten),
            Risk.percent(ten / mrr));
    List<Risk> found = new ArrayList<>();
    found.add(renewal("concentration", "The largest customer", first, others));
    largest.stream()
        .skip(1)
        .filter(payer -> chance(payer) > 0)
        .sorted(Comparator.comparingDouble((Payer payer) -> -payer.mrr() * chance(payer)))
        .limit(MOST_RENEWALS)
        .forEach(
            payer ->
                found.add(renewal("large_renewal_" + found.size(), "A large customer", payer, "")));
    return found;
  }

  private Risk renewal(String name, String who, Payer payer, String others) {
    LocalDate next = nextRenewal(payer);
    return Risk.of(
        name,
        String.format(Locale.ROOT, "%s, %s, does not renew on %s", who, payer.customerId(), next),
        payer.mrr(),
        chance(payer),
        payer.customerId(),
        next,
        String.format(
            Locale.ROOT,
            "MRR of %s (%s); lost within %d days with a probability of %s%s",
            amount(payer.mrr()),
            Risk.percent(payer.mrr() / mrr),
            chances.horizonDays(),
            Risk.percent(chance(payer)),
            others),
        mrr);
  }

  private static LocalDate nextRenewal(Payer payer) {
    return payer.lines().stream()
        .map(ForecastLine::periodEnd)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Returns the share of a customer's MRR that is expected to be lost. */
  private double chance(Payer payer) {
    double lost = 0;
    double all = 0;
    for (ForecastLine line : payer.lines()) {
      double ofLine = series.mrr(line.currency(), line.mrrMinor());
      lost += ofLine * chances.of(line);
      all += ofLine;
    }
    return all > 0 ? lost / all : 0;
  }

  private Risk unpaid(Debtor largest) {
    Unpaid open = largest.unpaid();
    return Risk.of(
        "unpaid_invoices",
        String.format(
            Locale.ROOT,
            "Customers with open invoices never pay; the largest of them is %s, with an invoice"
                + " due on %s",
            open.customerId(),
            open.oldest()),
        converted(customers.unpaidMrr()),
        sums.unpaidShare(),
        open.customerId(),
        open.oldest(),
        String.format(
            Locale.ROOT,
            "%d customers; the largest, with MRR of %s (%s), owes %s on %d invoices, the largest"
                + " %s; %s",
            customers.unpaidBooks(),
            amount(largest.mrr()),
            Risk.percent(largest.mrr() / mrr),
            Risk.amount(open.owedMinor(), open.currency()),
            open.invoices(),
            Risk.amount(open.largestMinor(), open.currency()),
            unpaidShare()),
        mrr);
  }

  private Risk neverPaid(Payer largest) {
    double touched = converted(customers.neverPaidMrr());
    return Risk.of(
        "never_paid",
        "Customers who have never paid do not pay; the largest of them is " + largest.customerId(),
        touched,
        sums.unpaidShare(),
        largest.customerId(),
        nextRenewal(largest),
        String.format(
            Locale.ROOT,
            "%d customers with MRR of %s (%s) and no payment; the largest has %s; %s",
            customers.neverPaid(),
            amount(touched),
            Risk.percent(touched / mrr),
            amount(largest.mrr()),
            unpaidShare()),
        mrr);
  }

  private String unpaidShare() {
    return String.format(
        Locale.ROOT,
        "%d of %d invoices (%s) were never paid",
        sums.unpaidInvoices(),
        sums.writtenInvoices(),
        Risk.percent(sums.unpaidShare()));
  }

  private double converted(Map<String, Long> parts) {
    double sum = 0;
    for (Map.Entry<String, Long> part : parts.entrySet()) {
      sum += series.mrr(part.getKey(), part.getValue());
    }
    return sum;
  }

  private String amount(double minor) {
    return Risk.amount(minor, series.currency());
  }
}
