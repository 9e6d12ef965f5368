package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the rules read from the invoices of one subscription, at the default policy. */
final class Readings {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Readings() {}

  /** The layers as texts: kind, start, end, MRR and confidence. */
  static List<String> layers(Invoice... invoices) {
    return read(invoices).layers().stream().map(Readings::text).toList();
  }

  /** Read as if the data went on until June 2027. */
  static SubscriptionResult read(Invoice... invoices) {
    Instant from =
        Stream.of(invoices).map(Invoice::createdAt).min(Instant::compareTo).orElseThrow();
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), from, time("2027-06-01"));
    SubscriptionResult reading = SubscriptionResult.of(List.of(invoices), null, rules);
    assertThat(reading.roundedTooMuch()).isEmpty();
    return reading;
  }

  /**
   * The layers that are not invoiced, as texts, at any policy and window.
   *
   * @param created when the customer was created; null where unknown
   */
  static List<String> inferred(LayerPolicy rules, Instant created, Invoice... invoices) {
    return SubscriptionResult.of(List.of(invoices), created, rules).layers().stream()
        .filter(layer -> layer.basis() != Layer.Basis.INVOICED)
        .map(Readings::text)
        .toList();
  }

  /** The postings as texts: invoice, line and amount. */
  static List<String> postings(Invoice... invoices) {
    return read(invoices).postings().stream()
        .map(posting -> posting.invoiceId() + " " + posting.line() + " " + posting.amount())
        .toList();
  }

  /** {@code yyyy-MM-dd HH:mm}, in UTC. */
  static String minutes(Instant time) {
    return MINUTES.format(time);
  }

  private static String text(Layer layer) {
    return String.join(
        " ",
        layer.kind().name().toLowerCase(Locale.ROOT),
        minutes(layer.start()),
        "-",
        minutes(layer.end()),
        Long.toString(layer.mrrMinor()),
        layer.confidence().name().toLowerCase(Locale.ROOT));
  }
}
