package io.tidemark.query;

import io.tidemark.mrr.AdjustmentLayers;
import io.tidemark.mrr.engine.ExclusionReason;
import io.tidemark.mrr.engine.Explanation;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.query.CustomerExplanation.Conversion;
import io.tidemark.query.CustomerExplanation.Sum;
import io.tidemark.tables.Currencies;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/** Compares what a run published for a customer with what is derived again. */
final class PublishedMrrCheck {
  private final String customerId;
  private final ZoneId zone;
  private final Map<String, String> idsByText = new LinkedHashMap<>();

  private PublishedMrrCheck(String customerId, ZoneId zone) {
    this.customerId = customerId;
    this.zone = zone;
  }

  static PublishedMrrCheck of(ExportReader run, String customerId) {
    PublishedMrrCheck published = new PublishedMrrCheck(customerId, run.run().zone());
    run.rows(ExportReader.MRR_LAYERS, "customer_id", customerId).stream()
        .filter(row -> !row.text("kind").equals(AdjustmentLayers.KIND))
        .sorted(MrrLookup.BY_TIME)
        .forEach(row -> published.idsByText.put(text(row), row.text("layer_id")));
    return published;
  }

  /** Returns the id of a layer; null if the run did not publish an identical one. */
  String id(Layer layer) {
    return idsByText.get(text(layer));
  }

  /** Returns one line for each layer that is only derived or only published. */
  List<String> differences(Explanation explanation) {
    List<String> texts =
        explanation.layers().stream()
            .map(Explanation.ExplainedLayer::layer)
            .filter(layer -> !layer.isEmpty())
            .map(this::text)
            .toList();
    List<String> differences = new ArrayList<>();
    texts.stream()
        .filter(text -> !idsByText.containsKey(text))
        .forEach(text -> differences.add("computed, but not published: " + text));
    idsByText.keySet().stream()
        .filter(text -> !texts.contains(text))
        .forEach(text -> differences.add("published, but not computed: " + text));
    return differences;
  }

  /** Returns one line for each invoice whose exclusion reason differs. */
  static List<String> differences(
      Collection<CustomerInvoices.Stored> invoices, Explanation explanation) {
    return invoices.stream()
        .flatMap(
            stored -> {
              String id = stored.invoice().invoiceId();
              ExclusionReason derived = explanation.exclusions().get(id);
              String reason = derived == null ? "none" : derived.name();
              String published = Objects.toString(stored.exclusionReason(), "none");
              return compare("why " + id + " is excluded", reason, published);
            })
        .toList();
  }

  /**
   * Returns one line if the derived MRR on a date, native or converted, differs from the published.
   */
  List<String> differences(
      ExportReader run, LocalDate date, List<Sum> sums, Optional<Conversion> conversion) {
    List<String> derived = new ArrayList<>();
    sums.stream()
        .filter(sum -> sum.mrr().signum() > 0)
        .forEach(sum -> derived.add(Currencies.text(sum.mrr(), sum.currency())));
    conversion
        .filter(converted -> converted.mrr().signum() > 0)
        .ifPresent(to -> derived.add("= " + Currencies.text(to.mrr(), to.currency())));
    List<String> published =
        MrrLookup.amounts(run, customerId, date)
            .map(
                row ->
                    (row.isTrue("is_converted") ? "= " : "")
                        + Currencies.text(row.decimal("mrr"), row.text("currency")))
            .toList();
    return compare("MRR on " + date, derived.toString(), published.toString()).toList();
  }

  private static Stream<String> compare(String what, String derived, String published) {
    return derived.equals(published)
        ? Stream.empty()
        : Stream.of(what + ": derived " + derived + ", published " + published);
  }

  /** Returns all columns of a layer as text. */
  private String text(Layer layer) {
    String currency = layer.invoice().currency();
    return text(
        layer.invoice().subscriptionId(),
        layer.stream(),
        layer.invoice().invoiceId(),
        lowerCase(layer.kind()),
        lowerCase(layer.basis()),
        lowerCase(layer.confidence()),
        Currencies.text(layer.mrrMinor(), currency),
        layer.start(),
        layer.end(),
        LocalDate.ofInstant(layer.start(), zone),
        LocalDate.ofInstant(layer.end(), zone),
        exact(layer.weight()),
        Currencies.text(layer.billedMinor(), currency),
        Currencies.text(layer.creditMinor(), currency),
        layer.startsUnseen());
  }

  private static String text(ExportRow row) {
    String currency = row.text("currency");
    return text(
        row.text("subscription_id"),
        (int) row.number("stream"),
        row.text("invoice_id"),
        row.text("kind"),
        row.text("basis"),
        row.text("confidence"),
        Currencies.text(row.decimal("mrr"), currency),
        row.second("start_at"),
        row.second("end_at"),
        row.date("start_date"),
        row.date("end_date"),
        row.text("months_exact"),
        Currencies.text(row.decimal("billed"), currency),
        Currencies.text(row.decimal("credit"), currency),
        row.isTrue("starts_unseen"));
  }

  private static String text(
      String subscriptionId,
      int stream,
      String invoiceId,
      String kind,
      String basis,
      String confidence,
      String mrr,
      Instant start,
      Instant end,
      LocalDate startDate,
      LocalDate endDate,
      String months,
      String billed,
      String credit,
      boolean startsUnseen) {
    return String.format(
        Locale.ROOT,
        "%s of %s %s (%s, %s) at %s from %s to %s (%s to %s), months %s, billed %s, credit %s%s",
        kind,
        invoiceId,
        (subscriptionId == null ? "without a subscription" : "in " + subscriptionId)
            + (stream == 0 ? "" : ", stream " + stream),
        basis,
        confidence,
        mrr,
        start,
        end,
        startDate,
        endDate,
        months,
        billed,
        credit,
        startsUnseen ? ", starts unseen" : "");
  }

  private static String exact(BigFraction fraction) {
    return fraction.getNumerator() + "/" + fraction.getDenominator();
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
