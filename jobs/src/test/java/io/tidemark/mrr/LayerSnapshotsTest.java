package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.mrr.engine.LayerPolicy;
import io.tidemark.mrr.engine.SubscriptionResult;
import io.tidemark.simulate.SimulatedInvoice;
import io.tidemark.simulate.World;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.testing.Worlds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Layers as they were known on past days against a reading of the invoices that were written by the
 * end of each, as they were then.
 */
class LayerSnapshotsTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final int[] DAYS_AGO = {1, 3, 7, 10, 14, 30, 45, 60, 90, 120, 180, 400};

  @ParameterizedTest
  @MethodSource("worlds")
  @DisplayName("What is not read again is what reading it again gives")
  void everyDayIsAsReadAlone(WorldOptions options) {
    World world = World.simulate(options);
    Map<String, StatusTimes> times = new HashMap<>();
    for (SimulatedInvoice each : world.invoices()) {
      times.put(each.invoiceId(), new StatusTimes(each.paidAt(), each.voidedAt()));
    }
    DataWindow window = window(Worlds.invoices(world));
    Policy policy =
        Policy.of(Map.of("open_grace_days", options.options().seed() % 2 == 0 ? "20" : "none"));
    List<LocalDate> days = new ArrayList<>();
    for (int ago : DAYS_AGO) {
      days.add(window.asOf().minusDays(ago));
    }
    LayerSnapshots known = new LayerSnapshots(policy, window, days);
    LayerPolicy now = LayerPolicy.of(policy, window.from(), window.through());
    int same = 0;
    for (List<Invoice> invoices : bySubscription(Worlds.invoices(world))) {
      List<StatusTimes> ofInvoices =
          invoices.stream().map(each -> times.get(each.invoiceId())).toList();
      SubscriptionResult reading = SubscriptionResult.of(invoices, null, now);
      SortedMap<LocalDate, List<Layer>> found =
          known.of(
              new BilledSubscription("sub", "EUR", invoices, invoices, ofInvoices, null, reading));

      assertThat(found.get(window.asOf())).isEqualTo(reading.layers());
      for (LocalDate day : days) {
        List<Layer> alone = alone(day, invoices, ofInvoices, policy, window);
        assertThat(found.get(day)).as("%s of %s", day, invoices).isEqualTo(alone);
        same += alone != null && found.get(day) == found.get(window.asOf()) ? 1 : 0;
      }
    }
    assertThat(same).as("not read again").isGreaterThan(100);
  }

  static Stream<WorldOptions> worlds() {
    return Worlds.twenty().limit(6);
  }

  /** Null where no invoice was written yet. */
  private static List<Layer> alone(
      LocalDate day,
      List<Invoice> invoices,
      List<StatusTimes> times,
      Policy policy,
      DataWindow window) {
    Instant end = day.plusDays(1).atStartOfDay(ZONE).toInstant().minusSeconds(1);
    List<Invoice> then = new ArrayList<>();
    for (int index = 0; index < invoices.size(); index++) {
      InvoicesAsOf.of(invoices.get(index), times.get(index), end).ifPresent(then::add);
    }
    return then.isEmpty()
        ? null
        : SubscriptionResult.of(then, null, LayerPolicy.of(policy, window.from(), end)).layers();
  }

  private static DataWindow window(List<Invoice> invoices) {
    List<Instant> created =
        invoices.stream().map(Invoice::createdAt).sorted(Comparator.naturalOrder()).toList();
    Instant through = created.get(created.size() - 1);
    LocalDate asOf = LocalDate.ofInstant(through, ZONE).minusDays(1);
    return new DataWindow(created.get(0), through, asOf, ZONE);
  }

  private static List<List<Invoice>> bySubscription(List<Invoice> invoices) {
    Map<String, List<Invoice>> groups = new TreeMap<>();
    for (Invoice invoice : invoices) {
      String group = invoice.customerId() + " " + invoice.subscriptionId();
      groups.computeIfAbsent(group, x -> new ArrayList<>()).add(invoice);
    }
    return List.copyOf(groups.values());
  }
}
