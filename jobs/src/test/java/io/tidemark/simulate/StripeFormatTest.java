package io.tidemark.simulate;

import static io.tidemark.simulate.Script.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulate.Payment.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Invoices and customers as Stripe's columns show them. */
class StripeFormatTest {

  @Test
  void aPaidRenewalWithTaxAndCoupon() {
    Coupon coupon = new Coupon("PARTNER15", 15, at("2030-01-01 0:00"));
    Script script =
        Script.of(Interval.MONTH, 123_400, coupon).withTax(20).start("2024-01-31 9:05").renew(1);

    Map<String, String> row = row(script.invoices().get(1));

    assertThat(row)
        .containsEntry("Date (UTC)", "2024-02-29 9:05")
        .containsEntry("Finalized At (UTC)", "2024-02-29 10:05")
        .containsEntry("Paid At (UTC)", "2024-02-29 10:05")
        .containsEntry("Minimum Line Item Period Start (UTC)", "2024-02-29 9:05")
        .containsEntry("Maximum Line Item Period End (UTC)", "2024-03-31 9:05")
        .containsEntry("Period Start (UTC)", "2024-01-31 9:05")
        .containsEntry("Period End (UTC)", "2024-02-29 9:05")
        .containsEntry("Currency", "eur")
        .containsEntry("Subtotal", "1234,00")
        .containsEntry("Total Discount Amount", "185,10")
        .containsEntry("Applied Coupons", "PARTNER15")
        .containsEntry("Tax", "209,78")
        .containsEntry("Tax Percent", "20")
        .containsEntry("Total", "1258,68")
        .containsEntry("Amount Due", "1258,68")
        .containsEntry("Amount Paid", "1258,68")
        .containsEntry("Exclusive Tax Amount", "209,78")
        .containsEntry("Inclusive Tax Amount", "0,00")
        .containsEntry("Status", "paid")
        .containsEntry("Closed", "TRUE")
        .containsEntry("Paid", "TRUE")
        .containsEntry("Forgiven", "FALSE")
        .containsEntry("Due Date (UTC)", "");
  }

  @Test
  void aCredit() {
    Script script =
        Script.of(Interval.MONTH, 3000)
            .start("2024-06-01 0:00")
            .then(billing -> billing.cancelWithCredit(at("2024-06-21 0:00")));

    assertThat(row(script.invoices().get(1)))
        .containsEntry("Total", "-10,00")
        .containsEntry("Amount Due", "0,00")
        .containsEntry("Starting Balance", "0,00")
        .containsEntry("Ending Balance", "-10,00")
        .containsEntry("Tax", "")
        .containsEntry("Tax Percent", "")
        .containsEntry("Status", "paid");
  }

  @Test
  void aRenewalThroughItsLife() {
    SimulatedInvoice marked = unpaid(Outcome.UNCOLLECTIBLE);

    assertThat(row(marked.asKnownAt(at("2024-07-01 0:59"))))
        .containsEntry("Status", "draft")
        .containsEntry("Closed", "FALSE")
        .containsEntry("Finalized At (UTC)", "")
        .containsEntry("Ending Balance", "");
    assertThat(row(marked.asKnownAt(at("2024-07-01 1:00"))))
        .containsEntry("Status", "open")
        .containsEntry("Closed", "FALSE")
        .containsEntry("Ending Balance", "0,00");
    assertThat(row(marked))
        .containsEntry("Status", "uncollectible")
        .containsEntry("Closed", "TRUE")
        .containsEntry("Forgiven", "TRUE")
        .containsEntry("Paid", "FALSE")
        .containsEntry("Amount Paid", "0,00")
        .containsEntry("Marked Uncollectible At (UTC)", "2024-07-04 1:00");
    assertThat(row(unpaid(Outcome.VOID)))
        .containsEntry("Status", "void")
        .containsEntry("Closed", "TRUE")
        .containsEntry("Voided At (UTC)", "2024-07-04 1:00");
    assertThat(row(unpaid(Outcome.CLOSED)))
        .containsEntry("Status", "open")
        .containsEntry("Closed", "TRUE");
    assertThat(row(unpaid(Outcome.KEPT_DRAFT)))
        .containsEntry("Status", "draft")
        .containsEntry("Closed", "TRUE");
  }

  @Test
  void aCustomer() {
    SimulatedCustomer customer =
        new SimulatedCustomer("cus_1", at("2024-01-05 7:09"), 123_456, 12, true, true);

    assertThat(StripeFormat.values(customer))
        .containsExactly("cus_1", "2024-01-05 7:09", "1234,56", "12", "TRUE");
  }

  private static SimulatedInvoice unpaid(Outcome outcome) {
    return Script.of(Interval.MONTH, 1000)
        .start("2024-06-01 0:00")
        .renew(new Payment(outcome, Duration.ofDays(3)))
        .invoices()
        .get(1);
  }

  private static Map<String, String> row(SimulatedInvoice invoice) {
    List<String> values = StripeFormat.values(invoice);
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      row.put(StripeFormat.INVOICE_COLUMNS.get(i), values.get(i));
    }
    return row;
  }
}
