package io.tidemark.mrr.engine;

import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes invoices of one subscription the way a table of cases reads. */
public final class Invoices {
  private Invoices() {}

  /** A paid invoice created when its service starts, without a usage period. */
  public static Invoice paid(String id, long netMinor, String start, String end) {
    return paid(id, netMinor, start, end, null, null);
  }

  /** The same with a usage period. */
  public static Invoice paid(
      String id, long netMinor, String start, String end, String usageStart, String usageEnd) {
    Instant created = time(usageEnd == null ? start : usageEnd);
    return new Invoice(
        id,
        "cus_1",
        "sub_1",
        "EUR",
        InvoiceStatus.PAID,
        true,
        false,
        created,
        null,
        created,
        null,
        time(start),
        time(end),
        time(usageStart),
        time(usageEnd),
        netMinor);
  }

  /** {@code yyyy-MM-dd} or {@code yyyy-MM-dd HH:mm}, in UTC; null stays null. */
  public static Instant time(String text) {
    if (text == null) {
      return null;
    }
    String full = text.length() == 10 ? text + "T00:00" : text.replace(' ', 'T');
    return LocalDateTime.parse(full).toInstant(ZoneOffset.UTC);
  }

  public static Invoice with(
      Invoice invoice, InvoiceStatus status, boolean isClosed, String givenUpAt) {
    return new Invoice(
        invoice.invoiceId(),
        invoice.customerId(),
        invoice.subscriptionId(),
        invoice.currency(),
        status,
        isClosed,
        invoice.isCreditedInFull(),
        invoice.createdAt(),
        invoice.dueAt(),
        invoice.finalizedAt(),
        time(givenUpAt),
        invoice.serviceStart(),
        invoice.serviceEnd(),
        invoice.usageStart(),
        invoice.usageEnd(),
        invoice.netMinor());
  }
}
