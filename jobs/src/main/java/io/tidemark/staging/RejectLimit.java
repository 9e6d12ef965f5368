package io.tidemark.staging;

import io.tidemark.errors.Errors;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.StagingTables;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Whether so much was rejected that the rest cannot stand for the whole. */
public final class RejectLimit {
  private static final char SEPARATOR = ' ';

  private RejectLimit() {}

  /**
   * Of everything, and of what is new by itself: a bad file must not hide behind many good ones.
   *
   * @param accounts the rows of {@link StagingTables#SOURCE_FILES}
   * @param fresh the files that are new
   * @param limit the largest share of rows, and of amounts of a currency, of a kind that may be
   *     rejected
   * @throws io.tidemark.errors.UserError where it is more
   */
  public static void check(List<Row> accounts, Collection<String> fresh, BigDecimal limit) {
    check(accounts, limit);
    check(
        accounts.stream().filter(row -> fresh.contains(row.<String>getAs("source_file"))).toList(),
        limit);
  }

  /**
   * @param accounts the rows of {@link StagingTables#SOURCE_FILES}
   * @param limit the largest share of rows, and of amounts of a currency, of a kind that may be
   *     rejected
   * @throws io.tidemark.errors.UserError where it is more
   */
  public static void check(List<Row> accounts, BigDecimal limit) {
    Map<String, long[]> rows = new TreeMap<>();
    Map<String, long[]> amounts = new TreeMap<>();
    for (Row account : accounts) {
      add(rows, account.getAs("kind"), account, "rows");
      String currency = account.getAs("currency");
      if (currency != null) {
        add(amounts, account.<String>getAs("kind") + SEPARATOR + currency, account, "minor");
      }
    }
    amounts.forEach(
        (what, sums) -> {
          String kind = what.substring(0, what.indexOf(SEPARATOR));
          String currency = what.substring(what.indexOf(SEPARATOR) + 1);
          String scanned = Currencies.text(sums[1], currency) + " of " + kind;
          refuseAbove(limit, sums, Currencies.text(sums[0], currency), scanned);
        });
    rows.forEach(
        (kind, sums) ->
            refuseAbove(limit, sums, String.valueOf(sums[0]), sums[1] + " rows of " + kind));
  }

  private static void add(Map<String, long[]> measures, String what, Row account, String unit) {
    long[] sums = measures.computeIfAbsent(what, key -> new long[2]);
    sums[0] += Math.abs(account.<Long>getAs("rejected_" + unit));
    sums[1] += Math.abs(account.<Long>getAs("scanned_" + unit));
  }

  private static void refuseAbove(BigDecimal limit, long[] sums, String rejected, String scanned) {
    BigDecimal most = limit.multiply(BigDecimal.valueOf(sums[1]));
    if (BigDecimal.valueOf(sums[0]).compareTo(most) > 0) {
      throw Errors.rejectLimit(rejected + " of " + scanned, limit.toPlainString());
    }
  }
}
