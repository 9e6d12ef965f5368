package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.simulate.SimulationOptions;
import io.tidemark.simulate.TrueMrr;
import io.tidemark.simulate.World;
import io.tidemark.testing.Worlds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules read from whole simulated lives, against what these are really worth. */
class KnownTruthTest {
  private static final Instant FROM = Instant.parse("2022-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2025-01-01T00:00:00Z");

  /** What whole cents leave open of a price read from a part of a cycle. */
  private static final long FEW_CENTS = 5;

  /** A customer on a day. */
  private record CustomerDay(String customerId, LocalDate date) {}

  private final Map<CustomerDay, Long> truth = new HashMap<>();
  private final Map<CustomerDay, Long> read = new HashMap<>();
  private final Set<CustomerDay> unbilled = new HashSet<>();
  private final Set<CustomerDay> low = new HashSet<>();

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void findsTheTrueMrrOfNearlyEveryCustomerDay(long seed) {
    World world = World.simulate(SimulationOptions.of(seed, 500, FROM, TO));
    world.truth().forEach(this::know);
    layers(world).forEach(this::read);

    Set<CustomerDay> days = new HashSet<>(truth.keySet());
    read.forEach((day, mrr) -> days.addAll(mrr == 0 ? Set.of() : Set.of(day)));
    days.removeAll(unbilled);
    long wrong = days.stream().filter(day -> error(day) > 0).count();
    Set<CustomerDay> confident = new HashSet<>(days);
    confident.removeAll(low);
    long confidentlyWrong = confident.stream().filter(day -> error(day) > 0).count();
    long farOff = confident.stream().filter(day -> error(day) > FEW_CENTS).count();
    assertThat(days).hasSizeGreaterThan(100_000);
    assertThat(wrong).isLessThan(days.size() / 60);
    assertThat(confidentlyWrong).isLessThan(confident.size() / 500);
    assertThat(farOff).isLessThan(confident.size() / 1000);
  }

  private long error(CustomerDay day) {
    return Math.abs(truth.getOrDefault(day, 0L) - read.getOrDefault(day, 0L));
  }

  private void know(TrueMrr interval) {
    interval
        .validFrom()
        .datesUntil(interval.validTo())
        .map(date -> new CustomerDay(interval.customerId(), date))
        .forEach(
            day -> {
              truth.put(day, interval.mrrMinor());
              if (!interval.isBilled()) {
                unbilled.add(day);
              }
            });
  }

  private void read(Layer layer) {
    LocalDate start = date(layer.start());
    LocalDate end = date(layer.end().isBefore(TO) ? layer.end() : TO);
    if (!start.isBefore(end)) {
      return;
    }
    start
        .datesUntil(end)
        .map(date -> new CustomerDay(layer.invoice().customerId(), date))
        .forEach(
            day -> {
              read.merge(day, layer.mrrMinor(), Long::sum);
              if (layer.confidence() == Layer.Confidence.LOW) {
                low.add(day);
              }
            });
  }

  private static List<Layer> layers(World world) {
    List<Invoice> invoices = Worlds.invoices(world);
    Map<String, Instant> creations = Worlds.creations(world);
    TreeSet<Instant> written = new TreeSet<>();
    invoices.forEach(invoice -> written.add(invoice.createdAt()));
    Rules rules = Rules.of(Policy.defaults(), written.first(), written.last());
    List<Layer> layers = new ArrayList<>();
    invoices.stream()
        .filter(invoice -> invoice.subscriptionId() != null)
        .collect(Collectors.groupingBy(Invoice::subscriptionId))
        .values()
        .forEach(
            group -> {
              Instant created = creations.get(group.get(0).customerId());
              layers.addAll(Reading.of(group, created, rules).layers());
            });
    return layers;
  }

  private static LocalDate date(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }
}
