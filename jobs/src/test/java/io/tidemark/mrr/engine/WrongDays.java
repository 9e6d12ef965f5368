package io.tidemark.mrr.engine;

import io.tidemark.simulate.TrueMrr;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Prints the wrong days of one customer with the invoices, the true MRR and the layers. */
final class WrongDays {
  private WrongDays() {}

  /** A day on which MRR was read wrong, at high confidence. */
  record Day(LocalDate date, long readMinor, long trueMinor) {
    boolean continues(Day other) {
      return date.equals(other.date.plusDays(1))
          && readMinor == other.readMinor
          && trueMinor == other.trueMinor;
    }
  }

  /** Returns a text of several lines, the customer's id first. */
  static String text(
      List<Day> days, List<Invoice> invoices, List<TrueMrr> steps, List<Layer> layers) {
    List<String> lines = new ArrayList<>();
    lines.add(invoices.isEmpty() ? steps.get(0).customerId() : invoices.get(0).customerId());
    lines.add("  " + days.size() + " wrong days of high confidence");
    for (int position = 0; position < days.size(); position++) {
      Day day = days.get(position);
      if (position == 0 || !day.continues(days.get(position - 1))) {
        lines.add(
            "  wrong from %s: read %d, true %d".formatted(day.date, day.readMinor, day.trueMinor));
      }
    }
    invoices.stream()
        .sorted(Comparator.comparing(Invoice::createdAt))
        .forEach(invoice -> lines.add(text(invoice)));
    steps.forEach(step -> lines.add(text(step)));
    layers.stream()
        .sorted(Comparator.comparing(Layer::start))
        .forEach(layer -> lines.add(text(layer)));
    return String.join("\n", lines);
  }

  private static String text(Invoice invoice) {
    return "  invoice %s of %s %s created %s service %s - %s usage %s - %s net %d"
        .formatted(
            invoice.invoiceId(),
            invoice.subscriptionId(),
            invoice.status(),
            invoice.createdAt(),
            invoice.serviceStart(),
            invoice.serviceEnd(),
            invoice.usageStart(),
            invoice.usageEnd(),
            invoice.netMinor());
  }

  private static String text(TrueMrr step) {
    String unbilled = step.isBilled() ? "" : " not billed";
    return "  true %s - %s: %d%s"
        .formatted(step.validFrom(), step.validTo(), step.mrrMinor(), unbilled);
  }

  private static String text(Layer layer) {
    return "  layer %s %d %s %s - %s: %d %s"
        .formatted(
            layer.invoice().invoiceId(),
            layer.stream(),
            layer.kind(),
            layer.start(),
            layer.end(),
            layer.mrrMinor(),
            layer.confidence());
  }
}
