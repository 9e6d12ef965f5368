package io.tidemark.insights;

import io.tidemark.mrr.AccountKey;
import io.tidemark.tables.InsightTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * The figures of one month and currency that the vendor definitions require.
 *
 * @param month its first day
 * @param churnedCustomers customers with MRR at the start and without MRR at the end
 * @param leftCustomers these, and customers who began and left within the month
 * @param newCustomers customers who paid for the first time
 * @param lostMinor churn and contraction as a positive amount, minor units
 * @param cappedLostMinor the same, of each customer at most the MRR at the start of the month
 * @param seesLosses whether the files can show a loss
 * @param trailingChurn average customer churn of the previous six months; null unless each has one
 */
record VendorMonth(
    LocalDate month,
    AccountKey account,
    boolean isPartial,
    long startMinor,
    long endMinor,
    long lostMinor,
    long cappedLostMinor,
    long netLostMinor,
    long startCustomers,
    long endCustomers,
    long churnedCustomers,
    long leftCustomers,
    long newCustomers,
    boolean seesLosses,
    Double trailingChurn) {
  private static final int TRAILING_MONTHS = 6;
  private static final Comparator<VendorMonth> ORDER =
      Comparator.comparing(VendorMonth::month).thenComparing(VendorMonth::account);

  /**
   * Returns all months, over all billing intervals, by month and currency.
   *
   * @param results with {@link InsightTables#CHURN_BY_MONTH}
   * @param counts of {@link VendorDefinitions}
   */
  static List<VendorMonth> of(Results results, MonthRange range, KeyedSums<AccountKey> counts) {
    List<VendorMonth> months = new ArrayList<>();
    byAccount(results)
        .forEach(
            (account, churn) -> {
              long[] ofAccount = counts.get(account);
              List<Double> before = new ArrayList<>();
              churn.forEach(
                  (month, row) -> {
                    int first = VendorDefinitions.COLUMNS * range.index(month);
                    long[] ofMonth =
                        Arrays.copyOfRange(ofAccount, first, first + VendorDefinitions.COLUMNS);
                    months.add(of(account, row, ofMonth, average(before)));
                    before.add(row.getAs("customer_churn"));
                  });
            });
    months.sort(ORDER);
    return months;
  }

  private static SortedMap<AccountKey, SortedMap<LocalDate, Row>> byAccount(Results results) {
    SortedMap<AccountKey, SortedMap<LocalDate, Row>> byAccount = new TreeMap<>();
    for (Row row : results.rows(InsightTables.CHURN_BY_MONTH)) {
      if (row.getAs("billing_interval").equals(BillingIntervals.ALL)) {
        AccountKey account = new AccountKey(row.getAs("currency"), row.getAs("is_converted"));
        byAccount.computeIfAbsent(account, x -> new TreeMap<>()).put(row.getAs("month"), row);
      }
    }
    return byAccount;
  }

  private static VendorMonth of(
      AccountKey account, Row churn, long[] counts, Double trailingChurn) {
    return new VendorMonth(
        churn.getAs("month"),
        account,
        churn.getAs("is_partial"),
        churn.getAs("start_mrr_minor"),
        churn.getAs("end_mrr_minor"),
        churn.getAs("lost_minor"),
        counts[VendorDefinitions.CAPPED_LOST],
        churn.getAs("net_lost_minor"),
        churn.getAs("start_customers"),
        churn.getAs("end_customers"),
        churn.getAs("churned_customers"),
        counts[VendorDefinitions.LEFT],
        counts[VendorDefinitions.NEW],
        churn.getAs("gross_mrr_churn") != null,
        trailingChurn);
  }

  /** Returns the average of the last months; null unless each of them has a rate. */
  private static Double average(List<Double> rates) {
    if (rates.size() < TRAILING_MONTHS) {
      return null;
    }
    double sum = 0;
    for (Double rate : rates.subList(rates.size() - TRAILING_MONTHS, rates.size())) {
      if (rate == null) {
        return null;
      }
      sum += rate;
    }
    return sum / TRAILING_MONTHS;
  }
}
