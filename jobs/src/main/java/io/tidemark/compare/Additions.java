package io.tidemark.compare;

import io.tidemark.mrr.engine.ExclusionReason;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.mrr.engine.Posting;
import io.tidemark.query.CustomerInvoices.Stored;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Figures that contain revenue which is not recurring by the definition of the run. */
final class Additions {
  private final Definition published;

  Additions(Definition published) {
    this.published = published;
  }

  /** Returns the figure with trials at the price that follows them. */
  OptionalLong withTrials(Customer customer, Point point) {
    List<Layer> layers = customer.read(published).layers();
    Map<String, Long> sums = customer.sums(layers, point.date(), Layer::mrrMinor);
    Map<String, List<Layer>> subscriptions = new LinkedHashMap<>();
    for (Layer layer : layers) {
      String id = layer.invoice().subscriptionId() + " " + layer.invoice().currency();
      subscriptions.computeIfAbsent(id, key -> new ArrayList<>()).add(layer);
    }
    for (List<Layer> subscription : subscriptions.values()) {
      Optional<Instant> paidFrom =
          subscription.stream()
              .filter(layer -> layer.mrrMinor() > 0)
              .map(Layer::start)
              .min(Comparator.naturalOrder());
      boolean isTrial =
          paidFrom.filter(start -> customer.date(start).isAfter(point.date())).isPresent()
              && subscription.stream().anyMatch(layer -> customer.isActive(layer, point.date()));
      if (isTrial) {
        subscription.stream()
            .filter(layer -> layer.start().equals(paidFrom.get()))
            .forEach(
                layer -> sums.merge(layer.invoice().currency(), layer.mrrMinor(), Math::addExact));
      }
    }
    return OptionalLong.of(customer.figure(sums, point));
  }

  /** Returns the figure with the one-off invoices of the month. */
  OptionalLong withOneOffs(Customer customer, Point point) {
    Customer.Result result = customer.read(published);
    Map<String, Long> sums = customer.sums(result.layers(), point.date(), Layer::mrrMinor);
    addInvoices(
        customer,
        point.month(),
        invoice -> result.exclusions().get(invoice.invoiceId()) == ExclusionReason.ONE_OFF,
        sums);
    return OptionalLong.of(customer.figure(sums, point));
  }

  /** Returns the figure with setup fees in the price of the first cycle. */
  OptionalLong withSetupFees(Customer customer, Point point) {
    Customer.Result result = customer.read(published);
    Map<String, Posting> fees = new TreeMap<>();
    result.postings().stream()
        .filter(posting -> posting.line() == Posting.Line.SETUP_FEE)
        .forEach(posting -> fees.put(posting.invoiceId(), posting));
    return OptionalLong.of(
        customer.figure(
            customer.sums(
                result.layers(),
                point.date(),
                layer -> {
                  Posting fee = fees.get(layer.invoice().invoiceId());
                  return layer.mrrMinor()
                      + (fee == null ? 0 : Prices.round(fee.amount().divide(layer.weight())));
                }),
            point));
  }

  /** Returns the amounts of the recurring invoices of the month. */
  OptionalLong billed(Customer customer, Point point) {
    Customer.Result result = customer.read(published);
    Map<String, Long> sums = new TreeMap<>();
    addInvoices(
        customer,
        point.month(),
        invoice -> !result.exclusions().containsKey(invoice.invoiceId()),
        sums);
    return OptionalLong.of(customer.figure(sums, point));
  }

  private static void addInvoices(
      Customer customer, YearMonth month, Predicate<Invoice> isAdded, Map<String, Long> sums) {
    customer.invoices().stream()
        .map(Stored::invoice)
        .filter(isAdded)
        .filter(invoice -> YearMonth.from(customer.date(invoice.createdAt())).equals(month))
        .forEach(invoice -> sums.merge(invoice.currency(), invoice.netMinor(), Math::addExact));
  }
}
