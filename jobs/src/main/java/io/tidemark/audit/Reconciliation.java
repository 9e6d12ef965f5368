package io.tidemark.audit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The proof of a run, per currency: what was read is counted or excluded by name, and what was
 * counted is in the layers as they stand or under a named line, exactly.
 */
public final class Reconciliation {
  private static final String COUNTED = "counted";
  private static final String SERVED = "served";
  private static final List<String> EXCLUSIONS =
      List.of(
          "status_draft",
          "status_void",
          "status_open",
          "open_closed",
          "open_overdue",
          "one_off",
          "no_service_period",
          "status_uncollectible",
          "credited",
          "orphan_credit",
          "one_off_period");
  private static final List<String> LAYER_SIDE =
      List.of(
          SERVED,
          "unserved",
          "displaced",
          "remainder",
          "setup_fee",
          "one_off_part",
          "rounding",
          "moved_out",
          "moved_in");
  private static final List<String> ADJUSTMENTS = List.of("adjusted_up", "adjusted_down");

  private final SortedMap<String, Map<String, BigFraction>> amounts = new TreeMap<>();
  private final Map<String, Map<String, Long>> invoices = new HashMap<>();

  private Reconciliation() {}

  /**
   * The sums of both sides: {@code currency}, {@code line}, {@code invoices}, and {@code numerator}
   * over the product of {@code denominator} and the fraction {@code months}.
   *
   * @param invoices with their final {@code exclusion_reason}
   * @param amount what of an invoice MRR is made of, minor units
   * @param layers as published
   * @param postings the books kept while the layers were made
   */
  public static Dataset<Row> sums(
      Dataset<Row> invoices, Column amount, Dataset<Row> layers, Dataset<Row> postings) {
    return ofInvoices(invoices, amount)
        .union(ofLayers(layers))
        .union(ofPostings(postings))
        .union(ofAdjustments(layers));
  }

  private static Dataset<Row> ofInvoices(Dataset<Row> invoices, Column amount) {
    return invoices
        .groupBy(col("currency"), coalesce(lower(col("exclusion_reason")), lit(COUNTED)).as("line"))
        .agg(count(lit(1)).as("invoices"), exact(amount))
        .select(
            col("currency"),
            col("line"),
            col("invoices"),
            col("numerator"),
            lit("1").as("denominator"),
            lit("1/1").as("months"));
  }

  /** {@code mrr * months * seconds of the layer / seconds of its cycle}. */
  private static Dataset<Row> ofLayers(Dataset<Row> layers) {
    Column seconds = unix_seconds(col("end_at")).minus(unix_seconds(col("start_at")));
    Column cycle = unix_seconds(col("cycle_end_at")).minus(unix_seconds(col("cycle_start_at")));
    Column worth = col("mrr_minor").cast("decimal(20,0)").multiply(seconds.cast("decimal(18,0)"));
    return layers
        .where(col("basis").equalTo("invoiced"))
        .groupBy(
            col("currency"),
            cycle.cast("string").as("denominator"),
            col("cycle_months_exact").as("months"))
        .agg(exact(worth))
        .select(
            col("currency"),
            lit(SERVED).as("line"),
            lit(null).cast("long").as("invoices"),
            col("numerator"),
            col("denominator"),
            col("months"));
  }

  private static Dataset<Row> ofPostings(Dataset<Row> postings) {
    return postings
        .groupBy(col("currency"), col("line"), col("denominator").cast("string").as("denominator"))
        .agg(exact(col("numerator")))
        .select(
            col("currency"),
            col("line"),
            lit(null).cast("long").as("invoices"),
            col("numerator"),
            col("denominator"),
            lit("1/1").as("months"));
  }

  /** What corrections by hand add to MRR a month, and what they take from it. */
  private static Dataset<Row> ofAdjustments(Dataset<Row> layers) {
    Column isUp = col("mrr_minor").geq(0);
    return layers
        .where(col("basis").equalTo("adjusted"))
        .groupBy(
            col("currency"),
            when(isUp, ADJUSTMENTS.get(0)).otherwise(ADJUSTMENTS.get(1)).as("line"))
        .agg(count(lit(1)).as("invoices"), exact(col("mrr_minor")))
        .select(
            col("currency"),
            col("line"),
            col("invoices"),
            col("numerator"),
            lit("1").as("denominator"),
            lit("1/1").as("months"));
  }

