package io.tidemark.query;

import io.tidemark.errors.Printable;
import io.tidemark.mrr.engine.CalculationStep;
import io.tidemark.query.CustomerExplanation.Adjustment;
import io.tidemark.query.CustomerExplanation.BilledInvoice;
import io.tidemark.query.CustomerExplanation.Entry;
import io.tidemark.query.CustomerExplanation.Idle;
import io.tidemark.query.CustomerExplanation.LeftOut;
import io.tidemark.query.CustomerExplanation.Sum;
import io.tidemark.tables.Currencies;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats an explanation so that it can be checked with a pocket calculator. */
public final class ExplanationText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final CustomerExplanation explanation;
  private final List<String> lines = new ArrayList<>();

  private ExplanationText(CustomerExplanation explanation) {
    this.explanation = explanation;
  }

  /** Returns the lines of the explanation, without a trailing newline. */
  public static String of(CustomerExplanation explanation) {
    ExplanationText text = new ExplanationText(explanation);
    text.differences();
    text.headline();
    int before = text.lines.size();
    text.layers();
    text.withoutLayer();
    text.leftOut();
    if (text.lines.size() == before) {
      text.line("The run has no invoice of this customer.");
    }
    return String.join("\n", text.lines);
  }

  private void differences() {
    if (!explanation.differences().isEmpty()) {
      line("THIS DIFFERS FROM THE PUBLISHED RUN:");
      explanation.differences().forEach(difference -> line("  " + difference));
      line("");
    }
  }

  private void headline() {
    String customer = CustomerName.labelled(explanation.customerId(), explanation.customerName());
    if (explanation.date() == null) {
      lines.add(customer + ": derivation of its MRR");
    } else {
      String mrr =
          explanation.sums().stream()
              .filter(sum -> sum.mrr().signum() > 0)
              .map(sum -> Currencies.text(sum.mrr(), sum.currency()))
              .collect(Collectors.joining(" + "));
      String contracted = explanation.isContracted() ? " (contracted: after the data ends)" : "";
      String amount = mrr.isEmpty() ? "no MRR" : mrr + " per month";
      lines.add(customer + " on " + explanation.date() + ": " + amount + contracted);
    }
    line(
        String.format(
            Locale.ROOT,
            "run %s: invoices from %s to %s; times in UTC, days in %s",
            explanation.runId(),
            TIME.format(explanation.dataFrom()),
            TIME.format(explanation.dataThrough()),
            explanation.businessTimeZone()));
  }

  private void layers() {
    if (explanation.date() == null) {
      title("All layers", explanation.layers().isEmpty());
      explanation.layers().forEach(this::layer);
      explanation.adjustments().forEach(this::adjustment);
      return;
    }
    List<Entry> active = explanation.layers().stream().filter(Entry::isActive).toList();
    List<Adjustment> adjusted =
        explanation.adjustments().stream().filter(Adjustment::isActive).toList();
    title("Active on " + explanation.date(), active.isEmpty() && adjusted.isEmpty());
    active.forEach(this::layer);
    adjusted.forEach(this::adjustment);
    explanation.sums().forEach(this::sum);
    ConversionText.of(explanation.conversion()).forEach(this::line);
    List<Entry> others = explanation.layers().stream().filter(e -> !e.isActive()).toList();
    List<Adjustment> unadjusted =
        explanation.adjustments().stream().filter(a -> !a.isActive()).toList();
    title("Before and after", others.isEmpty() && unadjusted.isEmpty());
    others.forEach(this::layer);
    unadjusted.forEach(this::adjustment);
  }

  private void adjustment(Adjustment adjustment) {
    line("");
    line(
        String.format(
            Locale.ROOT,
            "  %s per month from %s %s: manual adjustment",
            Currencies.text(adjustment.mrr(), adjustment.currency()),
            adjustment.from(),
            adjustment.to() == null ? "onwards" : "to " + adjustment.to()));
    line("    Reason: " + adjustment.reason());
    line(
        String.format(
            Locale.ROOT,
            "    Author: %s (%s, line %d)",
            adjustment.author(),
            adjustment.sourceFile(),
            adjustment.sourceLine()));
  }

  private void title(String title, boolean isEmpty) {
    if (!isEmpty) {
      lines.addAll(List.of("", Printable.whole(title)));
    }
  }

  private void sum(Sum sum) {
    String terms =
        sum.terms().stream()
            .map(term -> term.signum() < 0 ? "(" + number(term) + ")" : number(term))
            .collect(Collectors.joining(" + "));
    boolean isNegative = sum.sum().signum() < 0;
    line("");
    line(
        String.format(
            Locale.ROOT,
            "  Sum on %s: %s = %s per month%s",
            explanation.date(),
            terms,
            Currencies.text(sum.sum(), sum.currency()),
            isNegative ? "; a negative total counts as zero" : ""));
  }

  private void layer(Entry entry) {
    line("");
    line(
        String.format(
            Locale.ROOT,
            "  %s per month from %s to %s: %s, %s, %s confidence",
            Currencies.text(entry.mrr(), entry.currency()),
            entry.start(),
            entry.end(),
            entry.kind(),
            entry.basis(),
            entry.confidence()));
    line(
        String.format(
            Locale.ROOT,
            "    %s, exactly %s to %s%s",
            entry.subscriptionId() == null
                ? "without a subscription"
                : "of subscription " + entry.subscriptionId(),
            TIME.format(entry.startAt()),
            TIME.format(entry.endAt()),
            entry.start().equals(entry.end()) ? ", less than a day: active on no day" : ""));
    invoice(entry.basis().equals("invoiced") ? "Invoice" : "Shown by invoice", entry.invoice());
    line("    Rule: " + entry.rule());
    entry.steps().forEach(this::step);
    line("    Confidence: " + entry.confidence() + ", " + entry.confidenceReason() + ".");
    entry.endings().forEach(ending -> line("    " + ending));
  }

  private void invoice(String role, BilledInvoice invoice) {
    String currency = invoice.currency();
    line(
        String.format(
            Locale.ROOT,
            "    %s %s, %s, created %s: net %s = total %s - tax %s%s",
            role,
            invoice.invoiceId(),
            invoice.status() + (invoice.isClosed() ? " and closed" : ""),
            TIME.format(invoice.createdAt()),
            Currencies.text(invoice.net(), currency),
            number(invoice.total()),
            number(invoice.tax()),
            beforeDiscount(invoice)));
    String service = period("service", invoice.serviceStart(), invoice.serviceEnd());
    String usage = period("usage", invoice.usageStart(), invoice.usageEnd());
    line("      " + service + "; " + usage);
  }

  private static String beforeDiscount(BilledInvoice invoice) {
    return invoice.amount().compareTo(invoice.net()) == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; counted before the discount of %s: %s",
            number(invoice.discount()),
            Currencies.text(invoice.amount(), invoice.currency()));
  }

  private static String period(String name, Instant start, Instant end) {
    if (start == null || end == null) {
      return "no " + name + " period";
    }
    return start.equals(end)
        ? name + " at " + TIME.format(start)
        : name + " " + TIME.format(start) + " to " + TIME.format(end);
  }

  private void step(CalculationStep step) {
    String name = step.symbol().replace('_', ' ');
    String numbers = step.numbers() == null ? "" : step.numbers() + " = ";
    String remark = step.remark().isEmpty() ? "" : "  (" + step.remark() + ")";
    line("      " + name + " = " + numbers + step.shown() + remark);
  }

  private void withoutLayer() {
    title("Counted, but fully superseded", explanation.withoutLayer().isEmpty());
    for (Idle idle : explanation.withoutLayer()) {
      line("");
      invoice("Invoice", idle.invoice());
      line("    Rule: " + idle.rule());
      idle.steps().forEach(this::step);
      idle.endings().forEach(ending -> line("    " + ending));
    }
  }

  private void leftOut() {
    title("Excluded", explanation.leftOut().isEmpty());
    for (LeftOut left : explanation.leftOut()) {
      line("");
      invoice("Invoice", left.invoice());
      line("    It is excluded (" + left.exclusionReason() + "): " + left.text() + ".");
    }
  }

  private static String number(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,." + amount.scale() + "f", amount);
  }

  /**
   * Adds a line. Ids are data, so control characters are escaped: none may move the cursor or start
   * a new line.
   */
  private void line(String text) {
    lines.add(Printable.whole(text));
  }
}
