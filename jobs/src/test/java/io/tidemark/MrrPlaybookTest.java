package io.tidemark;

import static io.tidemark.tables.InsightTables.CHURN_BY_MONTH;
import static io.tidemark.tables.MrrTables.MONTHLY_GROWTH;
import static io.tidemark.tables.MrrTables.MRR_MOVEMENTS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.tables.Table;
import io.tidemark.testing.Export;
import io.tidemark.testing.Playbook;
import io.tidemark.testing.PublishedRun;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The 55 customers of dbt Labs' mrr-playbook (github.com/dbt-labs/mrr-playbook, its seed {@code
 * subscription_periods}), billed month by month in the least columns an export may have, through
 * the whole pipeline into Parquet.
 *
 * <p>The figures from 2018 on are those of the playbook's own models. Their calendar starts in
 * 2018, so they lose the three customers who came and left in 2017; here those are counted. The
 * seed ends in January 2020: the churn of December to February is its right edge, not people who
 * left.
 */
class MrrPlaybookTest {
  /** MRR and customers at the end of a month, then each movement with its number of customers. */
  private static final String MONTHS =
      """
      month   |  MRR | active | new     | expansion | contraction | churn     | reactivation
      2017-08 |    0 |  0 |   0 (0) |   0 (0) |    0 (0) |     0 (0)  |  0 (0)
      2017-09 |   75 |  2 |  75 (2) |   0 (0) |    0 (0) |     0 (0)  |  0 (0)
      2017-10 |   50 |  2 |  25 (1) |   0 (0) |    0 (0) |   -50 (1)  |  0 (0)
      2017-11 |    0 |  0 |   0 (0) |   0 (0) |    0 (0) |   -50 (2)  |  0 (0)
      2017-12 |    0 |  0 |   0 (0) |   0 (0) |    0 (0) |     0 (0)  |  0 (0)
      2018-01 |   55 |  1 |  55 (1) |   0 (0) |    0 (0) |     0 (0)  |  0 (0)
      2018-02 |   70 |  1 |   0 (0) |  15 (1) |    0 (0) |     0 (0)  |  0 (0)
      2018-03 |   70 |  1 |   0 (0) |   0 (0) |    0 (0) |     0 (0)  |  0 (0)
      2018-04 |  150 |  2 |  80 (1) |   0 (0) |    0 (0) |     0 (0)  |  0 (0)
      2018-05 |  190 |  3 | 120 (2) |   0 (0) |    0 (0) |   -80 (1)  |  0 (0)
      2018-06 |  235 |  4 |  25 (1) |  30 (1) |  -10 (1) |     0 (0)  |  0 (0)
      2018-07 |  260 |  4 |   0 (0) |  25 (1) |    0 (0) |     0 (0)  |  0 (0)
      2018-08 |  260 |  4 |   0 (0) |   0 (0) |    0 (0) |     0 (0)  |  0 (0)
      2018-09 |  340 |  6 |  30 (1) |   0 (0) |    0 (0) |     0 (0)  | 50 (1)
      2018-10 |  335 |  6 |   0 (0) |  20 (1) |  -25 (1) |     0 (0)  |  0 (0)
      2018-11 |  575 | 11 | 240 (5) |   0 (0) |    0 (0) |     0 (0)  |  0 (0)
      2018-12 |  585 | 12 |  25 (1) |  50 (2) |  -65 (2) |     0 (0)  |  0 (0)
      2019-01 |  620 | 13 |  25 (1) |  10 (1) |    0 (0) |     0 (0)  |  0 (0)
      2019-02 |  625 | 13 |  30 (1) |  25 (1) |    0 (0) |   -50 (1)  |  0 (0)
      2019-03 |  660 | 14 |  60 (2) |   0 (0) |    0 (0) |   -25 (1)  |  0 (0)
      2019-04 |  895 | 17 | 120 (2) |  65 (3) |    0 (0) |     0 (0)  | 50 (1)
      2019-05 |  965 | 21 | 155 (4) |   0 (0) |  -85 (4) |     0 (0)  |  0 (0)
      2019-06 | 1135 | 22 |  50 (1) | 150 (6) |  -30 (2) |     0 (0)  |  0 (0)
      2019-07 | 1350 | 26 | 205 (3) |   0 (0) |  -40 (2) |     0 (0)  | 50 (1)
      2019-08 | 1240 | 26 | 105 (3) |   0 (0) |  -55 (3) |  -160 (3)  |  0 (0)
      2019-09 | 1455 | 31 | 165 (5) |  80 (4) |  -30 (2) |     0 (0)  |  0 (0)
      2019-10 | 1680 | 36 | 220 (5) |  80 (4) |  -75 (3) |     0 (0)  |  0 (0)
      2019-11 | 1840 | 42 | 210 (6) |  60 (2) | -110 (5) |     0 (0)  |  0 (0)
      2019-12 | 1255 | 28 | 100 (3) |  50 (3) |  -30 (2) |  -705 (17) |  0 (0)
      2020-01 |  175 |  4 | 175 (4) |   0 (0) |    0 (0) | -1255 (28) |  0 (0)
      2020-02 |    0 |  0 |   0 (0) |   0 (0) |    0 (0) |  -175 (4)  |  0 (0)
      """;

