package io.tidemark.query;

import io.tidemark.errors.Printable;
import io.tidemark.query.RunDiff.Difference;
import io.tidemark.query.RunDiff.Report;
import io.tidemark.tables.RestatementCause;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Formats the difference of two runs: the last common day by cause, then each customer. */
public final class DiffText {
  private static final int MOST_CUSTOMERS = 40;

  private DiffText() {}

  public static String of(Report report) {
    List<String> lines = new ArrayList<>();
    String days = "from " + report.firstDay() + " to " + report.lastDay();
    lines.add("From run " + report.before() + " to run " + report.after() + ", " + days + ":");
    if (report.differences().isEmpty()) {
      lines.add("the MRR of all customers is equal on all common days.");
      return String.join("\n", lines);
    }
    lines.addAll(ofDay(report.lastDay(), report.differences()));
    lines.add("");
    report.differences().stream()
        .sorted(
            Comparator.comparing((Difference one) -> one.difference().abs())
                .reversed()
                .thenComparing(Difference::customerId)
                .thenComparing(Difference::from))
        .limit(MOST_CUSTOMERS)
        .forEach(one -> lines.add(line(one)));
    int more = report.differences().size() - MOST_CUSTOMERS;
    if (more > 0) {
      lines.add("  and " + more + " more; use --json to list all");
    }
    lines.add("");
    report.differences().stream()
        .map(Difference::cause)
        .distinct()
        .sorted()
        .forEach(cause -> lines.add(cause + ": " + RestatementCause.of(cause).definition()));
    return String.join("\n", lines);
  }

  private static List<String> ofDay(LocalDate day, List<Difference> differences) {
    Map<String, BigDecimal> sums =
        differences.stream()
            .filter(one -> !one.from().isAfter(day) && one.to().isAfter(day))
            .collect(
                Collectors.groupingBy(
                    one -> currency(one) + " " + one.cause(),
                    TreeMap::new,
                    Collectors.reducing(BigDecimal.ZERO, Difference::difference, BigDecimal::add)));
    List<String> lines = new ArrayList<>();
    sums.forEach((what, sum) -> lines.add("  on " + day + ": " + signed(sum) + " " + what));
    if (lines.isEmpty()) {
      lines.add("  on " + day + ": no difference");
    }
    return lines;
  }

  private static String line(Difference one) {
    return String.format(
        Locale.ROOT,
        "  %s to %s  %s  %s -> %s %s  (%s)  %s",
        one.from(),
        one.to().minusDays(1),
        Printable.escaped(one.customerId()),
        one.before().toPlainString(),
        one.after().toPlainString(),
        currency(one),
        signed(one.difference()),
        one.cause());
  }

  private static String currency(Difference one) {
    return one.isConverted() ? one.currency() + " (converted)" : one.currency();
  }

  private static String signed(BigDecimal amount) {
    return (amount.signum() > 0 ? "+" : "") + amount.toPlainString();
  }
}
