package io.tidemark.query;

import io.tidemark.errors.Printable;
import io.tidemark.query.MrrAnswer.ActiveLayer;
import io.tidemark.query.MrrAnswer.Amount;
import io.tidemark.query.MrrAnswer.Reason;
import io.tidemark.tables.Currencies;
import io.tidemark.util.Percent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Formats an answer as text. */
public final class MrrAnswerText {
  private MrrAnswerText() {}

  /**
   * Returns the answer and, indented below it, its layers or the reasons for missing MRR; without a
   * trailing newline.
   */
  public static String full(MrrAnswer answer) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(answer));
    for (Amount amount : shown(answer)) {
      shares(amount).forEach(share -> lines.add("  " + share));
    }
    answer.layers().forEach(layer -> lines.add("  " + layer(layer)));
    answer.reasons().forEach(reason -> lines.add("  " + Printable.whole(reason.text())));
    return String.join("\n", lines);
  }

  /** Returns the answer in one line, with its reasons. */
  public static String line(MrrAnswer answer) {
    String reasons = answer.reasons().stream().map(Reason::text).collect(Collectors.joining("; "));
    return headline(answer) + (reasons.isEmpty() ? "" : ": " + Printable.whole(reasons));
  }

  static String amount(Amount amount) {
    return Currencies.text(amount.mrr(), amount.currency());
  }

  private static String headline(MrrAnswer answer) {
    String amounts =
        shown(answer).stream()
            .map(amount -> amount.isConverted() ? "= " + amount(amount) : amount(amount))
            .collect(Collectors.joining(" "));
    return CustomerName.labelled(answer.customerId(), answer.customerName())
        + " on "
        + answer.date()
        + ": "
        + (amounts.isEmpty() ? "no MRR" : amounts + " per month")
        + (answer.isContracted() ? " (contracted: after the data ends)" : "");
  }

  /** Returns the amounts to show. MRR entirely in the reporting currency is not repeated. */
  private static List<Amount> shown(MrrAnswer answer) {
    long currencies = answer.amounts().stream().map(Amount::currency).distinct().count();
    return currencies > 1
        ? answer.amounts()
        : answer.amounts().stream().filter(amount -> !amount.isConverted()).toList();
  }

  private static List<String> shares(Amount amount) {
    List<String> shares = new ArrayList<>();
    share(amount, amount.implied(), "implied by a later renewal").ifPresent(shares::add);
    share(amount, amount.pending(), "pending a renewal").ifPresent(shares::add);
    share(amount, amount.lowConfidence(), "of low confidence").ifPresent(shares::add);
    return shares;
  }

  private static Optional<String> share(Amount amount, BigDecimal part, String what) {
    if (part.signum() == 0) {
      return Optional.empty();
    }
    String percent = Percent.text(part.doubleValue() / amount.mrr().doubleValue());
    String text = Currencies.text(part, amount.currency());
    return Optional.of(percent + " of it (" + text + ") is " + what);
  }

  private static String layer(ActiveLayer layer) {
    String price = Currencies.text(layer.mrr(), layer.currency());
    if (layer.author() != null) {
      return Printable.whole(
          String.format(
              Locale.ROOT,
              "%s from %s to %s (adjustment by %s: %s)",
              price,
              layer.start(),
              layer.end(),
              layer.author(),
              layer.reason()));
    }
    String kind = layer.kind() + ", " + layer.basis() + ", " + layer.confidence() + " confidence";
    return Printable.whole(
        String.format(
            Locale.ROOT,
            "%s from %s to %s (%s) invoice %s, %s",
            price,
            layer.start(),
            layer.end(),
            kind,
            layer.invoiceId(),
            layer.subscriptionId() == null
                ? "no subscription"
                : "subscription " + layer.subscriptionId()));
  }
}
