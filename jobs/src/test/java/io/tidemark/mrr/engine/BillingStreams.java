package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;

import io.tidemark.config.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Builds billing streams of one cycle and writes down what became of them. */
final class BillingStreams {
  /** A year for 120000 cents and its last two months for 1000 each, as lines of a case. */
  static final String YEAR_AND_ADD_ON =
      """
      120000 2024-01-01..2025-01-01 first
      1000 2024-11-01..2024-12-01 first
      1000 2024-12-01..2025-01-01 2024-11-01..2024-12-01
      """;

  private BillingStreams() {}

  /** A stream that an invoice of that id opened. */
  static BillingStream opened(String id, long net, String start, String end) {
    return openedBy(paid(id, net, start, end));
  }

  /** The same, begun inside the cycle of another stream. */
  static BillingStream openedBy(Invoice invoice) {
    BillingStream stream = new BillingStream(true);
    stream.open(invoice, invoice.anchor());
    return stream;
  }

  /** Its invoices in order: id, net amount, and why it is of low confidence. */
  static String text(BillingStream stream) {
    return stream.invoices().stream()
        .map(
            invoice ->
                invoice.invoiceId()
                    + " "
                    + invoice.netMinor()
                    + stream.doubt(invoice).map(why -> " " + why).orElse(""))
        .collect(Collectors.joining(", "));
  }

  /** What follows in a file that ends at {@code through}. */
  static Upcoming upcoming(String through, Invoice... later) {
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), time("2024-01-01"), time(through));
    return new Upcoming(List.of(later), rules);
  }

  /**
   * The streams of invoices as a {@link BillingCase} writes them: amounts, and why they are low.
   */
  static List<String> assigned(String through, String lines) {
    BillingCase billing = BillingCase.of(through, lines);
    Instant from =
        billing.invoices().stream().map(Invoice::createdAt).min(Instant::compareTo).orElseThrow();
    List<Invoice> inOrder =
        billing.invoices().stream()
            .sorted(Comparator.comparing(Invoice::serviceStart).thenComparing(Invoice::createdAt))
            .toList();
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), from, billing.dataThrough());
    return StreamAssignment.of(inOrder, rules).streams().stream()
        .map(stream -> text(stream).replaceAll("in_\\d+ ", ""))
        .toList();
  }
}
