package io.tidemark.testing;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.simulate.Period;
import io.tidemark.simulate.SimulatedCustomer;
import io.tidemark.simulate.SimulatedInvoice;
import io.tidemark.simulate.World;
import io.tidemark.simulate.WorldOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Simulated worlds as the rules see them: seeds one to twenty, whole and through windows. */
public final class Worlds {
  private static final Instant FROM = Instant.parse("2022-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2025-01-01T00:00:00Z");

  private Worlds() {}

  /** Twenty worlds: every second one whole, the others cut to between three and nine months. */
  public static Stream<WorldOptions> twenty() {
    return Stream.iterate(1, seed -> seed <= 20, seed -> seed + 1).map(Worlds::options);
  }

  private static WorldOptions options(int seed) {
    WorldOptions whole = WorldOptions.of(seed, 150, FROM, TO);
    Instant start = Instant.parse("2023-11-07T11:00:00Z").plusSeconds(seed * 86_399L);
    Instant end = start.plusSeconds(86_400L * 31 * (2 + seed % 8));
    return seed % 2 == 0 ? whole : whole.withWindow(start, end);
  }

  /** The invoices of a world, as read from its export. */
  public static List<Invoice> invoices(World world) {
    return world.invoices().stream().map(Worlds::invoice).toList();
  }

  /** When the customers were created that the customers file has. */
  public static Map<String, Instant> creations(World world) {
    Map<String, Instant> creations = new HashMap<>();
    world.customers().stream()
        .filter(SimulatedCustomer::isListed)
        .forEach(customer -> creations.put(customer.customerId(), customer.createdAt()));
    return creations;
  }

  private static Invoice invoice(SimulatedInvoice invoice) {
    Period service = invoice.service();
    Period usage = invoice.usage();
    return new Invoice(
        invoice.invoiceId(),
        invoice.customerId(),
        invoice.subscriptionId(),
        invoice.currency(),
        invoice.status(),
        invoice.isClosed(),
        invoice.isCredited(),
        minute(invoice.createdAt()),
        minute(invoice.dueAt()),
        minute(invoice.finalizedAt()),
        minute(invoice.uncollectibleAt()),
        service == null ? null : minute(service.start()),
        service == null ? null : minute(service.end()),
        usage == null ? null : minute(usage.start()),
        usage == null ? null : minute(usage.end()),
        invoice.netMinor());
  }

  /** The export drops seconds. */
  private static Instant minute(Instant moment) {
    return moment == null ? null : moment.truncatedTo(ChronoUnit.MINUTES);
  }
}
