package io.tidemark.insights.days;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.insights.days.SignificantDay.Scope;
import io.tidemark.insights.days.SignificantDay.Verdict;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.mrr.engine.PlainLayers;
import io.tidemark.simulate.Rates;
import io.tidemark.simulate.TrueMrr;
import io.tidemark.simulate.World;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.stats.BlurredAmounts;
import io.tidemark.tables.InvoiceStatus;
import io.tidemark.testing.Worlds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two-month windows of simulated businesses, as they are and with something planted in them. Nobody
 * in them is worth 1 % of MRR: one such customer who comes or goes is an event, and found.
 */
class SignificantDaysSimulationTest {
  private static final Instant FROM = Instant.parse("2022-01-01T00:00:00Z");
  private static final Instant WINDOW_FROM = Instant.parse("2024-10-03T00:00:00Z");
  private static final Instant TO = Instant.parse("2024-12-03T12:00:00Z");
  private static final LocalDate FIRST = LocalDate.parse("2024-10-03");
  private static final LocalDate AS_OF = LocalDate.parse("2024-12-02");
  private static final LocalDate PLANTED = LocalDate.parse("2024-11-19");

  private static final SignificantDaysRules RULES =
      new SignificantDaysRules(AS_OF.minusDays(3), 0.10, 0.005, 0);

  @Test
  void nothingIsFoundInMostWindowsWithNothingInThem() {
    assertThat(falseAlarms(30)).isLessThanOrEqualTo(6);
  }

  @Test
  @Tag("long")
  void nothingIsFoundInFourOfFiveWindowsWithNothingInThem() {
    assertThat(falseAlarms(300)).isLessThanOrEqualTo(60);
  }

  @Test
  void aPlantedSaleIsFoundAndItsCustomerNamed() {
    for (int seed = 1; seed <= 10; seed++) {
      World world = world(seed);
      List<Invoice> invoices = new ArrayList<>(ofManySmallCustomers(world));
      invoices.add(sale());

      SignificantDay found = day(search(world, invoices), PLANTED);

      assertThat(found.verdict()).as("seed %d", seed).isEqualTo(Verdict.SIGNIFICANT);
      assertThat(found.scope()).contains(Scope.SINGLE_CUSTOMER);
      assertThat(drivers(found)).containsExactly("cus_planted");
    }
  }

  @Test
  void aPlantedBatchOfLossesIsFoundAndItsCustomersNamed() {
    for (int seed = 1; seed <= 10; seed++) {
      World world = world(seed);
      List<Invoice> invoices = ofManySmallCustomers(world);
      Set<String> leaving = leaving(invoices);
      List<Invoice> left = invoices.stream().flatMap(one -> givenUp(one, leaving)).toList();

      SignificantDay found = day(search(world, left), PLANTED);

      List<MovementDay.Change> losses = found.day().inItsDirection();
      assertThat(found.verdict()).as("seed %d", seed).isEqualTo(Verdict.SIGNIFICANT);
      assertThat(found.scope()).contains(Scope.BROAD);
      assertThat(found.day().changeMinor()).isNegative();
      assertThat(losses).extracting(MovementDay.Change::customerId).containsAll(leaving);
      assertThat(sum(losses.stream().filter(loss -> leaving.contains(loss.customerId()))))
          .isLessThan(2 * sum(losses.stream()) / 3);
    }
  }

  private static long falseAlarms(int windows) {
    return IntStream.rangeClosed(1, windows)
        .filter(
            seed -> {
              World world = world(seed);
              return search(world, ofManySmallCustomers(world)).stream()
                  .anyMatch(day -> day.verdict() == Verdict.SIGNIFICANT);
            })
        .count();
  }

  private static List<SignificantDay> search(World world, List<Invoice> invoices) {
    List<Layer> layers = PlainLayers.of(invoices, Worlds.creations(world), Policy.defaults());
    return new SignificantDaysSearch("EUR", RULES, FIRST.plusMonths(1), new BlurredAmounts())
        .search(PlainMovements.days(layers, FIRST, AS_OF));
  }

