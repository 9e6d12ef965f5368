package io.tidemark.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * A simulated export with its truth, held in memory. {@link Export} writes the same to files, at
 * any size.
 *
 * @param customers everyone created before the window's end, also those the file lacks
 * @param invoices those created in the window, as known at its end, customer by customer
 * @param truth of the whole world, whatever the window, customer by customer
 */
public record World(
    List<SimulatedCustomer> customers, List<SimulatedInvoice> invoices, List<TrueMrr> truth) {

  public static World simulate(SimulationOptions options) {
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
