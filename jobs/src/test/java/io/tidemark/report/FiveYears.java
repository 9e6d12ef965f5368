package io.tidemark.report;

import io.tidemark.tables.CohortTables;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StatisticsTables;
import io.tidemark.tables.Table;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Five years of a business in four currencies and three billing intervals, by formula. */
final class FiveYears {
  private static final LocalDate FIRST = LocalDate.parse("2020-03-01");
  private static final int DAYS = 1826;
  private static final int MONTHS = 60;
  private static final List<String> SCOPES =
      List.of("EUR,true", "EUR,false", "GBP,false", "USD,false");
  private static final List<String> INTERVALS = List.of("all", "month", "quarter", "year");

  private FiveYears() {}

  static LiteralPage page() {
    LiteralPage page = new LiteralPage();
    add(
        page,
        MrrTables.DAILY_MRR,
        "date,currency,is_converted,mrr,customers,arpa,implied_share,pending_share",
        DAYS,
        (day, row) -> {
          row.add(FIRST.plusDays(day).toString());
          row.add("%d.25".formatted(100_000 + 37 * day));
          row.addAll(List.of(String.valueOf(1_000 + day / 3), "97.5", "0.0125", "0.031"));
        });
    months(page);
    cohorts(page);
    days(page);
    return page;
  }

  private static void months(LiteralPage page) {
    add(
        page,
        MrrTables.MONTHLY_GROWTH,
        "month,currency,is_converted,start_mrr,end_mrr,growth_rate,cmgr_3,cmgr_12,quick_ratio,ltv_capped",
        MONTHS,
        (month, row) -> {
          row.add(month(month));
          row.addAll(List.of("100000.5", "101000.5", "0.01", "0.011", "0.012", "3.5", "4400"));
        });
    int intervals = INTERVALS.size();
    add(
        page,
        InsightTables.CHURN_BY_MONTH,
        "month,currency,is_converted,billing_interval,start_mrr,opening,new,expansion,contraction"
            + ",churn,reactivation,fx,transfer,end_mrr,gross_mrr_churn,net_mrr_churn,grr,nrr"
            + ",start_customers,churned_customers,gained_customers,end_customers,customer_churn",
        MONTHS * intervals,
        (cell, row) -> {
          row.addAll(List.of(month(cell / intervals), INTERVALS.get(cell % intervals)));
          row.addAll(List.of("100000.5", "0", "2500", "900", "-400", "-2100", "100", "0", "0"));
          row.addAll(List.of("101000.5", "0.025", "0.016", "0.975", "0.984"));
          row.addAll(List.of("1000", "21", "40", "1019", "0.021"));
        });
  }

  private static void cohorts(LiteralPage page) {
    StringBuilder header =
        new StringBuilder("cohort,currency,is_converted,cohort_customers,initial_mrr");
    for (int offset = 0; offset < MONTHS; offset++) {
      header.append(",m%02d".formatted(offset));
    }
    for (Table pivot :
        List.of(
            CohortTables.COHORT_NRR_PIVOT,
            CohortTables.COHORT_MRR_PIVOT,
            CohortTables.COHORT_CUSTOMERS_PIVOT)) {
      add(
          page,
          pivot,
          header.toString(),
          MONTHS,
          (month, row) -> {
            row.addAll(List.of(month(month).substring(0, 7), "40", "2500"));
            for (int offset = 0; offset < MONTHS; offset++) {
              row.add(offset < MONTHS - month ? String.valueOf(1 - offset / 100.0) : null);
            }
          });
    }
    int cells = MONTHS * MONTHS / 2;
    add(
        page,
        CohortTables.COHORTS,
        "cohort,currency,is_converted,dimension,segment,month_offset,cohort_customers"
            + ",initial_mrr,customers,mrr,nrr",
        3 * cells,
        (cell, row) -> {
          int place = cell % cells;
          row.add(month(place % MONTHS).substring(0, 7));
          row.addAll(List.of("billing_interval", INTERVALS.get(1 + cell / cells)));
          row.addAll(List.of(String.valueOf(place / MONTHS), "40", "2500", "30", "2100.5"));
          row.add("0.8402");
        });
  }

  private static void days(LiteralPage page) {
    add(
        page,
        StatisticsTables.SIGNIFICANT_DAYS,
        "date,currency,is_converted,change,movements,expected,q_value,verdict,scope",
        DAYS,
        (day, row) -> {
          row.addAll(List.of(FIRST.plusDays(day).toString(), "1500.5", "12", "30.25", "0.004"));
          row.addAll(List.of(day % 40 == 0 ? "significant" : "ordinary", "broad"));
        });
    add(
        page,
        StatisticsTables.MRR_FORECAST,
        "date,currency,is_converted,scenario,is_headline,horizon_days,p2_5,p10,p50,p90,p97_5,committed,at_renewal",
        365,
        (day, row) -> {
          row.addAll(List.of(FIRST.plusDays(DAYS + day).toString(), "unseen_renewals_0.8", "true"));
          row.addAll(List.of(String.valueOf(day + 1), "160000", "165000", "170000", "175000"));
          row.addAll(List.of("180000", "90000", "80000"));
        });
  }

  /** Rows of every scope: the first cell, then the scope, then the others. */
  private static void add(
      LiteralPage page,
      Table table,
      String header,
      int count,
      BiConsumer<Integer, List<String>> cells) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (String scope : SCOPES) {
        List<String> row = new ArrayList<>();
        cells.accept(i, row);
        row.addAll(1, List.of(scope.split(",")));
        rows.add(row);
      }
    }
    page.with(table, List.of(header.split(",")), rows);
  }

  private static String month(int number) {
    return YearMonth.from(FIRST).plusMonths(number).atDay(1).toString();
  }
}
