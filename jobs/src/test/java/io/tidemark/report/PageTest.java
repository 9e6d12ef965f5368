package io.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.Column;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page as text: what is in it, and that nothing in it can break out or be fetched. */
class PageTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script( [^>]*)?>(.*?)</script>", Pattern.DOTALL);

  @Test
  void equalFiguresAreEqualBytes() {
    assertThat(Page.of(TwoCurrencies.page().figures()))
        .isEqualTo(Page.of(TwoCurrencies.page().figures()));
  }

  @Test
  @DisplayName("Warnings are at the top of the page, those that affect all figures first")
  void fileWideFindingsAreOnTop() {
    String page =
        Page.of(
            new LiteralPage()
                .with(
                    StagingTables.DATA_QUALITY,
                    """
                    check | what                      | severity | is_file_wide | rows | example
                    TAX   | Files without tax         | warning  | true         | 1234 | a<b>&"c"
                    ODD   | Odd rows                  | warning  | false        | 2    | in_1
                    ENDS  | Periods with inclusive end | note    | true         | 3    |
                    CUT   | Files that may be cut     | warning  | true         | 1    | a‮b.csv
                    """)
                .figures());

    assertThat(page)
        .contains(
            """
            <aside id="warnings" aria-label="Warnings">
              <p class="warnings-title">Check first: affects all figures</p>
              <ul>
                <li>Files that may be cut: <span class="figure" tabindex="0" data-table="data_quality" data-column="rows">1</span>, e.g. a\\u202eb.csv</li>
                <li>Files without tax: <span class="figure" tabindex="0" data-table="data_quality" data-column="rows">1,234</span>, e.g. a&lt;b&gt;&amp;&quot;c&quot;</li>
                <li>Periods with inclusive end: <span class="figure" tabindex="0" data-table="data_quality" data-column="rows">3</span></li>
              </ul>
              <p class="warnings-title">Check also: affects single rows</p>
              <ul>
                <li>Odd rows: <span class="figure" tabindex="0" data-table="data_quality" data-column="rows">2</span>, e.g. in_1</li>
              </ul>
            </aside>
            <main>
            """);
  }

  @Test
  @DisplayName("A page with notes about single rows only has no list of warnings")
  void withoutFileWideFindings() {
    String page =
        Page.of(
            new LiteralPage()
                .with(
                    StagingTables.DATA_QUALITY,
                    """
                    check | what     | severity | is_file_wide | rows
                    ODD   | Odd rows | note     | false        | 2
                    """)
                .figures());

    assertThat(page).doesNotContain("<aside");
  }

  @Test
  void whatABillingSystemHoldsCannotEndTheScript() {
    String json = TwoCurrencies.page().figures().json();

    assertThat(json).doesNotContain("<", ">", "&", "\u2028").contains("\\u003c/script\\u003e");
  }

  @Test
  void amountsAreAsExportedAndWhatIsNotShownIsNotThere() {
    String json = TwoCurrencies.page().figures().json();

    assertThat(json)
        .contains("[\"2025-02-28\",\"EUR\",false,1234.5,3,411.5,0.2,0.05,false]")
        .contains("0.0025")
        .doesNotContain("cus_small", "2024-12-01", "db.internal");
    assertThat(json)
        .as("all days are counted, the ordinary ones not listed")
        .contains("[\"EUR\",\"true\",\"ordinary\",2]")
        .doesNotContain("2025-02-04");
  }

  @Test
  @DisplayName("An e-mail address as customer id is masked, and invisible characters are escaped")
  void anIdIsShownWithoutAddressesAndWithoutHiddenCharacters() {
    PageData figures =
        new LiteralPage()
            .with(
                InsightTables.BIGGEST_CUSTOMERS,
                """
                currency | rank | customer_id
                EUR      | 1    | jane@example.com
                EUR      | 2    | cus_\u202e1
                """)
            .with(
                StagingTables.DATA_QUALITY,
                """
                check            | example
                CUSTOMER_UNKNOWN | bob@example.com
                """)
            .figures();

    assertThat(figures.json())
        .contains("\"[e-mail]\"", "\"cus_\\\\u202e1\"")
        .doesNotContain("example.com", "\u202e");
  }

  @Test
  @DisplayName("No folder of the machine is on the page: neither of files nor of settings")
  void noFolders() {
    Facts facts =
        new Facts(
            "0123456789abcdef",
            "0.1.0",
            LiteralPage.FACTS.asOf(),
            LiteralPage.FACTS.from(),
            LiteralPage.FACTS.through(),
            "UTC",
            "EUR",
            Map.of("fx.rates", "/home/anna/rates.csv"),
            List.of());
    String page =
        Page.of(
            new LiteralPage(facts)
                .with(
                    StagingTables.SOURCE_FILES,
                    """
                    source_file                | kind     | currency
                    /home/anna/invoices.csv    | invoices | EUR
                    """)
                .with(
                    StagingTables.DATA_QUALITY,
                    """
                    check | what     | severity | is_file_wide | rows | example
                    CUT   | Cut file | warning  | true         | 1    | /home/anna/invoices.csv
                    """)
                .figures());

    assertThat(page)
        .contains("\"invoices.csv\"", "e.g. invoices.csv", "\"rates.csv\"")
        .doesNotContain("anna");
  }

  @Test
  void definitionsAreTheTablesOwnInMajorUnits() {
    String json = TwoCurrencies.page().figures().json();
    Column nrr = column(InsightTables.CHURN_BY_MONTH.columns(), "nrr");
    Column mrr = column(MrrTables.DAILY_MRR.columns(), "mrr_minor");

    assertThat(mrr.doc()).endsWith(", minor units");
    assertThat(json)
        .contains("\"nrr\":\"" + nrr.doc() + "\"")
        .contains("\"mrr\":\"" + mrr.doc().replace(", minor units", "") + "\"")
        .doesNotContain("minor units");
  }

  @Test
  void onlyItsOwnScriptsMayRunAndNothingIsFetched() throws Exception {
    String page = Page.of(TwoCurrencies.page().figures());
    Matcher policy =
        Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(page);
    assertThat(policy.find()).isTrue();
    assertThat(policy.group(1))
        .startsWith("default-src 'none'; script-src 'sha256-")
        .doesNotContain("unsafe", "http", "*");

    List<String> running =
        SCRIPT
            .matcher(page)
            .results()
            .filter(script -> script.group(1) == null || script.group(1).contains("module"))
            .map(script -> script.group(2))
            .toList();
    assertThat(running).hasSize(2);
    for (String script : running) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      assertThat(policy.group(1))
          .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }
    assertThat(page).doesNotContain("<script src", "<link rel=\"stylesheet", "@import");
  }

  private static Column column(List<Column> columns, String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
  }
}
