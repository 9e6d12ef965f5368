package io.tidemark.outputs;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.Invoice;
import io.tidemark.outputs.CustomerExplanation.BilledInvoice;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.InvoiceStatus;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** All invoices of a customer in a relational store, as the rules and as people see them. */
final class CustomerInvoices {
  private static final String INVOICES =
      """
      select invoice_id, customer_id, subscription_id, currency, status, is_closed, created_at,
             due_at, finalized_at, uncollectible_at, service_start, service_end, usage_start,
             usage_end, total, tax, net, discount, exclusion_reason, source_file, source_line,
             coalesce(total > 0 and amount_due = 0 and amount_paid = 0
               and starting_balance = ending_balance, false) as is_credited
      from invoices
      where customer_id = ?
      order by created_at, invoice_id
      """;

  /**
   * One of them.
   *
   * @param exclusionReason as published; null where it counts
   */
  record Stored(Invoice invoice, BilledInvoice billed, String exclusionReason) {}

  private final Settings.Amount amount;

  private CustomerInvoices(Policy policy) {
    this.amount = policy.get(Settings.AMOUNT);
  }

  /** In the order they were created. */
  static List<Stored> of(RelationalReader store, String customerId, Policy policy) {
    return store.list(INVOICES, new CustomerInvoices(policy)::stored, customerId);
  }

  private Stored stored(ResultSet row) throws SQLException {
    BilledInvoice billed = billed(row);
    int decimals = Currencies.decimals(billed.currency());
    Invoice invoice =
        new Invoice(
            billed.invoiceId(),
            row.getString("customer_id"),
            billed.subscriptionId(),
            billed.currency(),
            InvoiceStatus.valueOf(billed.status().toUpperCase(Locale.ROOT)),
            billed.isClosed(),
            row.getBoolean("is_credited"),
            billed.createdAt(),
            time(row, "due_at"),
            time(row, "finalized_at"),
            billed.uncollectibleAt(),
            billed.serviceStart(),
            billed.serviceEnd(),
            billed.usageStart(),
            billed.usageEnd(),
            billed.amount().movePointRight(decimals).longValueExact());
    return new Stored(invoice, billed, row.getString("exclusion_reason"));
  }

  private BilledInvoice billed(ResultSet row) throws SQLException {
    BigDecimal net = money(row, "net");
    BigDecimal discount = row.getBigDecimal("discount") == null ? null : money(row, "discount");
    boolean addsBack = amount == Settings.Amount.BEFORE_DISCOUNT && discount != null;
    return new BilledInvoice(
        row.getString("invoice_id"),
        row.getString("subscription_id"),
        row.getString("status"),
        row.getBoolean("is_closed"),
        row.getString("currency"),
        money(row, "total"),
        money(row, "tax"),
        net,
        discount,
        addsBack ? net.add(discount) : net,
        time(row, "created_at"),
        time(row, "uncollectible_at"),
        time(row, "service_start"),
        time(row, "service_end"),
        time(row, "usage_start"),
        time(row, "usage_end"),
        row.getString("source_file"),
        row.getLong("source_line"));
  }

  /** With the decimals of the row's currency: the database keeps four. */
  private static BigDecimal money(ResultSet row, String column) throws SQLException {
    return Currencies.scaled(row.getBigDecimal(column), row.getString("currency"));
  }

  /** To the second, as the rules count. */
  static Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant().truncatedTo(ChronoUnit.SECONDS);
  }
}