  private static List<Invoice> ofManySmallCustomers(World world) {
    List<Invoice> invoices = Worlds.invoices(world);
    List<MovementDay> days =
        PlainMovements.days(
            PlainLayers.of(invoices, Worlds.creations(world), Policy.defaults()),
            LocalDate.EPOCH,
            FIRST);
    long atFirst = days.get(days.size() - 1).mrrBeforeMinor();
    Set<String> large =
        world.truth().stream()
            .filter(part -> part.mrrMinor() >= 0.01 * atFirst)
            .map(TrueMrr::customerId)
            .collect(Collectors.toSet());
    return invoices.stream().filter(invoice -> !large.contains(invoice.customerId())).toList();
  }

  private static SignificantDay day(List<SignificantDay> days, LocalDate date) {
    return days.stream().filter(day -> day.day().date().equals(date)).findFirst().orElseThrow();
  }

  private static long sum(Stream<MovementDay.Change> changes) {
    return changes.mapToLong(MovementDay.Change::changeMinor).sum();
  }

  private static List<String> drivers(SignificantDay found) {
    return SignificantDayDrivers.of(found.day()).stream()
        .flatMap(part -> part.customerId().stream())
        .toList();
  }

  /**
   * Thirty monthly payers with a cycle that runs on the planted day, and nothing else. It has run
   * for over a day: what is written off within 24 hours never counted.
   */
  private static Set<String> leaving(List<Invoice> invoices) {
    Map<String, List<Invoice>> running =
        invoices.stream()
            .filter(invoice -> invoice.status() == InvoiceStatus.PAID)
            .filter(invoice -> invoice.serviceStart() != null)
            .filter(invoice -> invoice.serviceStart().isBefore(start(PLANTED.minusDays(1))))
            .filter(invoice -> invoice.serviceEnd().isAfter(start(PLANTED.plusDays(1))))
            .collect(Collectors.groupingBy(Invoice::customerId, TreeMap::new, Collectors.toList()));
    return running.entrySet().stream()
        .filter(customer -> customer.getValue().size() == 1)
        .filter(customer -> customer.getValue().get(0).netMinor() >= 2_000)
        .filter(customer -> days(customer.getValue().get(0)) <= 31)
        .limit(30)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Of those who leave, what runs on the planted day is given up, and nothing follows. */
  private static Stream<Invoice> givenUp(Invoice invoice, Set<String> leaving) {
    boolean runs =
        invoice.serviceEnd() != null && invoice.serviceEnd().isAfter(start(PLANTED.plusDays(1)));
    if (!leaving.contains(invoice.customerId()) || !runs) {
      return Stream.of(invoice);
    }
    return invoice.createdAt().isAfter(start(PLANTED))
        ? Stream.empty()
        : Stream.of(
            new Invoice(
                invoice.invoiceId(),
                invoice.customerId(),
                invoice.subscriptionId(),
                invoice.currency(),
                InvoiceStatus.UNCOLLECTIBLE,
                false,
                false,
                invoice.createdAt(),
                invoice.dueAt(),
                invoice.finalizedAt(),
                start(PLANTED).plus(Duration.ofHours(9)),
                invoice.serviceStart(),
                invoice.serviceEnd(),
                invoice.usageStart(),
                invoice.usageEnd(),
                invoice.netMinor()));
  }

  private static Invoice sale() {
    Instant start = start(PLANTED).plus(Duration.ofHours(10));
    Instant end = start.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
    return new Invoice(
        "in_planted",
        "cus_planted",
        "sub_planted",
        "EUR",
        InvoiceStatus.PAID,
        false,
        false,
        start,
        null,
        start,
        null,
        start,
        end,
        start,
        start,
        12 * 400_000);
  }

  private static World world(int seed) {
    Rates ordinary = Rates.defaults();
    Rates.Mix euros =
        new Rates.Mix(0.10, 0, 0, 0, 0, 0.02, 0.10, 0.15, 0.40, 0, 0.04, 0.06, 0.005, 0);
    Rates rates =
        new Rates(
            new Rates.Changes(0.03, 0.02, 0.03, 0.10, 0.01),
            ordinary.endings(),
            ordinary.payments(),
            euros);
    return World.simulate(
        WorldOptions.of(seed, 400 + 40 * (seed % 10), FROM, TO)
            .withWindow(WINDOW_FROM, TO)
            .withRates(rates));
  }

  private static long days(Invoice invoice) {
    return ChronoUnit.DAYS.between(invoice.serviceStart(), invoice.serviceEnd());
  }

  private static Instant start(LocalDate date) {
    return date.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
