package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tidemark.tables.Currencies;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The report of a run, in a browser, against the run's own CSV exports. */
public final class ReportCheck {
  private static final int LISTED_CUSTOMERS = 10;
  private static final int LISTED_MONTHS = 13;
  private static final int LISTED_SEGMENTS = 15;

  private final Browser browser;
  private final Path exports;

  private ReportCheck(Browser browser, Path exports) {
    this.browser = browser;
    this.exports = exports;
  }

  /**
   * Fails where a figure differs, anything is fetched or broken, or a person is kept out.
   *
   * @param profile a folder for the browser's own
   */
  public static void agreesWithExports(Path runFolder, Path profile) throws IOException {
    try (Browser browser = Browser.start(profile)) {
      browser.open(runFolder.resolve("report").resolve("index.html"), 1280);
      ReportCheck check =
          new ReportCheck(browser, runFolder.toRealPath().resolve("exports").resolve("csv"));
      for (String scope : browser.texts("#scope option")) {
        browser.choose("#scope", scope);
        check.scope(scope);
      }
      assertThat(browser.barriers()).isEmpty();
      assertThat(browser.console()).isEmpty();
      assertThat(browser.requests()).isEmpty();
    }
  }

  private void scope(String scope) throws IOException {
    String currency = scope.substring(scope.length() - 3);
    boolean isConverted = scope.length() > 3;
    List<NamedCsvRecord> days = rows("daily_mrr", currency, isConverted);
    NamedCsvRecord today = days.get(days.size() - 1);
    assertThat(browser.text("#headline .value"))
        .isEqualTo(whole(today.getField("mrr")) + " " + currency);
    assertThat(browser.texts("#headline dd .figure")).contains(count(today.getField("customers")));

    List<NamedCsvRecord> biggest = rows("biggest_customers", currency, isConverted);
    List<NamedCsvRecord> listed = biggest.subList(0, Math.min(LISTED_CUSTOMERS, biggest.size()));
    assertThat(browser.texts("#customers .scroll:first-of-type tbody th"))
        .startsWith(texts(listed, "customer_id"));
    assertThat(browser.texts("#customers tbody td:nth-child(3)"))
        .startsWith(amounts(listed, "mrr", currency));

    List<NamedCsvRecord> cohorts = rows("cohort_nrr_pivot", currency, isConverted);
    assertThat(browser.texts("#cohorts tbody td:nth-child(3)"))
        .containsExactlyInAnyOrder(amounts(cohorts, "initial_mrr", currency));
    assertThat(browser.texts("#cohorts tbody td:nth-child(4)"))
        .containsExactlyInAnyOrder(percents(cohorts, "m00"));

    List<NamedCsvRecord> months = rows("monthly_growth", currency, isConverted);
    assertThat(browser.texts("#growth h3 + .scroll tbody td:nth-child(2)"))
        .contains(amount(months.get(months.size() - 1).getField("start_mrr"), currency));
    List<NamedCsvRecord> latest =
        months.subList(Math.max(0, months.size() - LISTED_MONTHS), months.size());
    assertThat(browser.texts("#growth tbody td")).contains(amounts(latest, "arpa", currency));
    segments(currency, isConverted);
    List<NamedCsvRecord> risks = rows("forecast_risks", currency, isConverted);
    assertThat(browser.texts("#forecast tbody td"))
        .contains(
            amounts(
                risks.stream().filter(row -> row.getField("kind").equals("risk")).toList(),
                "expected_loss",
                currency));
    if (!isConverted) {
      List<NamedCsvRecord> variants =
          rows("policy_sensitivity", currency, false).stream()
              .filter(row -> new BigDecimal(row.getField("difference")).signum() != 0)
              .toList();
      assertThat(browser.texts("#policy tbody td:nth-child(2)"))
          .containsExactlyInAnyOrder(amounts(variants, "mrr", currency));
    }
  }

  /** The table of segments that shows first is one dimension of the latest month. */
  private void segments(String currency, boolean isConverted) throws IOException {
    List<NamedCsvRecord> all = rows("segments", currency, isConverted);
    String dimension = browser.run("return document.querySelector('#segments input').value") + "";
    String month = all.get(all.size() - 1).getField("month");
    List<NamedCsvRecord> shown =
        all.stream()
            .filter(row -> row.getField("month").equals(month))
            .filter(row -> row.getField("dimension").equals(dimension))
            .toList();
    assertThat(browser.texts("#segments tbody td:nth-child(6)"))
        .isSubsetOf(amounts(shown, "mrr", currency))
        .hasSize(Math.min(LISTED_SEGMENTS, shown.size()));
  }

  private List<NamedCsvRecord> rows(String table, String currency, boolean isConverted)
      throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
            CsvReader.builder().ofNamedCsvRecord(exports.resolve(table + ".csv"));
        Stream<NamedCsvRecord> rows = reader.stream()) {
      return rows.filter(row -> row.getField("currency").equals(currency))
          .filter(
              row ->
                  row.findField("is_converted")
                      .map(cell -> cell.equals(String.valueOf(isConverted)))
                      .orElse(true))
          .toList();
    }
  }

  private static String[] texts(List<NamedCsvRecord> rows, String column) {
    return rows.stream().map(row -> row.getField(column)).toArray(String[]::new);
  }

  private static String[] amounts(List<NamedCsvRecord> rows, String column, String currency) {
    return rows.stream().map(row -> amount(row.getField(column), currency)).toArray(String[]::new);
  }

  private static String[] percents(List<NamedCsvRecord> rows, String column) {
    return rows.stream().map(row -> percent(row.getField(column))).toArray(String[]::new);
  }

  private static String amount(String exported, String currency) {
    BigDecimal amount = Currencies.scaled(new BigDecimal(exported), currency);
    return String.format(Locale.ROOT, "%," + "." + amount.scale() + "f", amount).replace('-', '−');
  }

  private static String whole(String exported) {
    BigDecimal amount = new BigDecimal(exported).setScale(0, RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, "%,d", amount.toBigInteger());
  }

  private static String count(String exported) {
    return String.format(Locale.ROOT, "%,d", Long.parseLong(exported));
  }

  private static String percent(String exported) {
    if (exported.isEmpty()) {
      return "";
    }
    BigDecimal share = new BigDecimal(exported).movePointRight(2);
    return String.format(Locale.ROOT, "%,.1f %%", share.setScale(1, RoundingMode.HALF_UP));
  }
}
