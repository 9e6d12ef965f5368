package io.tidemark.query;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.query.CustomerExplanation.BilledInvoice;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.InvoiceStatus;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Reads all invoices of a customer of a run, for the rules and for display. */
public final class CustomerInvoices {
  static final Comparator<ExportRow> BY_TIME =
      Comparator.comparing((ExportRow row) -> row.time("created_at"))
          .thenComparing(row -> row.text("invoice_id"));

  /**
   * An invoice.
   *
   * @param exclusionReason as published; null if the invoice counts
   */
  public record Stored(Invoice invoice, BilledInvoice billed, String exclusionReason) {}

  private final Settings.Amount amount;

  private CustomerInvoices(Policy policy) {
    this.amount = policy.get(Settings.AMOUNT);
  }

  /** Returns the invoices in the order of their creation. */
  public static List<Stored> of(ExportReader run, String customerId) {
    CustomerInvoices invoices = new CustomerInvoices(run.run().policy());
    return run.rows(ExportReader.INVOICES, "customer_id", customerId).stream()
        .sorted(BY_TIME)
        .map(invoices::stored)
        .toList();
  }

  private Stored stored(ExportRow row) {
    BilledInvoice billed = billed(row);
    int decimals = Currencies.decimals(billed.currency());
    Invoice invoice =
        new Invoice(
            billed.invoiceId(),
            row.text("customer_id"),
            billed.subscriptionId(),
            billed.currency(),
            InvoiceStatus.valueOf(billed.status().toUpperCase(Locale.ROOT)),
            billed.isClosed(),
            isCredited(row),
            billed.createdAt(),
            row.second("due_at"),
            row.second("finalized_at"),
            billed.uncollectibleAt(),
            billed.serviceStart(),
            billed.serviceEnd(),
            billed.usageStart(),
            billed.usageEnd(),
            billed.amount().movePointRight(decimals).longValueExact());
    return new Stored(invoice, billed, row.text("exclusion_reason"));
  }

  private BilledInvoice billed(ExportRow row) {
    BigDecimal net = row.amount("net");
    BigDecimal discount = row.amount("discount");
    boolean addsBack = amount == Settings.Amount.BEFORE_DISCOUNT && discount != null;
    return new BilledInvoice(
        row.text("invoice_id"),
        row.text("subscription_id"),
        row.text("status"),
        row.isTrue("is_closed"),
        row.text("currency"),
        row.amount("total"),
        row.amount("tax"),
        net,
        discount,
        addsBack ? net.add(discount) : net,
        row.second("created_at"),
        row.second("uncollectible_at"),
        row.second("service_start"),
        row.second("service_end"),
        row.second("usage_start"),
        row.second("usage_end"),
        row.text("source_file"),
        row.number("source_line"));
  }

  /**
   * Returns whether an invoice was credited in full: its total is positive, nothing of it is due or
   * paid, and it did not change the customer's balance.
   */
  private static boolean isCredited(ExportRow row) {
    return row.decimal("total").signum() > 0
        && isZero(row.decimal("amount_due"))
        && isZero(row.decimal("amount_paid"))
        && row.decimal("starting_balance") != null
        && row.decimal("starting_balance").equals(row.decimal("ending_balance"));
  }

  private static boolean isZero(BigDecimal amount) {
    return amount != null && amount.signum() == 0;
  }
}
