package io.tidemark.compare;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.LayerPolicy;
import io.tidemark.query.CustomerExplanation.BilledInvoice;
import io.tidemark.query.CustomerInvoices.Stored;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.InvoiceStatus;
import java.math.BigDecimal;

/** A definition of MRR: the rules for layers, and the invoices that they are applied to. */
record Definition(LayerPolicy rules, View view) {

  /** A way to read the amount or the status of an invoice. */
  enum View {
    AS_PUBLISHED,
    AFTER_DISCOUNT,
    BEFORE_DISCOUNT,
    WITH_TAX,
    VOID_AS_PAID,
    UNCOLLECTIBLE_AS_PAID,
    CREDITED_AS_PAID
  }

  /** Returns an invoice as this definition reads it. */
  Invoice invoice(Stored stored) {
    Invoice invoice = stored.invoice();
    BilledInvoice billed = stored.billed();
    return switch (view) {
      case AS_PUBLISHED -> invoice;
      case AFTER_DISCOUNT -> withAmount(invoice, billed.net());
      case BEFORE_DISCOUNT -> withAmount(invoice, billed.net().add(orZero(billed.discount())));
      case WITH_TAX -> withAmount(invoice, billed.amount().add(orZero(billed.tax())));
      case VOID_AS_PAID -> asPaid(invoice, InvoiceStatus.VOID);
      case UNCOLLECTIBLE_AS_PAID -> asPaid(invoice, InvoiceStatus.UNCOLLECTIBLE);
      case CREDITED_AS_PAID -> withoutCredit(invoice);
    };
  }

  private static BigDecimal orZero(BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  private static Invoice withAmount(Invoice invoice, BigDecimal amount) {
    int decimals = Currencies.decimals(invoice.currency());
    return invoice.part(amount.movePointRight(decimals).longValueExact());
  }

  private static Invoice asPaid(Invoice invoice, InvoiceStatus status) {
    return invoice.status() == status
        ? invoice.as(InvoiceStatus.PAID, false, invoice.finalizedAt(), null)
        : invoice;
  }

  private static Invoice withoutCredit(Invoice invoice) {
    return new Invoice(
        invoice.invoiceId(),
        invoice.customerId(),
        invoice.subscriptionId(),
        invoice.currency(),
        invoice.status(),
        invoice.isClosed(),
        false,
        invoice.createdAt(),
        invoice.dueAt(),
        invoice.finalizedAt(),
        invoice.uncollectibleAt(),
        invoice.serviceStart(),
        invoice.serviceEnd(),
        invoice.usageStart(),
        invoice.usageEnd(),
        invoice.netMinor());
  }
}
