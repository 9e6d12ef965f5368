package io.tidemark.staging;

import io.tidemark.errors.Errors;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.StagingTables;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * Refuses input if the share of rejected rows or amounts is so large that the rest is not
 * representative.
 */
public final class RejectLimit {
  private static final char SEPARATOR = ' ';

  private RejectLimit() {}

  /**
   * Checks all files together and the new files separately, so that many good files do not hide a
   * bad one.
   *
   * @param accounts the rows of {@link StagingTables#SOURCE_FILES}
   * @param fresh the new files
   * @param limit the largest share of rows, and of amounts of a currency, of a kind that may be
   *     rejected
   * @param reasons returns the lines that list what was rejected, with remedies
   * @throws io.tidemark.errors.UserError if the share is larger
   */
  public static void check(
      List<Row> accounts,
      Collection<String> fresh,
      BigDecimal limit,
      Supplier<List<String>> reasons) {
    check(accounts, limit, reasons);
    check(
        accounts.stream().filter(row -> fresh.contains(row.<String>getAs("source_file"))).toList(),
        limit,
        reasons);
  }

  /**
   * Checks all files together. A row with an unreadable amount counts as the largest readable row
   * of its file and currency. A row without a currency counts towards the most frequent currency of
   * its file.
   *
   * @param accounts the rows of {@link StagingTables#SOURCE_FILES}
   * @param limit the largest share of rows, and of amounts of a currency, of a kind that may be
   *     rejected
   * @param reasons returns the lines that list what was rejected, with remedies
   * @throws io.tidemark.errors.UserError if the share is larger
   */
  public static void check(List<Row> accounts, BigDecimal limit, Supplier<List<String>> reasons) {
    Map<String, Sums> rows = new TreeMap<>();
    Map<String, Sums> amounts = new TreeMap<>();
    Map<String, Row> mainAccounts = mainAccounts(accounts);
    for (Row account : accounts) {
      String kind = account.getAs("kind");
      rows.computeIfAbsent(kind, key -> new Sums()).add(account, "rows");
      String currency = account.getAs("currency");
      if (currency != null) {
        amounts
            .computeIfAbsent(kind + SEPARATOR + currency, key -> new Sums())
            .add(account, "minor");
      }
      Row home = currency != null ? account : mainAccounts.get(account.getAs("source_file"));
      if (home != null) {
        amounts
            .computeIfAbsent(kind + SEPARATOR + home.getAs("currency"), key -> new Sums())
            .addUnreadable(account.getAs("unreadable_rows"), home.getAs("largest_minor"));
      }
    }
    amounts.forEach(
        (what, sums) -> {
          String kind = what.substring(0, what.indexOf(SEPARATOR));
          String currency = what.substring(what.indexOf(SEPARATOR) + 1);
          String scanned = amount(sums.scanned, currency) + " of " + kind;
          refuseAbove(limit, sums, amount(sums.rejected, currency), scanned, reasons);
        });
    rows.forEach(
        (kind, sums) ->
            refuseAbove(
                limit, sums, sums.rejected.toString(), sums.scanned + " rows of " + kind, reasons));
  }

  /**
   * Returns the account of the most frequent currency, by file. Rows without a currency count
   * towards it.
   */
  private static Map<String, Row> mainAccounts(List<Row> accounts) {
    return accounts.stream()
        .filter(account -> account.getAs("currency") != null)
        .collect(
            Collectors.toMap(
                account -> account.getAs("source_file"),
                account -> account,
                BinaryOperator.maxBy(
                    Comparator.comparing(account -> account.<Long>getAs("scanned_rows")))));
  }

  private static String amount(BigDecimal minor, String currency) {
    return Currencies.text(minor.movePointLeft(Currencies.decimals(currency)), currency);
  }

  private static final class Sums {
    private BigDecimal rejected = BigDecimal.ZERO;
    private BigDecimal scanned = BigDecimal.ZERO;

    void add(Row account, String unit) {
      rejected = rejected.add(BigDecimal.valueOf(account.<Long>getAs("rejected_" + unit)).abs());
      scanned = scanned.add(BigDecimal.valueOf(account.<Long>getAs("scanned_" + unit)).abs());
    }

    /** Adds rows of unknown amount, each counted as the largest known amount. */
    void addUnreadable(long rows, long largest) {
      BigDecimal weight =
          BigDecimal.valueOf(rows).multiply(BigDecimal.valueOf(Math.max(largest, 1)));
      rejected = rejected.add(weight);
      scanned = scanned.add(weight);
    }
  }

  private static void refuseAbove(
      BigDecimal limit,
      Sums sums,
      String rejected,
      String scanned,
      Supplier<List<String>> reasons) {
    BigDecimal most = limit.multiply(sums.scanned);
    if (sums.rejected.compareTo(most) > 0) {
      throw Errors.rejectLimit(rejected + " of " + scanned, limit.toPlainString(), reasons.get());
    }
  }
}
