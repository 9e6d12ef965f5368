package io.tidemark.testing;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The oracles one after the other: layers of an export by {@link Oracle}, customers, days and
 * movements of these by {@link DailyOracle}.
 *
 * <p>Where the text leaves a choice: the first-seen renewal or credit is the first invoice of a
 * subscription that counts, and what then opens are the layers of the first one to make any.
 */
public final class PlainFigures {
  private final PlainExport export;
  private final ZoneId zone;
  private final Instant dataFrom;
  private final Oracle oracle;

  private PlainFigures(PlainExport export, Policy policy) {
    this.export = export;
    this.zone = policy.get(Settings.BUSINESS_TIME_ZONE);
    List<Instant> created = export.invoices().stream().map(Invoice::createdAt).sorted().toList();
    this.dataFrom = created.get(0);
    Instant dataThrough = created.get(created.size() - 1);
    this.oracle = Oracle.of(export.invoices(), export.creations(), policy, dataThrough);
  }

  public static PlainFigures of(PlainExport export, Policy policy) {
    return new PlainFigures(export, policy);
  }

  /** Layers and reasons. */
  public Oracle oracle() {
    return oracle;
  }

  /** Days and movements between two days, both inclusive. */
  public DailyOracle daily(LocalDate first, LocalDate last) throws SQLException {
    Set<String> openers = openers();
    List<DailyOracle.Row> layers =
        oracle.slices().stream().map(slice -> row(slice, openers)).toList();
    return DailyOracle.of(layers, first, last, export.earlierPayers());
  }

  private DailyOracle.Row row(Slice slice, Set<String> openers) {
    boolean isInvoiced = slice.basis() == Layer.Basis.INVOICED;
    boolean opens =
        slice.basis() == Layer.Basis.IMPLIED
            || slice.kind() == Layer.Kind.ORPHAN_PRORATION
            || (isInvoiced && openers.contains(slice.invoiceId()));
    return new DailyOracle.Row(
        slice.customerId(),
        slice.currency(),
        LocalDate.ofInstant(slice.start(), zone),
        LocalDate.ofInstant(slice.end(), zone),
        slice.mrrMinor(),
        opens);
  }

  /** The first invoices to make layers of subscriptions that began before the file. */
  private Set<String> openers() {
    Map<String, List<Invoice>> counting =
        export.invoices().stream()
            .filter(invoice -> counts(invoice))
            .sorted(
                Comparator.comparing(Invoice::serviceStart)
                    .thenComparing(Invoice::createdAt)
                    .thenComparing(Invoice::invoiceId))
            .collect(
                Collectors.groupingBy(Invoice::subscriptionId, TreeMap::new, Collectors.toList()));
    Set<String> openers = new HashSet<>();
    for (List<Invoice> invoices : counting.values()) {
      if (beganBefore(invoices.get(0))) {
        invoices.stream()
            .filter(invoice -> !oracle.reasons().containsKey(invoice.invoiceId()))
            .findFirst()
            .ifPresent(first -> openers.add(first.invoiceId()));
      }
    }
    return openers;
  }

  private boolean counts(Invoice invoice) {
    String reason = oracle.reasons().get(invoice.invoiceId());
    return reason == null || reason.equals("ORPHAN_CREDIT");
  }

  private boolean beganBefore(Invoice invoice) {
    boolean isKnown = invoice.usageStart() != null && invoice.usageStart().isBefore(dataFrom);
    boolean isRenewal =
        isKnown
            && invoice.usageStart().isBefore(invoice.usageEnd())
            && (Period.isAt(invoice.usageEnd(), invoice.serviceStart()) || straddles(invoice));
    return isRenewal || (isKnown && invoice.netMinor() < 0);
  }

  private static boolean straddles(Invoice invoice) {
    return invoice.serviceStart().isBefore(invoice.usageEnd())
        && invoice.usageEnd().isBefore(invoice.serviceEnd());
  }
}
