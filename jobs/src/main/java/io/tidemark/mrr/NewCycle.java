package io.tidemark.mrr;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A cycle that an invoice opens: its amount, and the credit it was reduced by, over its months.
 *
 * @param credited what it cut and credits; of nothing where it credits nothing
 * @param period the new one, where the credit hides it
 */
record NewCycle(Invoice invoice, Months months, Cut credited, Optional<HiddenPeriod> period)
    implements Arithmetic {

  /** A cycle whose invoice credits nothing. */
  static NewCycle ofNet(Invoice invoice, Months months) {
    return new NewCycle(invoice, months, new Cut(List.of()), Optional.empty());
  }

  BigFraction gross() {
    return credited.worth().add(invoice.netMinor());
  }

  long price(Cycle cycle) {
    return Minor.round(gross().divide(cycle.months()));
  }

  @Override
  public String reason(Slice slice) {
    return switch (slice.kind) {
      case RESTART_DOWN ->
          "It restarts the period, ends where the running cycle does and is negative: a switch to a"
              + " shorter interval, hidden behind the credit for the old cycle; "
              + period.orElseThrow().source()
              + ".";
      case RESET ->
          "It restarts the period while something runs: a new cycle whose invoice was reduced by"
              + " the credit for what it cut, so that is added back.";
      case STRADDLE ->
          "It renews and also bills changes made since its service began, but what ran before was"
              + " never seen: all of it is taken for the price of the new cycle.";
      default -> ofCycle();
    };
  }

  @Override
  public String certainty(Slice slice) {
    return slice.kind == Layer.Kind.RESET
        ? "the price of all it credits is known, and it is the same however cents were rounded"
        : "the invoice bills the whole cycle";
  }

  private String ofCycle() {
    if (invoice.renews()) {
      return "A renewal: it bills one whole cycle, its service period.";
    }
    return "It bills one whole cycle, its service period: it changes no cycle that runs.";
  }

  @Override
  public void show(Slice slice, Steps steps) {
    String amount = showGross(steps);
    steps.months("months", months, slice.cycle.start(), slice.cycle.end());
    BigFraction price = gross().divide(slice.cycle.months());
    steps.amount("price", amount + " / months", price, "a month");
    if (slice.kind == Layer.Kind.RESET) {
      showBounds(price, slice.cycle.months(), steps);
    }
    steps.rounded("price", slice.mrrMinor, "");
  }

  /** What decides about its confidence: the price if charge and credit were rounded otherwise. */
  private static void showBounds(BigFraction price, BigFraction weight, Steps steps) {
    String unit = steps.smallest().toPlainString();
    BigFraction least = BigFraction.of(Minor.round(price.subtract(weight.reciprocal())));
    BigFraction most = BigFraction.of(Minor.round(price.add(weight.reciprocal())));
    String remark = "if charge and credit were rounded otherwise";
    steps.amount("least", "round(price - " + unit + " / months)", least, remark);
    steps.amount("most", "round(price + " + unit + " / months)", most, remark);
  }

  /** The amount before it was reduced by credits; returns its symbol. */
  String showGross(Steps steps) {
    steps.amount("net", invoice.netMinor(), "invoice " + invoice.invoiceId());
    List<Cut.Loss> losses = credited.losses();
    if (losses.isEmpty()) {
      return "net";
    }
    for (int index = 0; index < losses.size(); index++) {
      Cut.Loss loss = losses.get(index);
      String prefix = losses.size() == 1 ? "old_" : "old_" + (index + 1) + "_";
      String price = prefix + "price";
      steps.amount(price, loss.slice().mrrMinor, Wording.layer(loss.slice()) + ", a month");
      steps.part(prefix + "part", prefix, months, loss.slice().cycle, loss.from(), loss.to());
      String formula = price + " * " + prefix + "part";
      steps.amount(prefix + "credit", formula, loss.worth(), "for what it cuts");
    }
    String credits =
        losses.size() == 1
            ? "old_credit"
            : IntStream.rangeClosed(1, losses.size())
                .mapToObj(index -> "old_" + index + "_credit")
                .collect(Collectors.joining(" + "));
    steps.amount("gross", "net + " + credits, gross(), "net and credit");
    return "gross";
  }
}
