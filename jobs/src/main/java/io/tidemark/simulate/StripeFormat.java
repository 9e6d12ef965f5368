package io.tidemark.simulate;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * The columns and value formats of Stripe's exports of invoices and customers: decimal commas, UTC
 * to the minute with hours of one digit, {@code TRUE} and {@code FALSE}.
 */
final class StripeFormat {
  static final List<String> INVOICE_COLUMNS =
      List.of(
          "id",
          "Amount Due",
          "Closed",
          "Currency",
          "Customer",
          "Date (UTC)",
          "Due Date (UTC)",
          "Ending Balance",
          "Forgiven",
          "Paid",
          "Paid At (UTC)",
          "Marked Uncollectible At (UTC)",
          "Voided At (UTC)",
          "Finalized At (UTC)",
          "Minimum Line Item Period Start (UTC)",
          "Maximum Line Item Period End (UTC)",
          "Period Start (UTC)",
          "Period End (UTC)",
          "Starting Balance",
          "Subscription",
          "Subtotal",
          "Total Discount Amount",
          "Applied Coupons",
          "Tax",
          "Tax Percent",
          "Total",
          "Amount Paid",
          "Status",
          "Exclusive Tax Amount",
          "Inclusive Tax Amount");

  static final List<String> CUSTOMER_COLUMNS =
      List.of("id", "Created (UTC)", "Total Spend", "Payment Count", "Tax Location Recognized");

  private StripeFormat() {}

  static List<String> values(SimulatedInvoice invoice) {
    Period service = invoice.service();
    boolean isTaxed = invoice.taxPercent() != null;
    String tax = isTaxed ? amount(invoice.taxMinor()) : "";
    return List.of(
        invoice.invoiceId(),
        amount(invoice.amountDueMinor()),
        flag(invoice.isClosed()),
        invoice.currency().toLowerCase(Locale.ROOT),
        invoice.customerId(),
        time(invoice.createdAt()),
        time(invoice.dueAt()),
        invoice.finalizedAt() == null ? "" : amount(invoice.endingBalanceMinor()),
        flag(invoice.uncollectibleAt() != null),
        flag(invoice.paidAt() != null),
        time(invoice.paidAt()),
        time(invoice.uncollectibleAt()),
        time(invoice.voidedAt()),
        time(invoice.finalizedAt()),
        service == null ? "" : time(service.start()),
        service == null ? "" : time(service.end()),
        time(invoice.usage().start()),
        time(invoice.usage().end()),
        amount(invoice.startingBalanceMinor()),
        invoice.subscriptionId() == null ? "" : invoice.subscriptionId(),
        amount(invoice.subtotalMinor()),
        amount(invoice.discountMinor()),
        invoice.coupon(),
        tax,
        isTaxed ? invoice.taxPercent().toString() : "",
        amount(invoice.totalMinor()),
        amount(invoice.amountPaidMinor()),
        invoice.status().text(),
        tax,
        isTaxed ? amount(0) : "");
  }

  static List<String> values(SimulatedCustomer customer) {
    return List.of(
        customer.customerId(),
        time(customer.createdAt()),
        amount(customer.totalSpendMinor()),
        Integer.toString(customer.paymentCount()),
        flag(customer.isTaxLocationKnown()));
  }

  private static String amount(long minor) {
    return decimal(minor, ',');
  }

  /** Formats minor units of a currency with two decimals as major units. */
  static String decimal(long minor, char separator) {
    long cents = Math.abs(minor);
    String sign = minor < 0 ? "-" : "";
    return sign
        + cents / 100
        + separator
        + (char) ('0' + cents / 10 % 10)
        + (char) ('0' + cents % 10);
  }

  private static String time(Instant moment) {
    if (moment == null) {
      return "";
    }
    LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    return time.toLocalDate()
        + " "
        + time.getHour()
        + (time.getMinute() < 10 ? ":0" : ":")
        + time.getMinute();
  }

  private static String flag(boolean value) {
    return value ? "TRUE" : "FALSE";
  }
}
