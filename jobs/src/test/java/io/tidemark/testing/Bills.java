package io.tidemark.testing;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Invoices of one EUR subscription as a table, one a line: {@code id | status | service | usage |
 * net}, a period as {@code 2024-01-01 .. 2024-02-01} with an optional time of day after the letter
 * T, the usage empty where the file has none. Behind {@code uncollectible} stands when it was
 * marked. An invoice is created at the end of its usage, or when its service starts.
 */
final class Bills {
  private Bills() {}

  static List<Invoice> of(String table) {
    List<Invoice> invoices = new ArrayList<>();
    for (String line : table.strip().split("\n")) {
      String[] cells = line.strip().split("\\s*\\|\\s*", -1);
      String[] status = cells[1].split(" ");
      Period service = period(cells[2]);
      Period usage = cells[3].isEmpty() ? null : period(cells[3]);
      invoices.add(
          new Invoice(
              cells[0],
              "cus_1",
              "sub_1",
              "EUR",
              InvoiceStatus.valueOf(status[0].toUpperCase(Locale.ROOT)),
              false,
              false,
              usage == null ? service.start() : usage.end(),
              null,
              null,
              status.length > 1 ? time(status[1]) : null,
              service.start(),
              service.end(),
              usage == null ? null : usage.start(),
              usage == null ? null : usage.end(),
              Long.parseLong(cells[4])));
    }
    return invoices;
  }

  static Period period(String text) {
    String[] bounds = text.split(" \\.\\. ");
    return new Period(time(bounds[0]), time(bounds[1]));
  }

  static Instant time(String text) {
    String full = text.contains("T") ? text : text + "T00:00";
    return LocalDateTime.parse(full).toInstant(ZoneOffset.UTC);
  }

  /**
   * A layer as a line: {@code kind mrr start .. end basis confidence}, high and invoiced unsaid.
   */
  static String text(Slice slice) {
    String line =
        "%s %d %s .. %s %s %s"
            .formatted(
                slice.kind(),
                slice.mrrMinor(),
                text(slice.start()),
                text(slice.end()),
                slice.basis(),
                slice.confidence());
    return line.replace(" INVOICED", "").replace(" HIGH", "").toLowerCase(Locale.ROOT);
  }

  private static String text(Instant time) {
    return LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString().replace("T00:00", "");
  }
}
