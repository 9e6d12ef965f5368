package io.tidemark.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * A simulated export and its truth, in memory. {@link Export} writes the same data to files, at any
 * size.
 *
 * @param customers all created before the end of the window, including those missing from the file
 * @param invoices those created in the window, as known at its end, by customer
 * @param truth of the whole world, whatever the window, by customer
 */
public record World(
    List<SimulatedCustomer> customers, List<SimulatedInvoice> invoices, List<TrueMrr> truth) {

  public static World simulate(WorldOptions world) {
    SimulationOptions options = world.options();
    List<SimulatedCustomer> customers = new ArrayList<>();
    List<SimulatedInvoice> invoices = new ArrayList<>();
    List<TrueMrr> truth = new ArrayList<>();
    Lives.of(options)
        .forEach(
            life -> {
              Life shown = life.within(options.windowFrom(), options.windowTo());
              invoices.addAll(shown.invoices());
              truth.addAll(life.truth());
              if (shown.customer().createdAt().isBefore(options.windowTo())) {
                customers.add(shown.customer());
              }
            });
    return new World(List.copyOf(customers), List.copyOf(invoices), List.copyOf(truth));
  }
}
