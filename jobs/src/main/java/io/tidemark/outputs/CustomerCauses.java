package io.tidemark.outputs;

import io.tidemark.mrr.InvoiceChange;
import io.tidemark.tables.RestatementCause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Why two runs say otherwise of a customer: the strongest cause among what changed of it, asked of
 * their relational stores customer by customer.
 */
final class CustomerCauses {
  private static final String INVOICE =
      "select invoice_id, customer_id, created_at, status, exclusion_reason, uncollectible_at,"
          + " subscription_id, currency, service_start, service_end, usage_start, usage_end, net,"
          + " discount from invoices where ";
  private static final int FIRST_OF_CONTENT = 7;
  private static final int LAST_OF_CONTENT = 14;

  private final RelationalReader before;
  private final RelationalReader after;
  private final Instant publishedThrough;
  private final RestatementCause otherwise;
  private final Map<String, RestatementCause> known = new HashMap<>();

  /**
   * @param publishedThrough creation of the last invoice of the earlier run
   * @param otherwise the cause of customers of whom nothing changed
   */
  CustomerCauses(
      RelationalReader before,
      RelationalReader after,
      Instant publishedThrough,
      RestatementCause otherwise) {
    this.before = before;
    this.after = after;
    this.publishedThrough = publishedThrough;
    this.otherwise = otherwise;
  }

  RestatementCause of(String customerId) {
    return known.computeIfAbsent(customerId, this::strongest);
  }

  private RestatementCause strongest(String customerId) {
    Stream<RestatementCause> ofAdjustments =
        adjustments(before, customerId).equals(adjustments(after, customerId))
            ? Stream.empty()
            : Stream.of(RestatementCause.ADJUSTMENT);
    Stream<RestatementCause> ofTheCustomer =
        created(before, customerId).equals(created(after, customerId))
            ? Stream.empty()
            : Stream.of(RestatementCause.CUSTOMER);
    return Stream.of(ofInvoices(customerId), ofAdjustments, ofTheCustomer)
        .flatMap(causes -> causes)
        .min(Comparator.naturalOrder())
        .orElse(otherwise);
  }

  /** An invoice that one run lacks under this customer may be another's there. */
  private Stream<RestatementCause> ofInvoices(String customerId) {
    Map<String, InvoiceChange.State> published = invoices(before, "customer_id = ?", customerId);
    Map<String, InvoiceChange.State> current = invoices(after, "customer_id = ?", customerId);
    Set<String> ids = new TreeSet<>(published.keySet());
    ids.addAll(current.keySet());
    return ids.stream()
        .map(
            id ->
                InvoiceChange.of(
                    published.containsKey(id) ? published.get(id) : invoice(before, id),
                    current.containsKey(id) ? current.get(id) : invoice(after, id),
                    publishedThrough))
        .flatMap(Optional::stream);
  }

  private static InvoiceChange.State invoice(RelationalReader store, String invoiceId) {
    return invoices(store, "invoice_id = ?", invoiceId).get(invoiceId);
  }

  private static Map<String, InvoiceChange.State> invoices(
      RelationalReader store, String condition, String id) {
    Map<String, InvoiceChange.State> invoices = new HashMap<>();
    store
        .list(INVOICE + condition, row -> Map.entry(row.getString(1), state(row)), id)
        .forEach(entry -> invoices.put(entry.getKey(), entry.getValue()));
    return invoices;
  }

  private static InvoiceChange.State state(ResultSet row) throws SQLException {
    StringBuilder content = new StringBuilder(row.getString(2)).append('|').append(time(row, 3));
    for (int column = FIRST_OF_CONTENT; column <= LAST_OF_CONTENT; column++) {
      content.append('|').append(Objects.toString(row.getObject(column), ""));
    }
    return new InvoiceChange.State(
        row.getString(2),
        time(row, 3),
        row.getString(4),
        row.getString(5),
        time(row, 6),
        content.toString());
  }

  private static Set<String> adjustments(RelationalReader store, String customerId) {
    return new HashSet<>(
        store.list(
            "select adjustment_id from adjustments where customer_id = ?",
            row -> row.getString(1),
            customerId));
  }

  private static List<Optional<Instant>> created(RelationalReader store, String customerId) {
    return store.list(
        "select created_at from customers where customer_id = ?",
        row -> Optional.ofNullable(time(row, 1)),
        customerId);
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