  /**
   * Month, start, gross churn, GRR, NRR, customers lost of those at the start, quick ratio; the
   * ratios of June and August 2019 are those of the playbook's own figures.
   */
  private static final String CHURN =
      """
      2017-09 |    0 | null   | null   | null   |  0 of  0 | null
      2017-10 |   75 | 0.6667 | 0.3333 | 0.3333 |  1 of  2 | 0.500
      2018-09 |  260 | 0.0000 | 1.0000 | 1.0000 |  0 of  4 | null
      2019-05 |  895 | 0.0950 | 0.9050 | 0.9050 |  0 of 17 | 1.824
      2019-06 |  965 | 0.0311 | 0.9689 | 1.1244 |  0 of 21 | 6.667
      2019-08 | 1350 | 0.1593 | 0.8407 | 0.8407 |  3 of 26 | 0.488
      2020-01 | 1255 | 1.0000 | 0.0000 | 0.0000 | 28 of 28 | 0.139
      2020-02 |  175 | 1.0000 | 0.0000 | 0.0000 |  4 of  4 | 0.000
      """;

  private static final List<String> MOVEMENTS =
      List.of("new", "expansion", "contraction", "churn", "reactivation");

  private static PublishedRun published;
  private static int customerMonths;

  @BeforeAll
  static void runThePipeline(@TempDir Path folder) {
    List<String> lines = Playbook.lines();
    customerMonths = lines.size() - 1;
    String invoices = Export.write(folder, "invoices.csv", lines.toArray(String[]::new));
    Policy dollars = Policy.of(Map.of("reporting_currency", "USD"));
    Optional<LocalDate> asOf = Optional.of(LocalDate.of(2020, 2, 29));
    published =
        PublishedRun.of(folder.resolve("warehouse"), List.of(invoices), List.of(), asOf, dollars);
  }

  @Test
  void everyMonthIsAsThePlaybookSays() {
    Map<String, String> movements = movements(date_trunc("month", col("date")).cast("date"));
    List<String> months = new ArrayList<>();
    for (Row row : nativeRows(MONTHLY_GROWTH).orderBy("month").collectAsList()) {
      String month = row.getAs("month").toString();
      List<String> cells = new ArrayList<>();
      cells.add(month.substring(0, 7));
      cells.add(whole(row.getAs("end_mrr")));
      cells.add(row.getAs("customers").toString());
      for (String movement : MOVEMENTS) {
        cells.add(movements.getOrDefault(month + " " + movement, "0 (0)"));
        BigDecimal amount = row.getAs(movement);
        assertThat(cells.get(cells.size() - 1)).startsWith(whole(amount) + " ");
      }
      months.add(String.join(" | ", cells));
    }

    assertThat(months).containsExactlyElementsOf(MONTHS.lines().skip(1).map(this::narrow).toList());
  }

  @Test
  void theMovementsAddUpByType() {
    assertThat(customerMonths).isEqualTo(352);
    assertThat(movements(lit("all")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "all new", "2295 (55)",
                "all expansion", "660 (30)",
                "all contraction", "-555 (27)",
                "all churn", "-2550 (58)",
                "all reactivation", "150 (3)"));
  }

  @Test
  void churnIsAsThePlaybookSays() {
    Map<String, Row> growth = new TreeMap<>();
    nativeRows(MONTHLY_GROWTH)
        .collectAsList()
        .forEach(row -> growth.put(row.getAs("month").toString(), row));
    List<String> expected = CHURN.lines().map(this::narrow).toList();
    List<String> months = expected.stream().map(line -> line.substring(0, 7)).toList();
    List<String> actual = new ArrayList<>();
    for (String interval : List.of("all", "month")) {
      actual.clear();
      Column isAsked = col("billing_interval").equalTo(interval);
      for (Row row : nativeRows(CHURN_BY_MONTH).where(isAsked).orderBy("month").collectAsList()) {
        String month = row.getAs("month").toString();
        String text =
            String.join(
                " | ",
                month.substring(0, 7),
                whole(row.getAs("start_mrr")),
                rate(row, "gross_mrr_churn", 4),
                rate(row, "grr", 4),
                rate(row, "nrr", 4),
                row.getAs("churned_customers") + " of " + row.getAs("start_customers"),
                rate(growth.get(month), "quick_ratio", 3));
        if (months.contains(text.substring(0, 7))) {
          actual.add(text);
        }
      }
      assertThat(actual).as(interval).containsExactlyElementsOf(expected);
    }
  }

  private static String rate(Row row, String name, int decimals) {
    Double rate = row.getAs(name);
    return rate == null ? "null" : String.format(Locale.ROOT, "%." + decimals + "f", rate);
  }

  private static Map<String, String> movements(Column group) {
    Map<String, String> movements = new TreeMap<>();
    nativeRows(MRR_MOVEMENTS)
        .groupBy(group.as("of"), col("movement"))
        .agg(sum("change").as("change"), count(lit(1)).as("customers"))
        .collectAsList()
        .forEach(
            row ->
                movements.put(
                    row.get(0) + " " + row.getString(1),
                    whole(row.getDecimal(2)) + " (" + row.getLong(3) + ")"));
    return movements;
  }

  private static Dataset<Row> nativeRows(Table table) {
    return published.table(table).where("NOT is_converted");
  }

  private static String whole(BigDecimal amount) {
    return amount.setScale(0).toPlainString();
  }

  private String narrow(String line) {
    return line.strip().replaceAll(" *\\| *", " | ").replaceAll(" +", " ");
  }
}
