package io.tidemark.audit;

import io.tidemark.mrr.engine.ExclusionReason;
import io.tidemark.mrr.engine.Posting;
import io.tidemark.tables.AuditTables;
import io.tidemark.tables.RowBuilder;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.spark.sql.Row;

/** The reconciliation lines of one currency by code, with exact amounts in minor units. */
final class CurrencyBooks {
  static final String COUNTED = "COUNTED";
  static final String SERVED = "SERVED";
  static final String ADJUSTED_UP = "ADJUSTED_UP";
  static final String ADJUSTED_DOWN = "ADJUSTED_DOWN";

  private static final int LAYERS_POSITION = 20;
  private static final int ADJUSTMENTS_POSITION = 30;

  private final String currency;
  private final Map<String, BigFraction> amounts = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();

  CurrencyBooks(String currency) {
    this.currency = currency;
  }

  /**
   * Sets a line.
   *
   * @param code of an exclusion reason, of a posting line, or one of the constants
   * @param count number of invoices or adjustments
   */
  void set(String code, BigFraction amount, long count) {
    amounts.put(code, amount);
    counts.put(code, count);
  }

  /**
   * Returns whether the amount counted equals the amount that layers served plus the posting lines,
   * and whether the amount moved out of layers equals the amount moved into others. Both
   * comparisons are exact.
   */
  boolean isBalanced() {
    BigFraction difference = amount(COUNTED).subtract(amount(SERVED));
    for (Posting.Line line : Posting.Line.values()) {
      difference = line.isMove() ? difference : difference.subtract(amount(line.name()));
    }
    BigFraction moved =
        amount(Posting.Line.MOVED_OUT.name()).subtract(amount(Posting.Line.MOVED_IN.name()));
    return difference.equals(BigFraction.ZERO) && moved.equals(BigFraction.ZERO);
  }

  /** Returns the rows of {@link AuditTables#RECONCILIATION} in the order of their positions. */
  List<Row> rows() {
    Rows rows = new Rows(isBalanced());
    addRead(rows);
    rows.add(LAYERS_POSITION, SERVED, "layers", null);
    Posting.Line[] lines = Posting.Line.values();
    for (int index = 0; index < lines.length; index++) {
      String part = lines[index].isMove() ? "memo" : "layers";
      rows.add(LAYERS_POSITION + 1 + index, lines[index].name(), part, null);
    }
    addAdjustments(rows);
    return rows.all;
  }

  private void addRead(Rows rows) {
    BigFraction read = amount(COUNTED);
    long invoices = count(COUNTED);
    for (ExclusionReason reason : ExclusionReason.values()) {
      read = read.add(amount(reason.name()));
      invoices += count(reason.name());
    }
    rows.add(0, "READ", "read", invoices, read);
    rows.add(1, COUNTED, "counted", count(COUNTED));
    ExclusionReason[] reasons = ExclusionReason.values();
    for (int index = 0; index < reasons.length; index++) {
      String code = reasons[index].name();
      rows.add(2 + index, code, "excluded", count(code));
    }
  }

  /**
   * Adds the manual adjustments as memo lines, since they are not invoices. A line without
   * adjustments is omitted.
   */
  private void addAdjustments(Rows rows) {
    if (count(ADJUSTED_UP) > 0) {
      rows.add(ADJUSTMENTS_POSITION, ADJUSTED_UP, "memo", count(ADJUSTED_UP));
    }
    if (count(ADJUSTED_DOWN) > 0) {
      rows.add(ADJUSTMENTS_POSITION + 1, ADJUSTED_DOWN, "memo", count(ADJUSTED_DOWN));
    }
  }

  private BigFraction amount(String code) {
    return amounts.getOrDefault(code, BigFraction.ZERO);
  }

  private long count(String code) {
    return counts.getOrDefault(code, 0L);
  }

  private final class Rows {
    private final RowBuilder row = RowBuilder.of(AuditTables.RECONCILIATION);
    private final List<Row> all = new ArrayList<>();
    private final boolean isBalanced;

    private Rows(boolean isBalanced) {
      this.isBalanced = isBalanced;
    }

    private void add(int position, String code, String part, Long invoices) {
      add(position, code, part, invoices, amount(code));
    }

    private void add(int position, String code, String part, Long invoices, BigFraction amount) {
      all.add(
          row.set("currency", currency)
              .set("position", position)
              .set("line", code.toLowerCase(Locale.ROOT))
              .set("part", part)
              .set("invoices", invoices)
              .set("amount_minor", amount.bigDecimalValue(0, RoundingMode.HALF_UP).longValueExact())
              .set("exact_minor_units", amount.bigDecimalValue(12, RoundingMode.HALF_UP))
              .set("is_balanced", isBalanced)
              .build());
    }
  }
}
