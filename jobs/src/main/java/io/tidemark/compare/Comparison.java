package io.tidemark.compare;

import io.tidemark.config.FxSettings;
import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.query.PublishedRates;
import io.tidemark.tables.Currencies;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.RunPolicy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the MRR of a run with the file of another system and finds the cause of each difference
 * by recomputing customers under other definitions, using only the exports of the run.
 */
public final class Comparison {
  /** Limits the memory: the rows of this many customers are held at a time. */
  private static final int AT_ONCE = 500;

  private final ExportReader run;
  private final RunPolicy rules;
  private final PublishedRates rates;
  private final OtherFile file;
  private final SortedMap<YearMonth, LocalDate> dates;
  private final PublishedMrr published;
  private final OtherRates otherRates;
  private final Explainer explainer;

  private Comparison(ExportReader run, OtherFile file) {
    this.run = run;
    this.rules = run.run();
    this.rates = new PublishedRates(run);
    this.file = file;
    this.dates = dates(file, rules);
    this.published = PublishedMrr.of(run, dates);
    this.otherRates = new OtherRates(Candidates.published(rules));
    this.explainer = new Explainer(run, rates, otherRates, file::has);
  }

  /**
   * Compares a run with a file.
   *
   * @throws io.tidemark.errors.UserError if the file cannot be read, or has no customer or no month
   *     of the run
   */
  public static ComparisonReport of(ExportReader run, Path path, OtherOptions options) {
    RunPolicy rules = run.run();
    String currency =
        options.currency() == null
            ? rules.policy().get(FxSettings.REPORTING_CURRENCY)
            : options.currency();
    OtherFile file = OtherReader.read(path, options, currency, YearMonth.from(rules.asOf()));
    Comparison comparison = new Comparison(run, file);
    comparison.refuseUnrelated(path);
    return comparison.report(path);
  }

  /** Returns the compared day of each month that the file has and the run covers. */
  private static SortedMap<YearMonth, LocalDate> dates(OtherFile file, RunPolicy rules) {
    LocalDate first = rules.dataFromDate().minusDays(1);
    SortedMap<YearMonth, LocalDate> dates = new TreeMap<>();
    for (YearMonth month : file.months()) {
      LocalDate end = month.atEndOfMonth();
      LocalDate date = end.isAfter(rules.asOf()) ? rules.asOf() : end;
      if (!date.isBefore(first) && !date.isBefore(month.atDay(1))) {
        dates.put(month, date);
      }
    }
    return dates;
  }

  private void refuseUnrelated(Path path) {
    if (dates.isEmpty()) {
      throw Errors.fileRefused(
          ErrorCode.FILES_REFUSED,
          path.toString(),
          String.format(
              Locale.ROOT,
              "It has the months %s to %s, and the run covers %s to %s.",
              file.months().first(),
              file.months().last(),
              rules.dataFromDate(),
              rules.asOf()),
          "Export the months of the run, or use another --warehouse.");
    }
    boolean isRelated = false;
    String example = "";
    for (String customer : file.customers()) {
      example = example.isEmpty() ? customer : example;
      isRelated |=
          !published.sums(customer, dates.lastKey()).isEmpty()
              || !run.rows(ExportReader.CUSTOMERS, "customer_id", customer).isEmpty();
      if (isRelated) {
        return;
      }
    }
    throw Errors.fileRefused(
        ErrorCode.FILES_REFUSED,
        path.toString(),
        "The run has none of its customers, such as \"" + example + "\".",
        "Name the column with the ids of the billing system: --column customer=HEADER.");
  }

  private ComparisonReport report(Path path) {
    ReportBuilder builder = new ReportBuilder(dates);
    SortedSet<String> customers = published.customers();
    file.customers().forEach(customers::add);
    Map<String, List<ExplainedDifference>> differing = new LinkedHashMap<>();
    for (String customer : customers) {
      List<ExplainedDifference> differences = new ArrayList<>();
      for (String currency : currencies(customer)) {
        for (Map.Entry<YearMonth, LocalDate> day : dates.entrySet()) {
          compare(customer, currency, day, differences, builder);
        }
      }
      if (!differences.isEmpty()) {
        differing.put(customer, differences);
      }
    }
    List<ExplainedDifference> explained = new ArrayList<>();
    List<String> ids = List.copyOf(differing.keySet());
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<String> some = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
      run.hold(
          List.of(ExportReader.CUSTOMERS, ExportReader.INVOICES, ExportReader.ADJUSTMENTS), some);
      some.forEach(id -> explained.addAll(explainer.explain(id, differing.get(id))));
    }
    return builder.build(
        rules, path, file, customers.size(), explained, Causes.of(explained, explainer.labels()));
  }

  /**
   * Returns the currencies to compare a customer in. If the file has all amounts of a customer in
   * one currency and the customer pays in another, the figure is converted.
   */
  private List<String> currencies(String customer) {
    SortedSet<String> paid = published.currencies(customer);
    SortedSet<String> reported = reported(customer);
    if (isConverted(paid, reported)) {
      return List.of(reported.first());
    }
    SortedSet<String> all = new TreeSet<>(paid);
    all.addAll(reported);
    return List.copyOf(all);
  }

  private SortedSet<String> reported(String customer) {
    return file.has(customer) ? file.currencies(customer) : file.currencies();
  }

  private static boolean isConverted(SortedSet<String> paid, SortedSet<String> reported) {
    return reported.size() == 1 && !paid.isEmpty() && !reported.containsAll(paid);
  }

  private void compare(
      String customer,
      String currency,
      Map.Entry<YearMonth, LocalDate> day,
      List<ExplainedDifference> differences,
      ReportBuilder builder) {
    boolean isConverted = isConverted(published.currencies(customer), reported(customer));
    Point point = new Point(customer, day.getKey(), day.getValue(), currency, isConverted);
    Map<String, Long> sums = published.sums(customer, point.month());
    if (isConverted && !sums.keySet().stream().allMatch(rates::has) || !rates.has(currency)) {
      file.reject(RejectedRow.Reason.RATE_MISSING, 0, customer + " " + currency);
      return;
    }
    long ours = isConverted ? converted(sums, point) : sums.getOrDefault(currency, 0L);
    long other = file.mrrMinor(customer, currency, point.month());
    if (isConverted && sums.size() == 1) {
      Map.Entry<String, Long> only = sums.entrySet().iterator().next();
      otherRates.observe(point, only.getKey(), only.getValue(), other);
    }
    builder.count(point, ours, other);
    if (ours != other) {
      differences.add(new ExplainedDifference(point, ours, other, List.of(), List.of()));
    }
  }

  private long converted(Map<String, Long> sums, Point point) {
    long sum = 0;
    for (Map.Entry<String, Long> of : sums.entrySet()) {
      BigDecimal amount = BigDecimal.valueOf(of.getValue(), Currencies.decimals(of.getKey()));
      BigDecimal converted =
          rates.convert(amount, of.getKey(), point.currency(), rates.dayFor(point.date()));
      int decimals = Currencies.decimals(point.currency());
      sum = Math.addExact(sum, converted.movePointRight(decimals).longValueExact());
    }
    return sum;
  }
}
