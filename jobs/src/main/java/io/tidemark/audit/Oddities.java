package io.tidemark.audit;

import static io.tidemark.tables.QualityCheck.ADJUSTMENT_CUSTOMER_UNKNOWN;
import static io.tidemark.tables.QualityCheck.CONSOLIDATED_INVOICES;
import static io.tidemark.tables.QualityCheck.CUSTOMER_UNKNOWN;
import static io.tidemark.tables.QualityCheck.LAYER_OUTSIDE_CYCLE;
import static io.tidemark.tables.QualityCheck.MRR_NEGATIVE;
import static io.tidemark.tables.QualityCheck.REVENUE_DISPLACED;
import static io.tidemark.tables.QualityCheck.ROUNDING_UNEXPLAINED;

import io.tidemark.insights.CustomerHistory;
import io.tidemark.insights.Mergeable;
import io.tidemark.insights.Metric;
import io.tidemark.insights.Results;
import io.tidemark.insights.TableRows;
import io.tidemark.mrr.Accounts;
import io.tidemark.mrr.AdjustmentLayers;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.tables.AuditTables;
import io.tidemark.tables.QualityCheck;
import io.tidemark.tables.StagingTables;
import io.tidemark.util.Found;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Counts oddities in the MRR of single invoices and customers, and customers missing from the
 * files. The result is one row of {@link StagingTables#DATA_QUALITY} per kind of oddity that was
 * found. Oddities are findings and never stop a run: one subscription that is read wrongly must not
 * block the figures of a business. Requires {@link AuditTables#DISPLACED_REVENUE}.
 */
public record Oddities() implements Metric<Oddities.Sums> {

  /** The oddities of each kind. */
  static final class Sums implements Mergeable<Sums> {
    private static final long serialVersionUID = 1L;

    private final EnumMap<QualityCheck, Found> found = new EnumMap<>(QualityCheck.class);
    private long invoices;
    private long adjustments;

    private void add(QualityCheck check, String name) {
      add(check, new Found(1, name));
    }

    private void add(QualityCheck check, Found more) {
      if (more.count() > 0) {
        found.merge(check, more, Found::plus);
      }
    }

    /** Returns the number of rows that a check applies to; 0 if it is not one of all rows. */
    private long total(QualityCheck check) {
      return switch (check) {
        case CUSTOMER_UNKNOWN -> invoices;
        case ADJUSTMENT_CUSTOMER_UNKNOWN -> adjustments;
        default -> 0;
      };
    }

    @Override
    public void merge(Sums other) {
      other.found.forEach((check, more) -> found.merge(check, more, Found::plus));
      invoices += other.invoices;
      adjustments += other.adjustments;
    }
  }

  @Override
  public Sums empty() {
    return new Sums();
  }

  @Override
  public void observe(CustomerHistory customer, Sums sums) {
    observeRecords(customer, sums);
    customer.postings().roundedTooMuch().forEach(id -> sums.add(ROUNDING_UNEXPLAINED, id));
    Set<String> consolidated = new HashSet<>();
    for (MrrLayer layer : customer.layers()) {
      if (layer.subscriptionId() == null
          && layer.isInvoiced()
          && consolidated.add(layer.invoiceId())) {
        sums.add(CONSOLIDATED_INVOICES, layer.invoiceId());
      }
      if (isOutsideCycle(layer)) {
        sums.add(LAYER_OUTSIDE_CYCLE, layer.invoiceId());
      }
    }
    for (LocalDate day : Accounts.negativeFrom(customer.layers())) {
      sums.add(MRR_NEGATIVE, customer.customerId() + " " + day);
    }
  }

  private static void observeRecords(CustomerHistory customer, Sums sums) {
    long invoices = customer.invoices().size();
    long adjustments =
        customer.layers().stream()
            .filter(layer -> layer.kind().equals(AdjustmentLayers.KIND))
            .count();
    sums.invoices += invoices;
    sums.adjustments += adjustments;
    if (customer.facts().isPlaceholder()) {
      String id = customer.customerId();
      sums.add(CUSTOMER_UNKNOWN, new Found(invoices, id));
      sums.add(ADJUSTMENT_CUSTOMER_UNKNOWN, new Found(adjustments, id));
    }
  }

  /** Returns whether a layer is outside its cycle. A pending layer follows its cycle instead. */
  private static boolean isOutsideCycle(MrrLayer layer) {
    boolean isWithin =
        !layer.startAt().isBefore(layer.cycleStartAt())
            && !layer.endAt().isAfter(layer.cycleEndAt());
    return !layer.startAt().isBefore(layer.endAt()) || !isWithin && !layer.isPending();
  }

  @Override
  public List<TableRows> finish(Sums sums, Results results) {
    Sums all = new Sums();
    all.merge(sums);
    for (Row displaced : results.rows(AuditTables.DISPLACED_REVENUE)) {
      if (displaced.<Boolean>getAs("is_over_a_month")) {
        all.add(REVENUE_DISPLACED, displaced.<String>getAs("customer_id"));
      }
    }
    List<Row> rows = new ArrayList<>();
    all.found.forEach(
        (check, found) -> rows.add(check.row(found.count(), all.total(check), found.example())));
    return List.of(new TableRows(StagingTables.DATA_QUALITY, rows));
  }
}
