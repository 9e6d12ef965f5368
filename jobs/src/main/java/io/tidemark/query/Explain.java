package io.tidemark.query;

import io.tidemark.config.RelationalSettings;
import io.tidemark.mrr.engine.ExclusionReason;
import io.tidemark.mrr.engine.Explanation;
import io.tidemark.mrr.engine.Explanation.ExplainedLayer;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.query.CustomerExplanation.Adjustment;
import io.tidemark.query.CustomerExplanation.BilledInvoice;
import io.tidemark.query.CustomerExplanation.Conversion;
import io.tidemark.query.CustomerExplanation.Entry;
import io.tidemark.query.CustomerExplanation.Idle;
import io.tidemark.query.CustomerExplanation.LeftOut;
import io.tidemark.query.CustomerExplanation.Sum;
import io.tidemark.tables.Currencies;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.RunPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Explains the MRR of a customer. Applies the rules of a published run to its invoices again and
 * compares the result with what the run published. Needs no Spark.
 */
public final class Explain {
  private static final Comparator<Entry> ACTIVE_FIRST =
      Comparator.comparing((Entry entry) -> !entry.isActive())
          .thenComparing(Entry::startAt)
          .thenComparing(Entry::endAt)
          .thenComparing(entry -> entry.invoice().invoiceId())
          .thenComparing(Entry::kind);

  private final ExportReader exports;
  private final Optional<LocalDate> date;
  private final ZoneId zone;
  private final RunPolicy run;

  /**
   * Creates the explanation of a run's customers.
   *
   * @param date the business date to explain; without it, only the history is explained
   */
  public Explain(ExportReader exports, Optional<LocalDate> date) {
    this.exports = exports;
    this.date = date;
    this.run = exports.run();
    this.zone = run.zone();
  }

  /**
   * Returns the calculation of a customer's MRR.
   *
   * @return empty for a customer that is neither in the customers file nor in an invoice
   */
  public Optional<CustomerExplanation> of(String customerId) {
    return exports.rows(ExportReader.CUSTOMERS, "customer_id", customerId).stream()
        .map(row -> explain(customerId, row.text("name"), row.second("created_at")))
        .findFirst();
  }

  private CustomerExplanation explain(String customerId, String name, Instant createdAt) {
    Map<String, CustomerInvoices.Stored> invoices = new LinkedHashMap<>();
    CustomerInvoices.of(exports, customerId)
        .forEach(stored -> invoices.put(stored.billed().invoiceId(), stored));
    Explanation explanation =
        Explanation.of(
            invoices.values().stream().map(CustomerInvoices.Stored::invoice).toList(),
            createdAt,
            run.policy(),
            run.dataFrom(),
            run.dataThrough());
    PublishedMrrCheck published = PublishedMrrCheck.of(exports, customerId);
    List<Entry> entries =
        explanation.layers().stream()
            .filter(explained -> !explained.layer().isEmpty())
            .map(explained -> entry(explained, invoices, published))
            .sorted(ACTIVE_FIRST)
            .toList();
    List<Adjustment> adjustments =
        CustomerAdjustments.of(exports, customerId).values().stream()
            .map(adjustment -> CustomerAdjustments.asOf(adjustment, date))
            .toList();
    List<Sum> sums = sums(entries, adjustments);
    Optional<Conversion> conversion = date.flatMap(day -> ConvertedSum.of(exports, day, sums));
    List<String> differences = new ArrayList<>(published.differences(explanation));
    differences.addAll(PublishedMrrCheck.differences(invoices.values(), explanation));
    date.ifPresent(
        day -> differences.addAll(published.differences(exports, day, sums, conversion)));
    return new CustomerExplanation(
        customerId,
        name,
        run.runId(),
        date.orElse(null),
        date.filter(day -> day.isAfter(run.dataThroughDate())).isPresent(),
        zone.getId(),
        run.dataFrom(),
        run.dataThrough(),
        settings(),
        entries,
        adjustments,
        sums,
        conversion.orElse(null),
        withoutLayer(explanation, invoices),
        leftOut(explanation, invoices),
        differences);
  }

  private Entry entry(
      ExplainedLayer explained,
      Map<String, CustomerInvoices.Stored> invoices,
      PublishedMrrCheck published) {
    Layer layer = explained.layer();
    LocalDate start = LocalDate.ofInstant(layer.start(), zone);
    LocalDate end = LocalDate.ofInstant(layer.end(), zone);
    String currency = layer.invoice().currency();
    return new Entry(
        published.id(layer),
        layer.invoice().subscriptionId(),
        currency,
        lowerCase(layer.kind()),
        lowerCase(layer.basis()),
        lowerCase(layer.confidence()),
        BigDecimal.valueOf(layer.mrrMinor(), Currencies.decimals(currency)),
        start,
        end,
        layer.start(),
        layer.end(),
        date.filter(day -> !day.isBefore(start) && day.isBefore(end)).isPresent(),
        invoices.get(layer.invoice().invoiceId()).billed(),
        explained.rule(),
        explained.steps(),
        explained.confidence(),
        explained.endings());
  }

  private static List<Sum> sums(List<Entry> entries, List<Adjustment> adjustments) {
    Map<String, List<BigDecimal>> terms = new TreeMap<>();
    entries.stream()
        .filter(Entry::isActive)
        .forEach(
            entry ->
                terms.computeIfAbsent(entry.currency(), c -> new ArrayList<>()).add(entry.mrr()));
    adjustments.stream()
        .filter(Adjustment::isActive)
        .forEach(
            adjustment ->
                terms
                    .computeIfAbsent(adjustment.currency(), c -> new ArrayList<>())
                    .add(adjustment.mrr()));
    return terms.entrySet().stream()
        .map(
            of -> {
              BigDecimal sum = of.getValue().stream().reduce(BigDecimal::add).orElseThrow();
              BigDecimal mrr = sum.max(BigDecimal.ZERO.setScale(sum.scale()));
              return new Sum(of.getKey(), List.copyOf(of.getValue()), sum, mrr);
            })
        .toList();
  }

  private static List<Idle> withoutLayer(
      Explanation explanation, Map<String, CustomerInvoices.Stored> invoices) {
    List<Idle> idle = new ArrayList<>();
    for (ExplainedLayer explained : explanation.layers()) {
      if (explained.layer().isEmpty()) {
        BilledInvoice invoice = invoices.get(explained.layer().invoice().invoiceId()).billed();
        idle.add(new Idle(invoice, explained.rule(), explained.steps(), explained.endings()));
      }
    }
    for (Explanation.ExplainedRemainder left : explanation.remainders()) {
      BilledInvoice invoice = invoices.get(left.invoice().invoiceId()).billed();
      idle.add(new Idle(invoice, left.rule(), left.steps(), List.of()));
    }
    return idle;
  }

  private static List<LeftOut> leftOut(
      Explanation explanation, Map<String, CustomerInvoices.Stored> invoices) {
    List<LeftOut> leftOut = new ArrayList<>();
    invoices.forEach(
        (id, stored) -> {
          ExclusionReason reason = explanation.exclusions().get(id);
          if (reason != null) {
            leftOut.add(new LeftOut(stored.billed(), reason.name(), reason.meaning()));
          }
        });
    return leftOut;
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the settings that affect MRR. */
  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(run.policy().texts());
    RelationalSettings.all().forEach(setting -> settings.remove(setting.key()));
    return settings;
  }
}
