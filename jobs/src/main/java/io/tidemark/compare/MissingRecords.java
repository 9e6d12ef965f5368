package io.tidemark.compare;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds invoices, subscriptions and customers that one side lacks. */
final class MissingRecords {
  private final Definition published;

  MissingRecords(Definition published) {
    this.published = published;
  }

  /** Returns the figures without an invoice or a subscription of the run, and with gaps filled. */
  List<Match> of(Customer customer, Point point) {
    List<Layer> layers = customer.read(published).layers();
    List<Match> figures = new ArrayList<>();
    List<Invoice> active =
        layers.stream()
            .filter(layer -> customer.isActive(layer, point.date()))
            .map(Layer::invoice)
            .toList();
    ids(active, Invoice::invoiceId)
        .forEach(
            id ->
                figures.add(
                    without(
                        customer,
                        point,
                        new Match.Label(Cause.INVOICE_ONLY_IN_RUN, id),
                        invoice -> !invoice.invoiceId().equals(id))));
    ids(active, Invoice::subscriptionId)
        .forEach(
            id ->
                figures.add(
                    without(
                        customer,
                        point,
                        new Match.Label(Cause.SUBSCRIPTION_ONLY_IN_RUN, id),
                        invoice -> !id.equals(invoice.subscriptionId()))));
    figures.addAll(withGaps(customer, point, layers));
    return figures;
  }

  private static List<String> ids(List<Invoice> invoices, Function<Invoice, String> id) {
    return invoices.stream().map(id).filter(Objects::nonNull).distinct().sorted().toList();
  }

  private Match without(
      Customer customer, Point point, Match.Label label, Predicate<Invoice> keeps) {
    List<Layer> layers = customer.read(published, keeps).layers();
    Map<String, Long> sums = customer.sums(layers, point.date(), Layer::mrrMinor);
    return new Match(label.cause(), label.detail(), customer.figure(sums, point), true);
  }

  /**
   * Returns the figures in which subscriptions without MRR on the date have the MRR that they had
   * before or have later: each of them alone, and all of them together.
   */
  private static List<Match> withGaps(Customer customer, Point point, List<Layer> layers) {
    Collection<List<Layer>> idle =
        layers.stream()
            .filter(layer -> layer.mrrMinor() != 0)
            .collect(
                Collectors.groupingBy(
                    layer -> layer.invoice().subscriptionId() + " " + layer.invoice().currency(),
                    LinkedHashMap::new,
                    Collectors.toList()))
            .values()
            .stream()
            .filter(own -> own.stream().noneMatch(layer -> customer.isActive(layer, point.date())))
            .toList();
    List<Match> figures = new ArrayList<>();
    for (boolean isBefore : new boolean[] {true, false}) {
      List<List<Layer>> all = new ArrayList<>();
      for (List<Layer> own : idle) {
        List<Layer> nearest = nearest(customer, own, point.date(), isBefore);
        if (!nearest.isEmpty()) {
          all.add(nearest);
          figures.add(with(customer, point, layers, nearest, isBefore));
        }
      }
      if (all.size() > 1) {
        List<Layer> together = all.stream().flatMap(List::stream).toList();
        figures.add(with(customer, point, layers, together, isBefore));
      }
    }
    return figures;
  }

  /** Returns the layers of the last day with MRR before the date, or of the first one after it. */
  private static List<Layer> nearest(
      Customer customer, List<Layer> own, LocalDate date, boolean isBefore) {
    List<LocalDate> days =
        own.stream()
            .map(
                layer ->
                    isBefore
                        ? customer.date(layer.end()).minusDays(1)
                        : customer.date(layer.start()))
            .filter(day -> isBefore ? day.isBefore(date) : day.isAfter(date))
            .sorted()
            .toList();
    if (days.isEmpty()) {
      return List.of();
    }
    LocalDate day = days.get(isBefore ? days.size() - 1 : 0);
    return own.stream().filter(layer -> customer.isActive(layer, day)).toList();
  }

  private static Match with(
      Customer customer, Point point, List<Layer> layers, List<Layer> added, boolean isBefore) {
    Map<String, Long> sums = customer.sums(layers, point.date(), Layer::mrrMinor);
    added.forEach(
        layer -> sums.merge(layer.invoice().currency(), layer.mrrMinor(), Math::addExact));
    String subscriptions =
        added.stream()
            .map(layer -> layer.invoice().subscriptionId())
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    String detail = "price " + (isBefore ? "before" : "after") + " the gap " + subscriptions;
    return new Match(
        Cause.INVOICE_ONLY_IN_FILE, detail.strip(), customer.figure(sums, point), true);
  }
}
