package io.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page as a person meets it, in a browser. */
class PageInBrowserTest {
  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
    page = TwoCurrencies.page().write(folder);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.open(page, 1280);
  }

  @AfterEach
  void nothingIsWrongAndNothingIsFetched() {
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.run("return window.broken")).isNull();
  }

  @Test
  void theHeadlineIsOfAllCurrenciesConverted() {
    assertThat(browser.text("#headline .value")).isEqualTo("1,735 EUR");
    assertThat(browser.text("#headline .headline-figure p"))
        .isEqualTo("MRR on 28 Feb 2025, all currencies converted");
    assertThat(headline())
        .containsEntry("ARR", "20,814 EUR")
        .containsEntry("Growth at a 30-day pace", "+16.8 %")
        .containsEntry("Never paid", "100 EUR")
        .containsEntry("Customers", "4")
        .containsEntry("Net revenue retention", "103.0 %")
        .containsEntry("Implied", "12.5 %")
        .containsEntry("Forecast in 90 days", "1,800 EUR");
  }

  @Test
  @DisplayName(
      "Warnings about all figures are listed first, then those of rows, with their definition")
  void fileWideFindingsAreListedFirst() {
    assertThat(browser.texts("#warnings li"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("Files that may be cut: 1,200, e.g. </script><script>window.broken=1");
    browser.pointAt("#warnings .figure");
    assertThat(definition()).startsWith("Number of rows or files data_quality.rows");
  }

  @Test
  void aCurrencyIsChosen() {
    browser.choose("#scope", "JPY");

    assertThat(browser.text("#headline .value")).isEqualTo("80,000 JPY");
    assertThat(browser.text("#customers .empty"))
        .isEqualTo("No customer has MRR in JPY on 28 Feb 2025.");
    assertThat(browser.text("#forecast .empty")).isEqualTo("No forecast for JPY.");
    assertThat(browser.text("#cohorts .empty")).contains("there are no cohorts yet");
    assertThat(browser.text("#policy .empty")).isEqualTo("No setting changes MRR in JPY.");
  }

  @Test
  void aBillingIntervalIsChosen() {
    assertThat(browser.run("return document.getElementById('interval').disabled")).isEqualTo(true);
    browser.choose("#scope", "EUR");
    browser.choose("#interval", "Month");

    assertThat(browser.text("#headline .value")).isEqualTo("935 EUR");
    assertThat(headline())
        .containsEntry("Customer churn", "25.0 %")
        .doesNotContainKey("Growth at a 30-day pace");
    assertThat(cells("#cohorts tbody td")).containsExactly("2", "700.00", "100.0 %", "92.9 %");
    assertThat(browser.text("#history .note"))
        .startsWith("All billing intervals: not available by interval");

    browser.choose("#scope", "JPY");
    assertThat(browser.text("#headline .value")).isEqualTo("80,000 JPY");
  }

  @Test
  void cohortsSwitchBetweenCustomersMrrAndNrr() {
    assertThat(cells("#cohorts tbody td"))
        .containsExactly("2", "1,500.00", "100.0 %", "87.6 %", "1", "184.50", "100.0 %", "");
    browser.click("#cohorts input[value=customers]");
    assertThat(cells("#cohorts tbody td")).containsExactly("3", "1,500.00", "3", "2");
    browser.click("#cohorts input[value=retention]");
    assertThat(cells("#cohorts tbody td"))
        .containsExactly(
            "3",
            "1,500.00",
            "100.0 %",
            "66.7 %",
            "2",
            "700.00",
            "",
            "50.0 %",
            "3",
            "1,500.00",
            "100.0 %",
            "66.7 %");
    browser.click("#cohorts input[value=mrr]");
    assertThat(cells("#cohorts tbody td")).containsExactly("3", "1,500.00", "1,500.00", "1,314.00");
    assertThat(browser.run("return document.activeElement.value")).isEqualTo("mrr");
  }

  @Test
  void tablesShowWhatTheRunPublished() {
    assertThat(cells("#policy tbody td")).containsExactly("1,000.00", "−234.50", "−19.0 %", "2");
    assertThat(browser.texts("#policy .note")).contains("No difference: paid only.");
    assertThat(cells("#vendors tbody tr:first-child td"))
        .containsExactly("1,734.50", "The export does not tell.", "–", "–");
    assertThat(cells("#days tbody td")).containsExactly("New", "+184.50", "100.0 %");
    assertThat(cells("#books h3 + .note + .scroll td"))
        .containsExactly("Correction", "1,700.00", "1,734.50", "+34.50", "1");
    assertThat(browser.text("#books .good")).startsWith("The books balance");
    assertThat(cells("#forecast table:has(td .tag) tbody th"))
        .containsExactly(
            "The largest customer, cus_a, does not renew on 2025-03-20\nconcentration",
            "Customers who have never paid do not pay\nnever paid",
            "Seasonality cannot be measured\nno season");
    assertThat(cells("#forecast h3 + .scroll:has(td .tag) tbody tr:first-child td").subList(0, 7))
        .containsExactly("high", "225.00", "900.00", "25.0 %", "51.9 %", "cus_a", "20 Mar 2025");
    assertThat(browser.texts("#forecast .note"))
        .contains("For 90 days ahead, the data is too short for a backtest.");
  }

  @Test
  void theWaterfallLeadsFromTheStartOfTheMonthToItsEnd() {
    browser.click("#headline summary");
    browser.await("return document.querySelectorAll('#headline tbody tr').length === 5");
    assertThat(cells("#headline tbody td"))
        .containsExactly("1,500.00", "+184.50", "+100.00", "−50.00", "1,734.50");
    assertThat(browser.run("return document.querySelector('#headline .canvas').ariaLabel"))
        .asString()
        .contains("1,500.00 EUR at the start, New +184.50, Expansion +100.00");
  }

  @Test
  @DisplayName("A scenario is chosen, and the median of each is compared with the forecast")
  void aScenarioIsChosen() {
    assertThat(cells("#forecast legend + label, #forecast legend ~ label"))
        .containsExactly("Unseen renewals at 0.8 (forecast)", "Unseen renewals at 0.7");
    assertThat(cells("#forecast h3 + .scroll:first-of-type tbody tr:last-child td"))
        .contains("1,700.00", "−100.00");
    browser.click("#forecast input[value='unseen_renewals_0.7']");
    assertThat(browser.texts("#forecast caption"))
        .contains("Means in EUR, Unseen renewals at 0.7 – mrr_forecast");
  }

  @Test
  @DisplayName("Rates show their numerator and denominator, and months how far they can be read")
  void ratesAndMonths() {
    assertThat(cells("#growth tbody td"))
        .contains("3.3 %\n50 of 1,500", "103.0 %\n1,545 of 1,500", "0.0 %\n0 of 3");
    assertThat(cells("#growth tbody th"))
        .contains("Feb 2025\noverstated by warm-up", "Jan 2025\nwarming up");
    assertThat(browser.texts("#headline dd"))
        .contains("+16.8 %\n+235, +15.6 %, Feb 2025, overstated by warm-up");
  }

  @Test
  @DisplayName("Segments are shown by dimension and month, and filter cohorts")
  void segments() {
    assertThat(cells("#segments legend ~ label")).containsExactly("MRR band", "Country");
    browser.click("#segments input[value=country]");
    assertThat(cells("#segments tbody tr:first-child > *"))
        .containsExactly(
            "DE",
            "3",
            "1,500.00",
            "+50.00",
            "0.00",
            "1,550.00",
            "89.4 %\n1,550 of 1,735",
            "+3.3 %");
    browser.choose("#segments select", "Jan 2025");
    assertThat(cells("#segments tbody th")).containsExactly("DE");

    browser.choose("#scope", "EUR");
    browser.choose("#cohorts select", "Country: DE");
    assertThat(browser.text("#cohorts caption")).contains("EUR, Country: DE");
    assertThat(cells("#cohorts tbody td")).containsExactly("2", "700.00", "100.0 %");
  }

  @Test
  void aDefinitionShowsOnHoverAndOnFocus() {
    assertThat(definition()).isEmpty();
    browser.pointAt("#headline .value");
    assertThat(definition())
        .startsWith("MRR of all customers")
        .contains("daily_mrr.mrr – one row per day and currency");

    browser.run("document.querySelector('#headline dd .figure').focus()");
    assertThat(definition()).contains("daily_mrr.mrr");
    assertThat(browser.run("return document.activeElement.getAttribute('aria-describedby')"))
        .isEqualTo("definition");
    browser.press(Keys.ESCAPE);
    assertThat(definition()).isEmpty();
  }

  @Test
  @DisplayName("A customer opens with MRR, movements and invoices, also those that do not count")
  void aCustomerIsOpened() {
    browser.run("[...document.querySelectorAll('#customers button.link')][1].click()");

    assertThat(browser.text("#customer-title")).isEqualTo("cus_b");
    assertThat(cells("#customer tbody tr > *"))
        .containsExactly(
            "3 Jan 2025",
            "3 Mar 2025",
            "500.00 EUR",
            "3 Jan 2025",
            "New",
            "+500.00",
            "EUR",
            "in_2",
            "3 Feb 2025",
            "void",
            "3 Feb 2025",
            "3 Mar 2025",
            "500.00 EUR",
            "status void",
            "in_1",
            "3 Jan 2025",
            "paid",
            "3 Jan 2025",
            "3 Feb 2025",
            "500.00 EUR",
            "–");
    assertThat(browser.barriers()).isEmpty();
    browser.click("#customer button");
    assertThat(browser.run("return document.getElementById('customer').open")).isEqualTo(false);
  }

  @Test
  void arrowKeysGoFromFigureToFigure() {
    browser.run("document.querySelector('#customers thead th').focus()");
    assertThat(definition()).contains("biggest_customers.customer_id");
    browser.press(Keys.ARROW_DOWN);
    browser.press(Keys.ARROW_RIGHT);
    browser.press(Keys.ARROW_RIGHT);
    assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("900.00");
    assertThat(definition()).contains("biggest_customers.mrr");
  }

  @Test
  void everyFigureHasADefinition() {
    browser.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
    browser.await(
        "return [...document.querySelectorAll('details')].every((each) => each.children.length >"
            + " 1)");
    Object undefined =
        browser.run(
            """
            const tables = JSON.parse(document.getElementById('figures').textContent).tables;
            const known = ({ table, column }) =>
              tables[table]?.definitions[/^m\\d\\d+$/.test(column) ? 'm00' : column];
            return [...document.querySelectorAll('[data-column]')]
              .filter((each) => !known(each.dataset)).map((each) => each.outerHTML);
            """);
    assertThat((List<?>) undefined).isEmpty();
  }

  @Test
  @DisplayName("What a billing system holds is text, with its invisible characters escaped")
  void whatABillingSystemHoldsIsShownAsText() {
    String shown = TwoCurrencies.HOSTILE.replace("\u2028", "\\u2028");
    assertThat(browser.run("return document.querySelector('#customers tbody th').textContent"))
        .isEqualTo(shown);
    assertThat(browser.run("return document.querySelector('#days tbody th').textContent"))
        .isEqualTo(shown);
    assertThat(browser.run("return document.querySelectorAll('script').length")).isEqualTo(4L);
    assertThat(browser.run("return document.querySelectorAll('img').length")).isEqualTo(0L);
  }

  @Test
  void theThemeFollowsTheSystemAndItsSwitch() {
    assertThat(ground()).isEqualTo("rgb(251, 251, 249)");
    browser.prefer("dark");
    browser.await("return document.getElementById('theme').textContent === 'Light'");
    assertThat(ground()).isEqualTo("rgb(18, 22, 26)");
    browser.click("#theme");
    assertThat(ground()).isEqualTo("rgb(251, 251, 249)");
  }

  @Test
  void itPrintsLightAndWithoutControls() {
    browser.print();
    assertThat(ground()).isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.run("return document.querySelector('.controls').offsetHeight"))
        .isEqualTo(0L);
  }

  @Test
  void thereIsNoBarrierInEitherTheme() {
    browser.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
    assertThat(browser.barriers()).isEmpty();
    browser.prefer("dark");
    assertThat(browser.barriers()).isEmpty();
  }

  @Test
  void aTelephoneShowsItWithoutScrollingSideways() {
    browser.screen(390);
    browser.await("return document.documentElement.scrollWidth <= 390");
    assertThat(browser.barriers()).isEmpty();
  }

  private static java.util.Map<String, String> headline() {
    List<String> names = browser.texts("#headline dt");
    List<String> figures = browser.texts("#headline dd .figure");
    java.util.Map<String, String> headline = new java.util.LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      headline.put(names.get(i), figures.get(i));
    }
    return headline;
  }

  private static List<String> cells(String selector) {
    return browser.texts(selector);
  }

  private static String definition() {
    return browser.text("#definition").replace("\n", " ");
  }

  private static String ground() {
    return (String) browser.run("return getComputedStyle(document.body).backgroundColor");
  }
}
