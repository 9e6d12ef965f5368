package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The price table of Kill Bill's analytics plugin (github.com/killbill/killbill-analytics-plugin,
 * {@code TestBusinessSubscription}): billing period, price, MRR, rounded to four decimals with
 * halves up. Here the minor unit is a ten-thousandth, so that all four are compared. A plan without
 * a billing period is a one-off and worth nothing.
 */
class KillBillPricesTest {
  private static final String ONCE =
      """
      369.9500 0.0000
      429.9500 0.0000
      999.9500 0.0000
      2300.0000 0.0000
      """;

  private static final String MONTHLY =
      """
      2.9500 2.9500
      3.9500 3.9500
      6.9500 6.9500
      7.0000 7.0000
      7.9500 7.9500
      9.0000 9.0000
      9.9500 9.9500
      11.9500 11.9500
      12.4500 12.4500
      12.9500 12.9500
      14.9500 14.9500
      15.0000 15.0000
      16.9500 16.9500
      19.0000 19.0000
      19.9500 19.9500
      24.9500 24.9500
      29.0000 29.0000
      29.9500 29.9500
      31.0000 31.0000
      34.9500 34.9500
      39.0000 39.0000
      39.9500 39.9500
      49.0000 49.0000
      49.9500 49.9500
      59.9500 59.9500
      79.0000 79.0000
      99.0000 99.0000
      139.0000 139.0000
      209.0000 209.0000
      229.0000 229.0000
      274.5000 274.5000
      549.0000 549.0000
      """;

  private static final String ANNUAL =
      """
      18.2900 1.5242
      19.9500 1.6625
      29.9500 2.4958
      49.0000 4.0833
      59.0000 4.9167
      149.9500 12.4958
      159.9500 13.3292
      169.9500 14.1625
      183.2900 15.2742
      199.9500 16.6625
      219.9500 18.3292
      239.9000 19.9917
      249.9500 20.8292
      319.0000 26.5833
      349.9500 29.1625
      399.0000 33.2500
      399.9500 33.3292
      458.2900 38.1908
      499.9500 41.6625
      549.9500 45.8292
      599.9000 49.9917
      599.9500 49.9958
      624.9500 52.0792
      799.0000 66.5833
      999.0000 83.2500
      2299.0000 191.5833
      5499.0000 458.2500
      """;

  @TestFactory
  Stream<DynamicTest> everyPrice() {
    return Stream.of(
            tests("once", ONCE, null, "2015-02-01"),
            tests("monthly", MONTHLY, "sub_1", "2015-02-01"),
            tests("annual", ANNUAL, "sub_1", "2016-01-01"))
        .flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> tests(
      String period, String prices, String subscriptionId, String end) {
    return prices
        .lines()
        .map(line -> line.split(" "))
        .map(
            line ->
                DynamicTest.dynamicTest(
                    period + " " + line[0],
                    () -> assertThat(mrr(line[0], subscriptionId, end)).isEqualTo(line[1])));
  }

  private static String mrr(String price, String subscriptionId, String end) {
    Invoice paid = Invoices.paid("in_1", unscaled(price), "2015-01-01", end);
    Instant through = paid.createdAt();
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), through, through);
    SubscriptionResult reading =
        SubscriptionResult.of(List.of(billed(paid, subscriptionId)), null, rules);
    boolean isOneOff = reading.exclusions().containsValue(ExclusionReason.ONE_OFF);
    assertThat(isOneOff).isEqualTo(subscriptionId == null);
    long mrr = reading.layers().stream().mapToLong(Layer::mrrMinor).sum();
    return BigDecimal.valueOf(mrr, 4).toPlainString();
  }

  private static long unscaled(String price) {
    return new BigDecimal(price).setScale(4).unscaledValue().longValueExact();
  }

  private static Invoice billed(Invoice invoice, String subscriptionId) {
    return new Invoice(
        invoice.invoiceId(),
        invoice.customerId(),
        subscriptionId,
        invoice.currency(),
        invoice.status(),
        invoice.isClosed(),
        false,
        invoice.createdAt(),
        null,
        null,
        null,
        invoice.serviceStart(),
        invoice.serviceEnd(),
        null,
        null,
        invoice.netMinor());
  }
}