  private static Column exact(Column amount) {
    return sum(amount.cast("decimal(38,0)")).cast("string").as("numerator");
  }

  /** Adds up the rows of {@link #sums}. */
  public static Reconciliation of(List<Row> sums) {
    Reconciliation books = new Reconciliation();
    for (Row row : sums) {
      String currency = row.getString(0);
      String line = row.getString(1);
      BigFraction amount =
          BigFraction.parse(row.getString(3))
              .divide(BigFraction.parse(row.getString(4)))
              .multiply(BigFraction.parse(row.getString(5)));
      books
          .amounts
          .computeIfAbsent(currency, none -> new HashMap<>())
          .merge(line, amount, BigFraction::add);
      if (!row.isNullAt(2)) {
        books
            .invoices
            .computeIfAbsent(currency, none -> new HashMap<>())
            .merge(line, row.getLong(2), Long::sum);
      }
    }
    return books;
  }

  /** The currencies whose books do not balance. */
  public List<String> unbalanced() {
    return amounts.keySet().stream().filter(currency -> !isBalanced(currency)).toList();
  }

  /**
   * {@link io.tidemark.tables.AuditTables#RECONCILIATION}. What was moved by resets and restarts is
   * lost by one layer and gained by another, so it is a memo line; so are corrections by hand, as
   * MRR a month.
   */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String currency : amounts.keySet()) {
      List<String> read = new ArrayList<>(EXCLUSIONS);
      read.add(0, COUNTED);
      BigFraction total = total(currency, read);
      long scanned = read.stream().mapToLong(line -> invoices(currency, line)).sum();
      rows.add(row(currency, 0, "read", "read", scanned, total));
      for (int index = 0; index < read.size(); index++) {
        String line = read.get(index);
        String part = line.equals(COUNTED) ? COUNTED : "excluded";
        rows.add(
            row(currency, 1 + index, line, part, invoices(currency, line), amount(currency, line)));
      }
      for (int index = 0; index < LAYER_SIDE.size(); index++) {
        String line = LAYER_SIDE.get(index);
        String part = line.startsWith("moved") ? "memo" : "layers";
        rows.add(row(currency, 20 + index, line, part, null, amount(currency, line)));
      }
      rows.addAll(adjustments(currency));
    }
    return rows;
  }

  /** They are no invoices: memo lines, where there are any. */
  private List<Row> adjustments(String currency) {
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < ADJUSTMENTS.size(); index++) {
      String line = ADJUSTMENTS.get(index);
      long count = invoices(currency, line);
      if (count > 0) {
        rows.add(row(currency, 30 + index, line, "memo", count, amount(currency, line)));
      }
    }
    return rows;
  }

  private boolean isBalanced(String currency) {
    BigFraction layerSide =
        total(
            currency,
            List.of(
                SERVED,
                "unserved",
                "displaced",
                "remainder",
                "setup_fee",
                "one_off_part",
                "rounding"));
    BigFraction movedTwice = amount(currency, "moved_out").subtract(amount(currency, "moved_in"));
    return amount(currency, COUNTED).equals(layerSide) && movedTwice.equals(BigFraction.ZERO);
  }

  private BigFraction total(String currency, List<String> lines) {
    return lines.stream()
        .map(line -> amount(currency, line))
        .reduce(BigFraction.ZERO, BigFraction::add);
  }

  private BigFraction amount(String currency, String line) {
    return amounts.get(currency).getOrDefault(line, BigFraction.ZERO);
  }

  private long invoices(String currency, String line) {
    return invoices.getOrDefault(currency, Map.of()).getOrDefault(line, 0L);
  }

  private Row row(
      String currency, int position, String line, String part, Long invoices, BigFraction amount) {
    BigDecimal exact = amount.bigDecimalValue(12, RoundingMode.HALF_UP);
    long rounded = amount.bigDecimalValue(0, RoundingMode.HALF_UP).longValueExact();
    return RowFactory.create(
        currency, position, line, part, invoices, rounded, exact, isBalanced(currency));
  }
}
