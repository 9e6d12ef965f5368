package io.tidemark.compare;

import io.tidemark.mrr.engine.ExclusionReason;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.mrr.engine.Posting;
import io.tidemark.mrr.engine.SubscriptionResult;
import io.tidemark.query.CustomerInvoices;
import io.tidemark.query.CustomerInvoices.Stored;
import io.tidemark.query.PublishedRates;
import io.tidemark.tables.Currencies;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** A customer of a run, whose MRR can be computed under other definitions. */
final class Customer {
  private final ZoneId zone;
  private final PublishedRates rates;
  private final Instant createdAt;
  private final List<Stored> invoices;
  private final List<Adjustment> adjustments;
  private final Map<Definition, Result> results = new HashMap<>();

  private record Adjustment(String currency, long minor, LocalDate from, LocalDate to) {
    boolean isActiveOn(LocalDate date) {
      return !date.isBefore(from) && (to == null || date.isBefore(to));
    }
  }

  private record Group(String subscriptionId, String currency) {}

  /**
   * The result of the rules for all invoices of the customer.
   *
   * @param exclusions reason by invoice id; an invoice without one counts
   */
  record Result(
      List<Layer> layers, Map<String, ExclusionReason> exclusions, List<Posting> postings) {}

  private Customer(
      ZoneId zone,
      PublishedRates rates,
      Instant createdAt,
      List<Stored> invoices,
      List<Adjustment> adjustments) {
    this.zone = zone;
    this.rates = rates;
    this.createdAt = createdAt;
    this.invoices = invoices;
    this.adjustments = adjustments;
  }

  /** Reads a customer of a run. A customer that the run does not have is without invoices. */
  static Customer of(ExportReader run, PublishedRates rates, String customerId) {
    List<ExportRow> rows = run.rows(ExportReader.CUSTOMERS, "customer_id", customerId);
    List<Adjustment> adjustments =
        run.rows(ExportReader.ADJUSTMENTS, "customer_id", customerId).stream()
            .map(Customer::adjustment)
            .toList();
    return new Customer(
        run.run().zone(),
        rates,
        rows.isEmpty() ? null : rows.get(0).second("created_at"),
        CustomerInvoices.of(run, customerId),
        adjustments);
  }

  private static Adjustment adjustment(ExportRow row) {
    String currency = row.text("currency");
    long minor = row.amount("mrr").movePointRight(Currencies.decimals(currency)).longValueExact();
    return new Adjustment(currency, minor, row.date("valid_from"), row.date("valid_to"));
  }

  boolean hasInvoices() {
    return !invoices.isEmpty();
  }

  List<Stored> invoices() {
    return invoices;
  }

  LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  /** Returns the result of a definition for all invoices. */
  Result read(Definition definition) {
    return results.computeIfAbsent(definition, of -> read(of, invoice -> true));
  }

  /** Returns the result of a definition for the invoices that a condition keeps. */
  Result read(Definition definition, Predicate<Invoice> keeps) {
    Map<Group, List<Invoice>> groups = new LinkedHashMap<>();
    for (Stored stored : invoices) {
      Invoice invoice = definition.invoice(stored);
      if (keeps.test(invoice)) {
        Group group = new Group(invoice.subscriptionId(), invoice.currency());
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(invoice);
      }
    }
    Result result = new Result(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
    for (List<Invoice> group : groups.values()) {
      SubscriptionResult read = SubscriptionResult.of(group, createdAt, definition.rules());
      result.layers().addAll(read.layers());
      result.exclusions().putAll(read.exclusions());
      result.postings().addAll(read.postings());
    }
    return result;
  }

  boolean isActive(Layer layer, LocalDate date) {
    return !date(layer.start()).isAfter(date) && date(layer.end()).isAfter(date);
  }

  /** Returns the sums of the active layers and adjustments by currency, in minor units. */
  Map<String, Long> sums(List<Layer> layers, LocalDate date, ToLongFunction<Layer> price) {
    Map<String, Long> sums = layerSums(layers, date, price);
    adjustments.stream()
        .filter(adjustment -> adjustment.isActiveOn(date))
        .forEach(
            adjustment -> sums.merge(adjustment.currency(), adjustment.minor(), Math::addExact));
    return sums;
  }

  /** Returns the sums of the active layers by currency, in minor units. */
  Map<String, Long> layerSums(List<Layer> layers, LocalDate date, ToLongFunction<Layer> price) {
    Map<String, Long> sums = new TreeMap<>();
    layers.stream()
        .filter(layer -> isActive(layer, date))
        .forEach(
            layer ->
                sums.merge(layer.invoice().currency(), price.applyAsLong(layer), Math::addExact));
    return sums;
  }

  /** Returns the figure of a point from the sums by currency; a sum below zero counts as zero. */
  long figure(Map<String, Long> sums, Point point) {
    return figure(sums, point, rates.dayFor(point.date()));
  }

  /** Returns the figure of a point at the exchange rates of a day. */
  long figure(Map<String, Long> sums, Point point, LocalDate ratesOf) {
    if (!point.isConverted()) {
      return Math.max(0, sums.getOrDefault(point.currency(), 0L));
    }
    long figure = 0;
    for (Map.Entry<String, Long> sum : sums.entrySet()) {
      if (sum.getValue() > 0) {
        BigDecimal amount = BigDecimal.valueOf(sum.getValue(), Currencies.decimals(sum.getKey()));
        BigDecimal converted = rates.convert(amount, sum.getKey(), point.currency(), ratesOf);
        figure =
            Math.addExact(
                figure,
                converted.movePointRight(Currencies.decimals(point.currency())).longValueExact());
      }
    }
    return figure;
  }
}
