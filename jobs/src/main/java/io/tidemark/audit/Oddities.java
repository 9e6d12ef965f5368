package io.tidemark.audit;

import static io.tidemark.tables.QualityCheck.CONSOLIDATED_INVOICES;
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
import io.tidemark.mrr.MrrLayer;
import io.tidemark.tables.AuditTables;
import io.tidemark.tables.QualityCheck;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.StagingTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Counts oddities in the MRR of single invoices and customers. The result is one row of {@link
 * StagingTables#DATA_QUALITY} per kind of oddity that was found. Oddities are findings and never
 * stop a run: one subscription that is read wrongly must not block the figures of a business.
 * Requires {@link AuditTables#DISPLACED_REVENUE}.
 */
public record Oddities() implements Metric<Oddities.Sums> {

  /** The oddities of each kind. */
  static final class Sums implements Mergeable<Sums> {
    private static final long serialVersionUID = 1L;

    private final EnumMap<QualityCheck, Found> found = new EnumMap<>(QualityCheck.class);

    private void add(QualityCheck check, String name) {
      found.merge(check, Found.one(name), Found::plus);
    }

    @Override
    public void merge(Sums other) {
      other.found.forEach((check, more) -> found.merge(check, more, Found::plus));
    }
  }

  @Override
  public Sums empty() {
    return new Sums();
  }

  @Override
  public void observe(CustomerHistory customer, Sums sums) {
    customer.books().roundedTooMuch().forEach(id -> sums.add(ROUNDING_UNEXPLAINED, id));
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
        all.add(REVENUE_DISPLACED, displaced.getAs("customer_id"));
      }
    }
    RowBuilder row = RowBuilder.of(StagingTables.DATA_QUALITY);
    List<Row> rows = new ArrayList<>();
    all.found.forEach(
        (check, found) ->
            rows.add(
                row.set("check", check.name())
                    .set("what", check.definition())
                    .set("severity", check.severity().text())
                    .set("is_file_wide", check.isFileWide())
                    .set("rows", found.count())
                    .set("example", found.example())
                    .build()));
    return List.of(new TableRows(StagingTables.DATA_QUALITY, rows));
  }
}
