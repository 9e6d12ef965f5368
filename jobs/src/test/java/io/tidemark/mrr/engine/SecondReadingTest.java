package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.simulate.World;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.testing.Oracle;
import io.tidemark.testing.Slice;
import io.tidemark.testing.Worlds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two readings of the rules, written apart, agree on every layer and every reason. */
class SecondReadingTest {
  /** Kept, as mutation testing repeats the first reading alone: the second has no mutants. */
  private static final Map<WorldOptions, SecondReading> SECOND_READINGS = new ConcurrentHashMap<>();

  static Stream<WorldOptions> worlds() {
    return Worlds.twenty();
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void agreesOnEveryLayerAndReason(WorldOptions options) {
    SecondReading second = SECOND_READINGS.computeIfAbsent(options, SecondReading::of);
    List<String> layers = new ArrayList<>();
    Map<String, String> reasons = new TreeMap<>();
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), second.from(), second.through());
    for (SubscriptionResult reading : readings(second, rules)) {
      assertThat(reading.roundedTooMuch()).isEmpty();
      reading.layers().forEach(layer -> layers.add(text(layer)));
      reading.exclusions().forEach((id, reason) -> reasons.put(id, reason.name()));
    }

    List<String> again = second.layers();
    assertThat(without(layers, again))
        .as("only in the first reading, in the second " + without(again, layers))
        .isEmpty();
    assertThat(without(again, layers)).as("only in the second reading").isEmpty();
    assertThat(layers).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    assertThat(reasons).isEqualTo(second.reasons());
  }

  private record SecondReading(
      List<Invoice> invoices,
      Map<String, Instant> creations,
      Instant from,
      Instant through,
      List<String> layers,
      Map<String, String> reasons) {
    private static SecondReading of(WorldOptions options) {
      World world = World.simulate(options);
      List<Invoice> invoices = Worlds.invoices(world);
      Map<String, Instant> creations = Worlds.creations(world);
      List<Instant> created = invoices.stream().map(Invoice::createdAt).sorted().toList();
      Instant through = created.get(created.size() - 1);
      Oracle oracle = Oracle.of(invoices, creations, Policy.defaults(), through);
      List<String> layers = oracle.slices().stream().map(SecondReadingTest::text).toList();
      return new SecondReading(
          invoices, creations, created.get(0), through, layers, oracle.reasons());
    }
  }

  private static List<String> without(List<String> texts, List<String> others) {
    Set<String> known = new HashSet<>(others);
    return texts.stream().filter(text -> !known.contains(text)).toList();
  }

  private static List<SubscriptionResult> readings(SecondReading second, LayerPolicy rules) {
    return bySubscription(second.invoices()).stream()
        .collect(
            Collectors.groupingBy(
                group -> group.get(0).customerId(), TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .flatMap(
            customer ->
                CustomerReading.of(
                    customer.getValue(), second.creations().get(customer.getKey()), rules)
                    .stream())
        .toList();
  }

  private static List<List<Invoice>> bySubscription(List<Invoice> invoices) {
    Map<String, List<Invoice>> groups =
        invoices.stream()
            .collect(
                Collectors.groupingBy(
                    invoice ->
                        invoice.customerId()
                            + Objects.toString(invoice.subscriptionId(), "")
                            + invoice.currency(),
                    TreeMap::new,
                    Collectors.toList()));
    return List.copyOf(groups.values());
  }

  private static String text(Layer layer) {
    return String.join(
        " ",
        layer.invoice().subscriptionId(),
        layer.invoice().invoiceId(),
        layer.kind().name(),
        layer.basis().name(),
        layer.confidence().name(),
        layer.start().toString(),
        layer.end().toString(),
        Long.toString(layer.mrrMinor()));
  }

  private static String text(Slice slice) {
    return String.join(
        " ",
        slice.subscriptionId(),
        slice.invoiceId(),
        slice.kind().name(),
        slice.basis().name(),
        slice.confidence().name(),
        slice.start().toString(),
        slice.end().toString(),
        Long.toString(slice.mrrMinor()));
  }
}
