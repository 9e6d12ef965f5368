package io.tidemark.compare;

import io.tidemark.compare.ComparisonReport.CauseTotal;
import io.tidemark.compare.ComparisonReport.Difference;
import io.tidemark.compare.ComparisonReport.MonthTotal;
import io.tidemark.errors.Printable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Formats a comparison on about a screen: totals by month, causes, and the largest customers. */
public final class ComparisonText {
  private static final int MOST_MONTHS = 12;
  private static final int MOST_CAUSES = 10;
  private static final int MOST_CUSTOMERS = 10;
  private static final int LONGEST_ID = 22;

  private ComparisonText() {}

  public static String of(ComparisonReport report) {
    List<String> lines = new ArrayList<>();
    List<String> months = report.months();
    lines.add("Run " + report.runId() + " and " + Printable.escaped(report.file()));
    lines.add(
        format(
            "%,d of %,d figures of %,d customers differ, from %s to %s.",
            report.differences().size(),
            report.figures(),
            report.customers(),
            months.get(0),
            months.get(months.size() - 1)));
    addNotes(report, lines);
    lines.add("");
    addTotals(report.totals(), lines);
    if (!report.differences().isEmpty()) {
      lines.add("");
      addCauses(report.causes(), lines);
      lines.add("");
      addCustomers(report.differences(), lines);
    }
    return String.join("\n", lines);
  }

  private static void addNotes(ComparisonReport report, List<String> lines) {
    List<String> others = report.monthsNotCompared();
    if (!others.isEmpty()) {
      lines.add(
          format(
              "Not compared, because the run does not cover them: %,d months, %s to %s.",
              others.size(), others.get(0), others.get(others.size() - 1)));
    }
    report
        .rejects()
        .forEach(
            reject ->
                lines.add(
                    format(
                        "Not read: %,d %s, such as \"%s\"%s.",
                        reject.rows(),
                        reject.reason(),
                        Printable.escaped(reject.example()),
                        reject.line() == 0 ? "" : format(" in line %,d", reject.line()))));
  }

  private static void addTotals(List<MonthTotal> totals, List<String> lines) {
    lines.add(
        format(
            "%-8s%-4s%16s%16s%16s%16s",
            "month", "", "Tidemark", "other system", "difference", "customers"));
    int skipped = Math.max(0, totals.size() - MOST_MONTHS);
    if (skipped > 0) {
      lines.add("  and " + skipped + " earlier lines; use --json to list all");
    }
    totals.stream()
        .skip(skipped)
        .forEach(
            row ->
                lines.add(
                    format(
                        "%-8s%-4s%16s%16s%16s%,16d",
                        row.month(),
                        row.currency(),
                        amount(row.published()),
                        amount(row.other()),
                        signed(row.difference()),
                        row.customers())));
  }

  private static void addCauses(List<CauseTotal> causes, List<String> lines) {
    lines.add(
        format(
            "%-26s%-4s%9s%10s%15s%15s",
            "cause", "", "figures", "customers", "last month", "all months"));
    for (CauseTotal row : causes.subList(0, Math.min(MOST_CAUSES, causes.size()))) {
      lines.add(
          format(
              "%-26s%-4s%,9d%,10d%15s%15s",
              row.cause(),
              row.currency(),
              row.figures(),
              row.customers(),
              signed(row.lastMonth()),
              signed(row.allMonths())));
      lines.add("  " + cut(row.detail().isEmpty() ? row.definition() : row.detail(), 76));
    }
    if (causes.size() > MOST_CAUSES) {
      lines.add("  and " + (causes.size() - MOST_CAUSES) + " more; use --json to list all");
    }
  }

  /** Adds the largest difference of each of the customers with the largest ones. */
  private static void addCustomers(List<Difference> differences, List<String> lines) {
    lines.add(
        format("%-23s%-8s%-4s%14s%14s  %s", "largest", "month", "", "Tidemark", "other", "cause"));
    Set<String> shown = new HashSet<>();
    differences.stream()
        .sorted(
            Comparator.comparing((Difference row) -> row.difference().abs())
                .reversed()
                .thenComparing(Difference::customerId)
                .thenComparing(Difference::month))
        .filter(row -> shown.add(row.customerId()))
        .limit(MOST_CUSTOMERS)
        .forEach(
            row ->
                lines.add(
                    format(
                        "%-23s%-8s%-4s%14s%14s  %s",
                        cut(row.customerId(), LONGEST_ID),
                        row.month(),
                        row.currency(),
                        amount(row.published()),
                        amount(row.other()),
                        cut(row.cause(), 80 - 65))));
  }

  private static String cut(String text, int length) {
    String safe = Printable.escaped(text);
    return safe.length() <= length ? safe : safe.substring(0, length - 2) + "..";
  }

  private static String amount(BigDecimal amount) {
    return format("%,." + amount.scale() + "f", amount);
  }

  private static String signed(BigDecimal amount) {
    return (amount.signum() > 0 ? "+" : "") + amount(amount);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
