package io.tidemark.compare;

import io.tidemark.mrr.engine.Layer;
import io.tidemark.query.PublishedRates;
import io.tidemark.warehouse.ExportReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Finds the causes of the differences of one customer at a time. */
final class Explainer {
  private final ExportReader run;
  private final PublishedRates rates;
  private final Predicate<String> inFile;
  private final Definition definition;
  private final List<Candidate> candidates = new ArrayList<>();
  private final MissingRecords coverage;

  /**
   * @param inFile whether the file has a customer
   */
  Explainer(
      ExportReader run, PublishedRates rates, OtherRates otherRates, Predicate<String> inFile) {
    this.run = run;
    this.rates = rates;
    this.inFile = inFile;
    this.definition = Candidates.published(run.run());
    this.candidates.addAll(Candidates.of(run.run()));
    this.candidates.addAll(otherRates.candidates(run.run()));
    this.coverage = new MissingRecords(definition);
  }

  /** Returns the definitions that are tried, in order of preference. */
  List<Match.Label> labels() {
    return candidates.stream()
        .map(candidate -> new Match.Label(candidate.cause(), candidate.detail()))
        .distinct()
        .toList();
  }

  /**
   * Returns the differences of a customer with their causes.
   *
   * @param differences without causes
   */
  List<ExplainedDifference> explain(String customerId, List<ExplainedDifference> differences) {
    Customer customer = Customer.of(run, rates, customerId);
    List<ExplainedDifference> explained = new ArrayList<>();
    for (ExplainedDifference found : differences) {
      explained.add(customer.hasInvoices() ? explain(customer, found) : onlyInFile(found));
    }
    return inFile.test(customerId) ? explained : Causes.ofMissingCustomer(explained);
  }

  private static ExplainedDifference notRecomputed(ExplainedDifference found) {
    String detail = "the figure of the run cannot be recomputed";
    Match match = new Match(Cause.UNKNOWN, detail, 0, false);
    return new ExplainedDifference(
        found.point(), found.publishedMinor(), found.otherMinor(), List.of(), List.of(match));
  }

  private static ExplainedDifference onlyInFile(ExplainedDifference found) {
    Match match = new Match(Cause.CUSTOMER_ONLY_IN_FILE, "", found.publishedMinor(), false);
    return new ExplainedDifference(
        found.point(), found.publishedMinor(), found.otherMinor(), List.of(), List.of(match));
  }

  private ExplainedDifference explain(Customer customer, ExplainedDifference found) {
    Point point = found.point();
    List<Layer> layers = customer.read(definition).layers();
    Map<String, Long> sums = customer.sums(layers, point.date(), Layer::mrrMinor);
    if (customer.figure(sums, point) != found.publishedMinor()) {
      return notRecomputed(found);
    }
    long prices = layers.stream().filter(layer -> customer.isActive(layer, point.date())).count();
    Nearness near = new Nearness(found.publishedMinor(), found.otherMinor(), Math.max(1, prices));
    List<Match> definitions = new ArrayList<>();
    for (Candidate candidate : candidates) {
      OptionalLong figure = candidate.figure().of(customer, point);
      if (figure.isPresent()) {
        near.match(candidate.cause(), candidate.detail(), figure.getAsLong())
            .ifPresent(definitions::add);
      }
    }
    List<Match> exact = definitions.stream().filter(Match::isExact).toList();
    List<Match> others = new ArrayList<>();
    if (exact.isEmpty() && near.isRounding()) {
      others.add(new Match(Cause.ROUNDING, "", found.publishedMinor(), false));
      definitions.clear();
    } else if (!inFile.test(point.customerId())) {
      others.add(new Match(Cause.CUSTOMER_ONLY_IN_RUN, "", 0, true));
    } else {
      for (Match match : coverage.of(customer, point)) {
        near.match(match.cause(), match.detail(), match.minor()).ifPresent(others::add);
      }
      others.sort(Comparator.comparing(match -> !match.isExact()));
    }
    return new ExplainedDifference(
        point,
        found.publishedMinor(),
        found.otherMinor(),
        exact.isEmpty() ? List.copyOf(definitions) : exact,
        List.copyOf(others));
  }
}
