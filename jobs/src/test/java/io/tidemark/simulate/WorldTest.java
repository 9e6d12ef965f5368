package io.tidemark.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.UserError;
import io.tidemark.tables.InvoiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in every simulated world. */
class WorldTest {
  private static final Instant FROM = Instant.parse("2022-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2024-06-30T10:30:00Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void amountsAddUp(long seed) {
    for (SimulatedInvoice invoice : World.simulate(options(seed, 400)).invoices()) {
      assertThat(invoice.subtotalMinor() - invoice.discountMinor() + invoice.taxMinor())
          .isEqualTo(invoice.totalMinor());
      assertThat(invoice.startingBalanceMinor() + invoice.totalMinor())
          .isEqualTo(invoice.amountDueMinor() + invoice.endingBalanceMinor());
      assertThat(invoice.endingBalanceMinor()).isLessThanOrEqualTo(0);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void cyclesOfASubscriptionFollowEachOtherWithoutOverlap(long seed) {
    Map<String, Period> cycles = new HashMap<>();
    for (SimulatedInvoice invoice : World.simulate(options(seed, 400)).invoices()) {
      boolean isRestart = invoice.usage().seconds() == 0;
      boolean isRenewal = !invoice.createdAt().equals(invoice.finalizedAt());
      if (invoice.subscriptionId() == null || !isRestart && !isRenewal) {
        continue;
      }
      Period cycle = invoice.lines().get(invoice.lines().size() - 1).period();
      Period before = cycles.put(invoice.subscriptionId(), cycle);
      if (isRenewal) {
        assertThat(before).isEqualTo(invoice.usage());
        assertThat(cycle.start()).isEqualTo(before.end());
      }
    }
    assertThat(cycles).hasSizeGreaterThan(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theTruthOfACustomerIsInOrderAndNeverBelowZero(long seed) {
    Map<String, TrueMrr> last = new HashMap<>();
    for (TrueMrr interval : World.simulate(options(seed, 400)).truth()) {
      assertThat(interval.mrrMinor()).isPositive();
      assertThat(interval.validFrom()).isBefore(interval.validTo());
      TrueMrr before = last.put(interval.customerId(), interval);
      if (before != null) {
        assertThat(before.validTo()).isBeforeOrEqualTo(interval.validFrom());
      }
    }
  }

  @Test
  void everyInvoiceHasItsOwnIdAndACustomer() {
    World world = World.simulate(options(1, 400));
    Set<String> customers = new HashSet<>();
    world.customers().forEach(customer -> customers.add(customer.customerId()));

    assertThat(world.invoices()).extracting(SimulatedInvoice::invoiceId).doesNotHaveDuplicates();
    assertThat(customers).hasSameSizeAs(world.customers());
    assertThat(world.invoices()).allMatch(invoice -> customers.contains(invoice.customerId()));
  }

  @Test
  void theFirstLivesOfALargerWorldAreThoseOfASmaller() {
    World small = World.simulate(options(1, 50));
    World large = World.simulate(options(1, 200));

    assertThat(large.invoices()).startsWith(small.invoices().toArray(SimulatedInvoice[]::new));
    assertThat(large.truth()).startsWith(small.truth().toArray(TrueMrr[]::new));
  }

  @Test
  void aWindowShowsItsInvoicesAsKnownAtItsEndAndLeavesTheTruth() {
    Instant start = Instant.parse("2023-03-01T00:00:00Z");
    Instant end = Instant.parse("2023-05-01T00:00:00Z");
    World whole = World.simulate(options(1, 400));
    World cut = World.simulate(options(1, 400).withWindow(start, end));

    List<SimulatedInvoice> expected = new ArrayList<>();
    for (SimulatedInvoice invoice : whole.invoices()) {
      if (!invoice.createdAt().isBefore(start) && invoice.createdAt().isBefore(end)) {
        expected.add(invoice.asKnownAt(end));
      }
    }
    assertThat(cut.invoices()).hasSizeGreaterThan(100).isEqualTo(expected);
    assertThat(cut.invoices()).anyMatch(invoice -> invoice.status() == InvoiceStatus.OPEN);
    assertThat(cut.truth().stream().mapToLong(WorldTest::days).sum())
        .isEqualTo(whole.truth().stream().mapToLong(WorldTest::days).sum());
  }

  @Test
  void withoutEventsEverySubscriptionJustRenews() {
    World world = World.simulate(options(1, 50).withRates(TestRates.uneventful()));

    assertThat(world.invoices())
        .allMatch(invoice -> invoice.lines().size() == 1)
        .allMatch(invoice -> invoice.taxMinor() == 0 && invoice.discountMinor() == 0)
        .allMatch(invoice -> invoice.paidAt() != null || invoice.finalizedAt() == null);
    assertThat(world.customers()).hasSize(50);
    assertThat(world.truth()).hasSizeLessThanOrEqualTo(50);
  }

  @Test
  void everythingHappensOnAWholeMinuteUnlessSecondsAreAskedFor() {
    assertThat(World.simulate(options(1, 50)).invoices())
        .allMatch(invoice -> invoice.createdAt().getEpochSecond() % 60 == 0);
    assertThat(World.simulate(options(1, 50).withSeconds()).invoices())
        .anyMatch(invoice -> invoice.createdAt().getEpochSecond() % 60 != 0);
  }

  @Test
  void equalSeedsWriteEqualFilesAndOthersDoNot(@TempDir Path folder) throws IOException {
    options(1, 100).export(folder.resolve("one"));
    options(1, 100).export(folder.resolve("again"));
    options(2, 100).export(folder.resolve("other"));

    for (String file : List.of("invoices.csv", "customers.csv", "true_mrr.csv")) {
      Path one = folder.resolve("one").resolve(file);
      assertThat(folder.resolve("again").resolve(file)).hasSameBinaryContentAs(one);
      assertThat(Files.mismatch(folder.resolve("other").resolve(file), one)).isNotNegative();
    }
    assertThat(folder.resolve("one"))
        .isDirectoryContaining("glob:**/invoices.csv")
        .isDirectoryNotContaining("glob:**/.simulate*");
  }

  @Test
  void theNewestInvoiceComesFirst(@TempDir Path folder) throws IOException {
    options(1, 100).export(folder);
    List<String> ids =
        Files.readAllLines(folder.resolve("invoices.csv")).stream()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf(',')))
            .toList();

    List<SimulatedInvoice> newestFirst =
        new ArrayList<>(World.simulate(options(1, 100)).invoices());
    newestFirst.sort(Comparator.comparing(SimulatedInvoice::createdAt).reversed());
    assertThat(ids).isEqualTo(newestFirst.stream().map(SimulatedInvoice::invoiceId).toList());
  }

  @Test
  void wrongOptionsAreRefusedAllAtOnce() {
    assertThatThrownBy(() -> WorldOptions.of(1, 0, TO, FROM))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--subscriptions: 0 must be at least 1")
        .hasMessageContaining("must be before --to");
  }

  private static WorldOptions options(long seed, int subscriptions) {
    return WorldOptions.of(seed, subscriptions, FROM, TO);
  }

  private static long days(TrueMrr interval) {
    return interval.mrrMinor() * ChronoUnit.DAYS.between(interval.validFrom(), interval.validTo());
  }

  @ParameterizedTest
  @EnumSource(BillingPattern.class)
  @DisplayName("Every billing pattern goes with whatever else happens in a world")
  void everyBillingPatternGoesWithTheDefaultRates(BillingPattern pattern) {
    Rates rates = Rates.defaults().with(Map.of(pattern, 1.0));
    World world = World.simulate(options(5, 200).withSeconds().withRates(rates));

    assertThat(world.invoices()).hasSizeGreaterThan(300);
    assertThat(world.truth()).hasSizeGreaterThan(100);
    assertThat(world.truth())
        .allMatch(interval -> interval.mrrMinor() > 0)
        .allMatch(interval -> interval.validFrom().isBefore(interval.validTo()));
  }
}
