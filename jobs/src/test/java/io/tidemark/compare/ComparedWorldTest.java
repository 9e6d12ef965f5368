package io.tidemark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.compare.ComparisonReport.Difference;
import io.tidemark.simulate.Export;
import io.tidemark.simulate.Rates;
import io.tidemark.simulate.SimulatedInvoice;
import io.tidemark.simulate.SimulationOptions;
import io.tidemark.simulate.World;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.tables.Currencies;
import io.tidemark.testing.PublishedRun;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.PublishedRuns;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A simulated business as Tidemark publishes it, and as a system with another definition of MRR
 * reports it, computed from the lines of the invoices, which the export does not have.
 */
class ComparedWorldTest {
  private static final Instant FROM = Instant.parse("2023-10-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2024-10-01T00:00:00Z");

  @TempDir private static Path folder;

  private static Scene unchanged;
  private static Scene prorated;

  /** A world and its published run. */
  private record Scene(List<SimulatedInvoice> invoices, ExportReader run) {}

  @BeforeAll
  static void publish() throws IOException {
    unchanged = scene("unchanged", new Rates.Changes(0, 0, 0, 0, 0), 0.4);
    prorated = scene("prorated", new Rates.Changes(0.15, 0, 0, 0, 0), 0);
  }

  private static Scene scene(String name, Rates.Changes changes, double trials) throws IOException {
    Rates rates =
        new Rates(
            changes,
            new Rates.Endings(0.04, 0, 0, 0),
            new Rates.Payments(0, 0.02, 0, 0, 0.3),
            new Rates.Mix(0.15, 0, 0, 0.2, 0, 0, trials, 0.3, 0.4, 0.3, 0, 0.1, 0, 0.1));
    SimulationOptions options = new SimulationOptions(7, 120, FROM, TO, FROM, TO, false, rates);
    Path files = folder.resolve(name);
    Export.write(options, files);
    Path warehouse = folder.resolve(name + "-warehouse");
    PublishedRun.of(
        warehouse,
        List.of(files.resolve("invoices.csv").toString()),
        List.of(files.resolve("customers.csv").toString()),
        Optional.empty());
    PublishedRuns runs = PublishedRuns.of(warehouse);
    return new Scene(
        World.simulate(new WorldOptions(options)).invoices(),
        ExportReader.of(runs, runs.current().orElseThrow()));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("The definition of the other system is found, and no difference is unknown")
  @CsvSource({
    "PAID_ONLY, paid_only",
    "BEFORE_DISCOUNT, before_discount",
    "WEEKS_OF_4_33, week_factor",
    "TRIAL_COUNTED, trial_counted"
  })
  void nameTheDefinition(OtherDefinition definition, String cause) {
    assertNamed(unchanged, OtherDefinition.STANDARD, definition, cause);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("List prices without prorations are found, with and without discounts")
  @CsvSource("LIST_PRICE, list_price")
  void nameTheListPrice(OtherDefinition definition, String cause) {
    List<Difference> differences = compare(prorated, definition).differences();

    assertThat(differences).hasSizeGreaterThan(50);
    assertThat(differences).extracting(Difference::cause).containsOnly(cause);
    assertThat(differences).allMatch(Difference::isExact);
  }

  private void assertNamed(
      Scene scene, OtherDefinition same, OtherDefinition definition, String cause) {
    assertThat(compare(scene, same).differences()).as("the same definition").isEmpty();
    long planted =
        months(scene).values().stream()
            .mapToLong(date -> differing(scene, same, definition, date))
            .sum();

    List<Difference> differences = compare(scene, definition).differences();

    assertThat(planted).isGreaterThan(4);
    assertThat(differences).hasSize((int) planted);
    assertThat(differences).extracting(Difference::cause).containsOnly(cause);
    assertThat(differences).allMatch(Difference::isExact);
  }

  /** Returns the number of customers whose MRR depends on the definition. */
  private static long differing(
      Scene scene, OtherDefinition one, OtherDefinition other, LocalDate date) {
    Map<String, Long> before = one.mrr(scene.invoices(), date);
    Map<String, Long> after = other.mrr(scene.invoices(), date);
    return scene.invoices().stream()
        .map(SimulatedInvoice::customerId)
        .distinct()
        .filter(id -> !before.getOrDefault(id, 0L).equals(after.getOrDefault(id, 0L)))
        .count();
  }

  private static Map<YearMonth, LocalDate> months(Scene scene) {
    LocalDate asOf = scene.run().run().asOf();
    Map<YearMonth, LocalDate> months = new TreeMap<>();
    for (YearMonth month = YearMonth.from(FROM.atZone(ZoneOffset.UTC));
        !month.isAfter(YearMonth.from(asOf));
        month = month.plusMonths(1)) {
      LocalDate end = month.atEndOfMonth();
      months.put(month, end.isAfter(asOf) ? asOf : end);
    }
    return months;
  }

  private static ComparisonReport compare(Scene scene, OtherDefinition definition) {
    Map<String, String> currencies =
        scene.invoices().stream()
            .collect(
                Collectors.toMap(
                    SimulatedInvoice::customerId, SimulatedInvoice::currency, (a, b) -> a));
    StringBuilder lines = new StringBuilder("Customer ID,Currency");
    Map<YearMonth, LocalDate> months = months(scene);
    months.keySet().forEach(month -> lines.append(',').append(month));
    Map<YearMonth, Map<String, Long>> mrr = new TreeMap<>();
    months.forEach((month, date) -> mrr.put(month, definition.mrr(scene.invoices(), date)));
    currencies.forEach(
        (customer, currency) -> {
          lines.append('\n').append(customer).append(',').append(currency.toLowerCase(Locale.ROOT));
          mrr.values()
              .forEach(
                  ofMonth ->
                      lines
                          .append(',')
                          .append(
                              BigDecimal.valueOf(
                                  ofMonth.getOrDefault(customer, 0L),
                                  Currencies.decimals(currency))));
        });
    try {
      Path file = Files.writeString(folder.resolve("other.csv"), lines.append('\n'));
      return Comparison.of(
          scene.run(), file, new OtherOptions(OtherFormat.STRIPE, Map.of(), null, null, false));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
