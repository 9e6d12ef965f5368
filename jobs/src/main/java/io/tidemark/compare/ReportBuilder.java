package io.tidemark.compare;

import io.tidemark.compare.ComparisonReport.CauseTotal;
import io.tidemark.compare.ComparisonReport.Difference;
import io.tidemark.compare.ComparisonReport.MonthTotal;
import io.tidemark.tables.Currencies;
import io.tidemark.warehouse.RunPolicy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adds up the figures of both sides and the differences by cause. */
final class ReportBuilder {
  private final SortedMap<YearMonth, LocalDate> dates;
  private final SortedMap<YearMonth, SortedMap<String, Sums>> totals = new TreeMap<>();
  private long figures;

  /** The sums of a month and currency. */
  private static final class Sums {
    private long published;
    private long other;
    private final Set<String> customers = new HashSet<>();
  }

  private record CauseKey(String cause, String detail, String currency) {}

  /** The differences with one cause, in minor units. */
  private static final class CauseSums {
    private Cause cause;
    private long figures;
    private long lastMonth;
    private long allMonths;
    private final Set<String> customers = new HashSet<>();
  }

  ReportBuilder(SortedMap<YearMonth, LocalDate> dates) {
    this.dates = dates;
  }

  /** Adds the figures of a point. */
  void count(Point point, long published, long other) {
    if (published == 0 && other == 0) {
      return;
    }
    Sums sums =
        totals
            .computeIfAbsent(point.month(), key -> new TreeMap<>())
            .computeIfAbsent(point.currency(), key -> new Sums());
    sums.published = Math.addExact(sums.published, published);
    sums.other = Math.addExact(sums.other, other);
    figures++;
    if (published != other) {
      sums.customers.add(point.customerId());
    }
  }

  ComparisonReport build(
      RunPolicy run,
      Path path,
      OtherFile file,
      long customers,
      List<ExplainedDifference> differences,
      Map<Point, Match> causes) {
    List<String> notCompared =
        file.months().stream()
            .filter(month -> !dates.containsKey(month))
            .map(YearMonth::toString)
            .toList();
    return new ComparisonReport(
        run.runId(),
        path.toString(),
        run.asOf(),
        file.rows(),
        dates.keySet().stream().map(YearMonth::toString).toList(),
        notCompared,
        figures,
        customers,
        totals(),
        causeTotals(differences, causes),
        differences.stream().map(found -> difference(found, causes.get(found.point()))).toList(),
        file.rejects());
  }

  private List<MonthTotal> totals() {
    List<MonthTotal> rows = new ArrayList<>();
    totals.forEach(
        (month, currencies) ->
            currencies.forEach(
                (currency, sums) ->
                    rows.add(
                        new MonthTotal(
                            month.toString(),
                            dates.get(month),
                            currency,
                            amount(sums.published, currency),
                            amount(sums.other, currency),
                            amount(Math.subtractExact(sums.other, sums.published), currency),
                            sums.customers.size()))));
    return rows;
  }

  private List<CauseTotal> causeTotals(
      List<ExplainedDifference> differences, Map<Point, Match> causes) {
    Map<CauseKey, CauseSums> byCause = new LinkedHashMap<>();
    for (ExplainedDifference found : differences) {
      Match match = causes.get(found.point());
      boolean hasVariant = match.cause().kind() == Cause.Kind.DEFINITION;
      CauseKey key =
          new CauseKey(
              match.cause().text(), hasVariant ? match.detail() : "", found.point().currency());
      CauseSums sums = byCause.computeIfAbsent(key, first -> new CauseSums());
      long difference = Math.subtractExact(found.otherMinor(), found.publishedMinor());
      sums.cause = match.cause();
      sums.figures++;
      sums.customers.add(found.point().customerId());
      sums.allMonths = Math.addExact(sums.allMonths, difference);
      if (found.point().month().equals(dates.lastKey())) {
        sums.lastMonth = Math.addExact(sums.lastMonth, difference);
      }
    }
    List<CauseTotal> rows = new ArrayList<>();
    byCause.forEach(
        (key, sums) ->
            rows.add(
                new CauseTotal(
                    key.cause(),
                    key.detail(),
                    sums.cause.definition(),
                    key.currency(),
                    sums.figures,
                    sums.customers.size(),
                    amount(sums.lastMonth, key.currency()),
                    amount(sums.allMonths, key.currency()))));
    rows.sort(
        Comparator.comparing((CauseTotal row) -> row.allMonths().abs())
            .reversed()
            .thenComparing(CauseTotal::cause)
            .thenComparing(CauseTotal::detail)
            .thenComparing(CauseTotal::currency));
    return rows;
  }

  private static Difference difference(ExplainedDifference found, Match match) {
    Point point = found.point();
    String currency = point.currency();
    boolean isRecomputed =
        match.cause() != Cause.UNKNOWN && match.cause() != Cause.CUSTOMER_ONLY_IN_FILE;
    List<String> otherCauses =
        found.definitions().stream()
            .map(Match::cause)
            .filter(cause -> cause != match.cause())
            .distinct()
            .map(Cause::text)
            .toList();
    return new Difference(
        point.customerId(),
        point.month().toString(),
        point.date(),
        currency,
        point.isConverted(),
        amount(found.publishedMinor(), currency),
        amount(found.otherMinor(), currency),
        amount(Math.subtractExact(found.otherMinor(), found.publishedMinor()), currency),
        match.cause().text(),
        match.detail(),
        isRecomputed ? amount(match.minor(), currency) : null,
        isRecomputed && match.isExact(),
        otherCauses);
  }

  private static BigDecimal amount(long minor, String currency) {
    return BigDecimal.valueOf(minor, Currencies.decimals(currency));
  }
}
