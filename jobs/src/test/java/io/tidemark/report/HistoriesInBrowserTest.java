package io.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StatisticsTables;
import io.tidemark.testing.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that are empty, short or long, in a browser. */
class HistoriesInBrowserTest {
  private static Browser browser;

  @TempDir private Path folder;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingIsWrong() {
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void aRunWithoutRecurringRevenueSaysSo() {
    browser.open(new LiteralPage().write(folder), 1280);

    assertThat(browser.text("#headline .body")).isEqualTo("No MRR in EUR in the data.");
    assertThat(browser.texts("main section .empty")).hasSizeGreaterThan(9);
    assertThat(browser.texts(".canvas")).isEmpty();
    assertThat(browser.barriers()).isEmpty();
  }

  @Test
  void oneMonthIsComparedWithNothing() {
    LiteralPage page =
        new LiteralPage()
            .with(
                MrrTables.DAILY_MRR,
                """
                date       | currency | is_converted | mrr    | customers | implied_share | is_warming_up
                2025-02-28 | EUR      | false        | 100.00 | 1         | 1             | true
                """)
            .with(
                InsightTables.CHURN_BY_MONTH,
                """
                month      | currency | is_converted | billing_interval | start_mrr | opening | new | end_mrr | is_partial | is_warming_up
                2025-02-01 | EUR      | false        | all              | 0         | 100.00  | 0   | 100.00  | true       | true
                """)
            .with(
                InsightTables.CONCENTRATION,
                """
                month      | currency | is_converted | customers | mrr    | top_1_share | top_5_share | top_10_share | top_50_share | herfindahl | gini
                2025-02-01 | EUR      | false        | 1         | 100.00 | 1           | 1           | 1            | 1            | 1          | 0
                """)
            .with(
                StatisticsTables.MRR_FORECAST,
                """
                date       | currency | is_converted | scenario   | horizon_days | committed | at_renewal | reason
                2025-03-01 | EUR      | false        | contracted | 1            | 100.00    | 0          | Nobody was seen to renew
                """);
    browser.open(page.write(folder), 1280);

    assertThat(browser.text("#headline .value")).isEqualTo("100 EUR");
    assertThat(browser.texts("#headline dt")).doesNotContain("Forecast in 90 days");
    assertThat(browser.text("#growth .note")).startsWith("Only one month is available");
    assertThat(browser.text("#history .note"))
        .startsWith("On all of these days some billing interval is not fully visible");
    assertThat(browser.texts("#forecast .note")).contains("No forecast: Nobody was seen to renew");
    assertThat(browser.texts("#forecast .empty")).contains("The data is too short for a backtest.");
    assertThat(browser.run("return document.querySelector('#forecast .canvas').ariaLabel"))
        .isEqualTo("Forecast MRR, EUR. 100.00 EUR is invoiced beyond 1 Mar 2025.");
    assertThat(browser.barriers()).isEmpty();
  }

  /** The best of three: other work of this machine is not the page's. */
  @Test
  void fiveYearsOpenInUnderTwoSeconds() throws Exception {
    Path page = FiveYears.page().write(folder);
    assertThat(Files.size(page)).isLessThan(6_000_000);
    double best = Double.MAX_VALUE;
    for (int attempt = 0; attempt < 3; attempt++) {
      browser.open(page, 1280);
      browser.await(
          "return performance.getEntriesByType('navigation')[0].loadEventEnd > 0"
              + " && document.querySelector('#headline .canvas').dataset.drawn === 'true'");
      Object milliseconds =
          browser.run("return performance.getEntriesByType('navigation')[0].loadEventEnd");
      best = Math.min(best, ((Number) milliseconds).doubleValue());
    }

    assertThat(best).isLessThan(2_000);
    assertThat(browser.texts("#cohorts tbody th")).hasSize(60);
    assertThat(browser.text("#growth details summary")).isEqualTo("47 earlier months");
  }
}
