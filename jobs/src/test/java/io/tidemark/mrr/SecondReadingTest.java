package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.simulate.SimulationOptions;
import io.tidemark.simulate.World;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two readings of the rules, written apart, agree on every layer and every reason. */
class SecondReadingTest {
  static Stream<SimulationOptions> worlds() {
    return Worlds.twenty();
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void agreesOnEveryLayerAndReason(SimulationOptions options) {
    World world = World.simulate(options);
    List<Invoice> invoices = Worlds.invoices(world);
    Map<String, Instant> creations = Worlds.creations(world);
    Instant from = invoices.stream().map(Invoice::createdAt).min(Instant::compareTo).orElseThrow();
    Instant through =
        invoices.stream().map(Invoice::createdAt).max(Instant::compareTo).orElseThrow();
    Policy policy = Policy.defaults();

    List<String> layers = new ArrayList<>();
    Map<String, String> reasons = new TreeMap<>();
    Rules rules = Rules.of(policy, from, through);
    for (List<Invoice> group : bySubscription(invoices)) {
      Reading reading = Reading.of(group, creations.get(group.get(0).customerId()), rules);
      assertThat(reading.roundedTooMuch()).isEmpty();
      reading.layers().forEach(layer -> layers.add(text(layer)));
      reading.exclusions().forEach((id, reason) -> reasons.put(id, reason.name()));
    }
    Oracle oracle = Oracle.of(invoices, creations, policy, through);

    List<String> again = oracle.slices().stream().map(SecondReadingTest::text).toList();
    assertThat(without(layers, again))
        .as("only in the first reading, in the second " + without(again, layers))
        .isEmpty();
    assertThat(without(again, layers)).as("only in the second reading").isEmpty();
    assertThat(layers).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    assertThat(reasons).isEqualTo(oracle.reasons());
  }

  private static List<String> without(List<String> texts, List<String> others) {
    Set<String> known = new HashSet<>(others);
    return texts.stream().filter(text -> !known.contains(text)).toList();
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
