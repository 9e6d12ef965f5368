package io.tidemark.query;

import io.tidemark.query.CustomerExplanation.Adjustment;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the manual adjustments of a customer's MRR. */
final class CustomerAdjustments {
  private static final Comparator<ExportRow> BY_TIME =
      Comparator.comparing((ExportRow row) -> row.date("valid_from"))
          .thenComparing(row -> row.text("adjustment_id"));

  private CustomerAdjustments() {}

  /**
   * Returns the adjustments by id, which is also the id of the layer, in chronological order. None
   * of them is active.
   */
  static Map<String, Adjustment> of(ExportReader run, String customerId) {
    Map<String, Adjustment> adjustments = new LinkedHashMap<>();
    run.rows(ExportReader.ADJUSTMENTS, "customer_id", customerId).stream()
        .sorted(BY_TIME)
        .map(CustomerAdjustments::adjustment)
        .forEach(adjustment -> adjustments.put(adjustment.adjustmentId(), adjustment));
    return adjustments;
  }

  /** Returns an adjustment with {@code isActive} set for a date. */
  static Adjustment asOf(Adjustment adjustment, Optional<LocalDate> date) {
    boolean isActive =
        date.filter(day -> !day.isBefore(adjustment.from()))
            .filter(day -> adjustment.to() == null || day.isBefore(adjustment.to()))
            .isPresent();
    return new Adjustment(
        adjustment.adjustmentId(),
        adjustment.currency(),
        adjustment.mrr(),
        adjustment.from(),
        adjustment.to(),
        adjustment.reason(),
        adjustment.author(),
        adjustment.sourceFile(),
        adjustment.sourceLine(),
        isActive);
  }

  private static Adjustment adjustment(ExportRow row) {
    return new Adjustment(
        row.text("adjustment_id"),
        row.text("currency"),
        row.amount("mrr"),
        row.date("valid_from"),
        row.date("valid_to"),
        row.text("reason"),
        row.text("author"),
        row.text("source_file"),
        row.number("source_line"),
        false);
  }
}
