package io.tidemark.query;

import io.tidemark.mrr.restate.InvoiceChange;
import io.tidemark.tables.RestatementCause;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import io.tidemark.warehouse.ExportRows;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the cause of the differences between two runs for each customer: the strongest cause among
 * the customer's changed records.
 */
final class CustomerCauses {
  /** Limits the memory: all invoices of this many customers are held at a time. */
  private static final int CUSTOMERS_AT_ONCE = 10_000;

  private static final List<String> CONTENT =
      List.of(
          "customer_id",
          "created_at",
          "subscription_id",
          "currency",
          "service_start",
          "service_end",
          "usage_start",
          "usage_end",
          "net",
          "discount");

  private final ExportReader before;
  private final ExportReader after;
  private final Map<String, RestatementCause> strongest = new HashMap<>();

  /** Invoices that were read from only one run so far, by id. */
  private final Map<String, Versions> incomplete = new HashMap<>();

  /** An invoice in both runs; null for a run that does not have it. */
  private record Versions(InvoiceChange.State before, InvoiceChange.State after) {
    static final Versions NONE = new Versions(null, null);

    boolean isComplete() {
      return before != null && after != null;
    }

    Versions withBefore(InvoiceChange.State state) {
      return new Versions(state, after);
    }

    Versions withAfter(InvoiceChange.State state) {
      return new Versions(before, state);
    }
  }

  private CustomerCauses(ExportReader before, ExportReader after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Returns the strongest cause by customer; none for a customer without changed records.
   *
   * @param customers in the order of their ids
   */
  static Map<String, RestatementCause> of(
      ExportReader before, ExportReader after, List<String> customers) {
    CustomerCauses causes = new CustomerCauses(before, after);
    for (int from = 0; from < customers.size(); from += CUSTOMERS_AT_ONCE) {
      int to = Math.min(from + CUSTOMERS_AT_ONCE, customers.size());
      causes.add(customers.subList(from, to));
    }
    causes.addIncomplete();
    return causes.strongest;
  }

  private void add(List<String> customers) {
    compare(
        ExportReader.ADJUSTMENTS,
        customers,
        row -> row.text("adjustment_id"),
        RestatementCause.ADJUSTMENT);
    compare(
        ExportReader.CUSTOMERS,
        customers,
        row -> Objects.toString(row.time("created_at")),
        RestatementCause.CUSTOMER);
    addInvoices("customer_id", customers, before, Versions::withBefore);
    addInvoices("customer_id", customers, after, Versions::withAfter);
    incomplete.values().removeIf(invoice -> invoice.isComplete() && note(invoice));
  }

  /**
   * Adds invoices that are missing for the customers of one run. In that run, such an invoice may
   * belong to another customer.
   */
  private void addIncomplete() {
    addInvoices("invoice_id", existing(before), before, Versions::withBefore);
    addInvoices("invoice_id", existing(after), after, Versions::withAfter);
    incomplete.values().forEach(this::note);
  }

  private Set<String> existing(ExportReader run) {
    Set<String> ids = new HashSet<>();
    try (ExportRows rows = run.all(ExportReader.INVOICES, List.of("invoice_id"))) {
      rows.forEachRemaining(row -> ids.add(row.text("invoice_id")));
    }
    ids.retainAll(incomplete.keySet());
    return ids;
  }

  private void addInvoices(
      String column,
      Collection<String> values,
      ExportReader run,
      BiFunction<Versions, InvoiceChange.State, Versions> side) {
    for (ExportRow row : run.rows(ExportReader.INVOICES, column, values)) {
      incomplete.compute(
          row.text("invoice_id"),
          (id, known) -> side.apply(known == null ? Versions.NONE : known, state(row)));
    }
  }

  /** Adds the cause of an invoice's change to its customers; returns true. */
  private boolean note(Versions invoice) {
    Optional<RestatementCause> cause =
        InvoiceChange.of(invoice.before(), invoice.after(), before.run().dataThrough());
    Stream.of(invoice.before(), invoice.after())
        .filter(Objects::nonNull)
        .forEach(state -> cause.ifPresent(found -> note(state.customerId(), found)));
    return true;
  }

  private void note(String customerId, RestatementCause cause) {
    strongest.merge(customerId, cause, (one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  private void compare(
      String table,
      List<String> customers,
      Function<ExportRow, String> content,
      RestatementCause cause) {
    Map<String, Set<String>> published = contents(before, table, customers, content);
    Map<String, Set<String>> current = contents(after, table, customers, content);
    customers.stream()
        .filter(customer -> !Objects.equals(published.get(customer), current.get(customer)))
        .forEach(customer -> note(customer, cause));
  }

  private static Map<String, Set<String>> contents(
      ExportReader run, String table, List<String> customers, Function<ExportRow, String> content) {
    return run.rows(table, "customer_id", customers).stream()
        .collect(
            Collectors.groupingBy(
                row -> row.text("customer_id"), Collectors.mapping(content, Collectors.toSet())));
  }

  private static InvoiceChange.State state(ExportRow row) {
    return new InvoiceChange.State(
        row.text("customer_id"),
        row.time("created_at"),
        row.text("status"),
        row.text("exclusion_reason"),
        row.time("uncollectible_at"),
        CONTENT.stream()
            .map(column -> Objects.toString(row.value(column), ""))
            .collect(Collectors.joining("|")));
  }
}
