package io.tidemark.staging;

import io.tidemark.errors.Errors;
import io.tidemark.tables.StagingTables;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Whether so much was rejected that the rest cannot stand for the whole. */
public final class RejectLimit {
  private RejectLimit() {}

  /**
   * @param accounts the rows of {@link StagingTables#SOURCE_FILES}
   * @param limit the largest share of rows of a kind, and of amounts of a currency, that may be
   *     rejected
   * @throws io.tidemark.errors.UserError where it is more
   */
  public static void check(List<Row> accounts, BigDecimal limit) {
    Map<String, long[]> measures = new TreeMap<>();
    for (Row account : accounts) {
      add(measures, "rows of " + account.getAs("kind"), account, "rows");
      String currency = account.getAs("currency");
      if (currency != null) {
        add(measures, "minor units of " + currency, account, "minor");
      }
    }
    measures.forEach((what, sums) -> refuseAbove(what, sums[0], sums[1], limit));
  }

  private static void add(Map<String, long[]> measures, String what, Row account, String unit) {
    long[] sums = measures.computeIfAbsent(what, key -> new long[2]);
    sums[0] += Math.abs(account.<Long>getAs("rejected_" + unit));
    sums[1] += Math.abs(account.<Long>getAs("scanned_" + unit));
  }

  private static void refuseAbove(String what, long rejected, long scanned, BigDecimal limit) {
    BigDecimal most = limit.multiply(BigDecimal.valueOf(scanned));
    if (BigDecimal.valueOf(rejected).compareTo(most) > 0) {
      throw Errors.rejectLimit(rejected + " of " + scanned + " " + what, limit.toPlainString());
    }
  }
}
