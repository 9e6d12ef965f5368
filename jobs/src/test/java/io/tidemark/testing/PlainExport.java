package io.tidemark.testing;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.tables.InvoiceStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Stripe's export of flawless EUR and USD invoices, read a second time: what staging is compared
 * with. Decimal commas, times to the minute.
 */
public final class PlainExport {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd H:mm");

  private final List<Invoice> invoices = new ArrayList<>();
  private final Map<String, Instant> creations = new HashMap<>();
  private final Map<String, Integer> paymentsShown = new HashMap<>();
  private final Set<String> earlierPayers = new HashSet<>();

  private PlainExport() {}

  /** Reads {@code invoices.csv} and {@code customers.csv} of folders as one export. */
  public static PlainExport of(List<Path> folders) throws IOException {
    PlainExport export = new PlainExport();
    for (Path folder : folders) {
      for (NamedCsvRecord row : records(folder.resolve("invoices.csv"))) {
        export.invoices.add(invoice(row));
        int payments = amount(row, "Amount Paid") > 0 ? 1 : 0;
        export.paymentsShown.merge(row.getField("Customer"), payments, Integer::sum);
      }
    }
    Instant first =
        export.invoices.stream()
            .map(Invoice::createdAt)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    for (Path folder : folders) {
      for (NamedCsvRecord row : records(folder.resolve("customers.csv"))) {
        export.addCustomer(row, first.truncatedTo(ChronoUnit.DAYS));
      }
    }
    return export;
  }

  public List<Invoice> invoices() {
    return invoices;
  }

  /** When customers were created, of those the customers files have. */
  public Map<String, Instant> creations() {
    return creations;
  }

  /** Customers with invoices who made more payments than these show. */
  public Set<String> earlierPayers() {
    return earlierPayers;
  }

  private void addCustomer(NamedCsvRecord row, Instant firstDay) {
    String customer = row.getField("id");
    creations.put(customer, time(row, "Created (UTC)"));
    Integer shown = paymentsShown.get(customer);
    boolean existedBefore = creations.get(customer).isBefore(firstDay);
    boolean paidMore = shown != null && Integer.parseInt(row.getField("Payment Count")) > shown;
    if (existedBefore && paidMore) {
      earlierPayers.add(customer);
    }
  }

  private static Invoice invoice(NamedCsvRecord row) {
    String subscription = row.getField("Subscription");
    return new Invoice(
        row.getField("id"),
        row.getField("Customer"),
        subscription.isEmpty() ? null : subscription,
        row.getField("Currency").toUpperCase(Locale.ROOT),
        InvoiceStatus.valueOf(row.getField("Status").toUpperCase(Locale.ROOT)),
        row.getField("Closed").equals("TRUE"),
        false,
        time(row, "Date (UTC)"),
        time(row, "Due Date (UTC)"),
        time(row, "Finalized At (UTC)"),
        time(row, "Marked Uncollectible At (UTC)"),
        time(row, "Minimum Line Item Period Start (UTC)"),
        time(row, "Maximum Line Item Period End (UTC)"),
        time(row, "Period Start (UTC)"),
        time(row, "Period End (UTC)"),
        amount(row, "Total") - amount(row, "Tax"));
  }

  private static Instant time(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return text.isEmpty() ? null : LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
  }

  private static long amount(NamedCsvRecord row, String column) {
    String text = row.getField(column).replace(',', '.');
    return text.isEmpty() ? 0 : new BigDecimal(text).movePointRight(2).longValueExact();
  }

  private static CsvReader<NamedCsvRecord> records(Path file) throws IOException {
    return CsvReader.builder().ofNamedCsvRecord(file);
  }
}
