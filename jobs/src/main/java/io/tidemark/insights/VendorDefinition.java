package io.tidemark.insights;

import java.util.List;
import java.util.function.Function;

/**
 * The definition of a metric as published by a vendor. A rolling 30 days of the vendor is replaced
 * by a calendar month.
 *
 * @param metric mrr, customer_churn, gross_mrr_churn, net_mrr_churn or ltv
 * @param words the definition in words
 * @param source where the vendor publishes it
 * @param figure computes the metric of a month
 */
record VendorDefinition(
    String metric,
    String vendor,
    String words,
    String source,
    Function<VendorMonth, Figure> figure) {
  private static final String BLIND =
      "Churn is not visible in this month: no billing interval was fully visible.";
  private static final String NOTHING = "The denominator is zero.";
  private static final String NO_TRAIL =
      "Fewer than six previous months of customer churn are available.";
  private static final String UNKNOWN = "The vendor publishes no formula for this metric.";

  private static final String CHARTMOGUL = "https://help.chartmogul.com/hc/en-us/articles/";
  private static final String STRIPE = "https://support.stripe.com/questions/";
  private static final String BAREMETRICS = "https://help.baremetrics.com/en/articles/";
  private static final String PROFITWELL = "https://www.paddle.com/help/profitwell-metrics/";

  /**
   * The value of a metric for a month: an amount, a rate of two numbers, or the reason why there is
   * none.
   *
   * @param amount minor units
   */
  record Figure(Long amount, Long numerator, Long denominator, String reason) {
    static Figure amount(long minor) {
      return new Figure(minor, null, null, null);
    }

    static Figure without(String reason) {
      return new Figure(null, null, null, reason);
    }

    Double rate() {
      return numerator == null ? null : (double) numerator / denominator;
    }
  }

  /** All definitions, by metric. */
  static final List<VendorDefinition> ALL =
      List.of(
          new VendorDefinition(
              "mrr",
              "chartmogul",
              "All subscriptions including past due ones, normalized to a month, net of discounts"
                  + " and tax",
              CHARTMOGUL + "203299912-Data-Table-and-MRR-Movements-",
              month -> Figure.amount(month.endMinor())),
          new VendorDefinition(
              "mrr",
              "stripe",
              "Active and past due subscriptions until cancelled, normalized to a month, net of tax"
                  + " and of coupons with duration forever",
              STRIPE + "billing-analytics",
              month ->
                  Figure.without(
                      "The export contains neither the duration of coupons nor cancellation"
                          + " dates.")),
          new VendorDefinition(
              "mrr",
              "baremetrics",
              "All subscriptions except those more than 30 days past due, normalized to a month,"
                  + " net of coupons",
              BAREMETRICS + "5380330-monthly-recurring-revenue",
              month ->
                  Figure.without(
                      "The export shows only currently overdue invoices; for the as-of date see"
                          + " overdue_left_out in policy_sensitivity.")),
          new VendorDefinition(
              "mrr",
              "profitwell",
              "All subscriptions to the end of the paid cycle, normalized to a month, net of all"
                  + " discounts and tax",
              PROFITWELL + "measure/subscription-metrics/discounts",
              month -> Figure.amount(month.endMinor())),
          new VendorDefinition(
              "customer_churn",
              "chartmogul",
              "Churned customers / customers at the start",
              CHARTMOGUL + "207340419",
              month -> rate(month, month.churnedCustomers(), month.startCustomers())),
          new VendorDefinition(
              "customer_churn",
              "stripe",
              "Churned subscribers, including new ones / (subscribers at the start + new"
                  + " subscribers)",
              STRIPE + "calculating-churn-rate-in-billing",
              month ->
                  rate(
                      month, month.leftCustomers(), month.startCustomers() + month.newCustomers())),
          new VendorDefinition(
              "customer_churn",
              "baremetrics",
              "Churned customers, including new ones / customers at the start",
              BAREMETRICS + "5380347-user-and-revenue-churn",
              month -> rate(month, month.leftCustomers(), month.startCustomers())),
          new VendorDefinition(
              "customer_churn",
              "profitwell",
              "Churned customers, except those new in the same month / customers at the start",
              PROFITWELL + "measure/compare/profitwell-vs-chargebee",
              month -> rate(month, month.churnedCustomers(), month.startCustomers())),
          new VendorDefinition(
              "gross_mrr_churn",
              "chartmogul",
              "(Churn + contraction) / MRR at the start",
              CHARTMOGUL + "203359341-Metric-MRR-Churn-Rate",
              month -> rate(month, month.lostMinor(), month.startMinor())),
          new VendorDefinition(
              "gross_mrr_churn",
              "baremetrics",
              "(Downgrades + cancellations, of each customer at most its MRR at the start) / MRR at"
                  + " the start",
              BAREMETRICS + "5380347-user-and-revenue-churn",
              month -> rate(month, month.cappedLostMinor(), month.startMinor())),
          unknown("gross_mrr_churn", "stripe", STRIPE + "calculating-churn-rate-in-billing"),
          unknown("gross_mrr_churn", "profitwell", PROFITWELL),
          new VendorDefinition(
              "net_mrr_churn",
              "chartmogul",
              "(Churn + contraction - expansion - reactivation) / MRR at the start",
              CHARTMOGUL + "203359341-Metric-MRR-Churn-Rate",
              month -> rate(month, month.netLostMinor(), month.startMinor())),
          unknown("net_mrr_churn", "stripe", STRIPE + "calculating-churn-rate-in-billing"),
          unknown("net_mrr_churn", "baremetrics", BAREMETRICS + "5380347-user-and-revenue-churn"),
          unknown("net_mrr_churn", "profitwell", PROFITWELL),
          new VendorDefinition(
              "ltv",
              "chartmogul",
              "MRR per customer / average customer churn of the previous six months",
              CHARTMOGUL + "203359061-Chart-Customer-Lifetime-Value-LTV",
              VendorDefinition::chartmogulLifetime),
          new VendorDefinition(
              "ltv",
              "stripe",
              "MRR per subscriber / subscriber churn; MRR of 60 months without churn",
              STRIPE + "calculating-subscriber-lifetime-value-in-billing",
              VendorDefinition::stripeLifetime),
          new VendorDefinition(
              "ltv",
              "baremetrics",
              "MRR per customer / user churn",
              BAREMETRICS + "5380345-ltv-lifetime-value",
              month -> lifetime(month, month.leftCustomers(), month.startCustomers())),
          new VendorDefinition(
              "ltv",
              "profitwell",
              "Approximately MRR per customer / churn, smoothed",
              PROFITWELL + "measure/compare/profitwell-vs-chargify",
              month -> Figure.without("The vendor does not publish the smoothing.")));

  private static VendorDefinition unknown(String metric, String vendor, String source) {
    return new VendorDefinition(metric, vendor, "None", source, month -> Figure.without(UNKNOWN));
  }

  private static Figure rate(VendorMonth month, long numerator, long denominator) {
    if (denominator <= 0) {
      return Figure.without(NOTHING);
    }
    return month.seesLosses()
        ? new Figure(null, numerator, denominator, null)
        : Figure.without(BLIND);
  }

  private static Figure chartmogulLifetime(VendorMonth month) {
    if (month.trailingChurn() == null) {
      return Figure.without(NO_TRAIL);
    }
    boolean isNothing = month.trailingChurn() == 0 || month.endCustomers() == 0;
    return isNothing ? Figure.without(NOTHING) : worth(month, 1 / month.trailingChurn());
  }

  private static Figure stripeLifetime(VendorMonth month) {
    boolean isLost = month.leftCustomers() > 0;
    return isLost
        ? lifetime(month, month.leftCustomers(), month.startCustomers() + month.newCustomers())
        : lifetime(month, 1, 60);
  }

  /** Returns the MRR per customer over a rate. */
  private static Figure lifetime(VendorMonth month, long lost, long of) {
    Figure rate = rate(month, lost, of);
    if (rate.reason() != null || lost == 0 || month.endCustomers() == 0) {
      return Figure.without(rate.reason() == null ? NOTHING : rate.reason());
    }
    return worth(month, (double) of / lost);
  }

  /** Returns the MRR per customer times a number of months, rounded to the minor unit. */
  private static Figure worth(VendorMonth month, double months) {
    double each = (double) month.endMinor() / month.endCustomers();
    return Figure.amount(Math.round(each * months));
  }
}
