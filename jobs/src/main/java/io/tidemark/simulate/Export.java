package io.tidemark.simulate;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * Writes a simulated world: {@code invoices.csv} and {@code customers.csv} as Stripe exports them,
 * newest first, and {@code true_mrr.csv}, by customer. The output is streamed, so memory does not
 * grow with the world.
 */
public final class Export {
  private static final List<String> TRUTH_COLUMNS =
      List.of("customer", "currency", "valid_from", "valid_to", "mrr", "is_billed");

  private final SimulationOptions options;
  private long customers;
  private long invoices;

  private Export(SimulationOptions options) {
    this.options = options;
  }

  /**
   * The numbers of rows written.
   *
   * @param customers rows of the customers file
   * @param invoices rows of the invoices file
   */
  public record Written(long customers, long invoices) {}

  /**
   * Writes the three files to a folder. Creates the folder if it is missing and replaces existing
   * files of these names.
   */
  public static Written write(SimulationOptions options, Path folder) throws IOException {
    Files.createDirectories(folder);
    Export export = new Export(options);
    try (NewestFirst invoices = new NewestFirst(folder);
        NewestFirst customers = new NewestFirst(folder);
        CsvWriter truth = csv().build(folder.resolve("true_mrr.csv"))) {
      truth.writeRecord(TRUTH_COLUMNS);
      for (Iterator<Life> lives = Lives.of(options).iterator(); lives.hasNext(); ) {
        export.add(lives.next(), invoices, customers, truth);
      }
      write(folder.resolve("invoices.csv"), StripeFormat.INVOICE_COLUMNS, invoices);
      write(folder.resolve("customers.csv"), StripeFormat.CUSTOMER_COLUMNS, customers);
    }
    return new Written(export.customers, export.invoices);
  }

  private void add(Life life, NewestFirst invoiceLines, NewestFirst customerLines, CsvWriter truth)
      throws IOException {
    Life shown = life.within(options.windowFrom(), options.windowTo());
    for (SimulatedInvoice invoice : shown.invoices()) {
      invoiceLines.add(invoice.createdAt(), line(StripeFormat.values(invoice)));
      invoices++;
    }
    SimulatedCustomer customer = shown.customer();
    if (customer.isListed() && customer.createdAt().isBefore(options.windowTo())) {
      customerLines.add(customer.createdAt(), line(StripeFormat.values(customer)));
      customers++;
    }
    for (TrueMrr interval : life.truth()) {
      truth.writeRecord(
          interval.customerId(),
          interval.currency(),
          interval.validFrom().toString(),
          interval.validTo().toString(),
          StripeFormat.decimal(interval.mrrMinor(), '.'),
          Boolean.toString(interval.isBilled()));
    }
  }

  private static void write(Path file, List<String> columns, NewestFirst lines) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write(line(columns));
      writer.write("\r\n");
      lines.copyTo(writer);
    }
  }

  private static String line(List<String> values) {
    StringWriter line = new StringWriter(400);
    csv().bufferSize(0).build(line).writeRecord(values);
    return line.toString().substring(0, line.getBuffer().length() - 2);
  }

  private static CsvWriter.CsvWriterBuilder csv() {
    return CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF);
  }
}
