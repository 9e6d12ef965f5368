package io.tidemark.digest;

import io.tidemark.digest.Digest.Growth;
import io.tidemark.digest.Digest.InCurrency;
import io.tidemark.digest.Digest.NewRisk;
import io.tidemark.digest.Digest.Restated;
import io.tidemark.digest.Digest.SignificantDay;
import io.tidemark.digest.Digest.Since;
import io.tidemark.digest.Digest.Warning;
import io.tidemark.digest.DigestFiles.Previous;
import io.tidemark.digest.Headline.Amount;
import io.tidemark.tables.Currencies;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import io.tidemark.warehouse.ExportRows;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Computes the digest of a run from its exports and those of the previous run. */
final class DigestReader {
  private static final List<String> SEVERITIES = List.of("high", "medium", "low");
  private static final BigDecimal MONTHS_PER_YEAR = BigDecimal.valueOf(12);

  private final ExportReader tables;
  private final Headline headline;
  private final Amount total;
  private final Optional<Previous> previous;

  private DigestReader(
      Path runFolder, Headline headline, Amount total, Optional<Previous> previous) {
    this.tables = ExportReader.ofTables(runFolder);
    this.headline = headline;
    this.total = total;
    this.previous = previous;
  }

  /** Returns the digest of a run with the given identity and as-of date. */
  static Digest read(
      Path runFolder,
      String identity,
      LocalDate asOf,
      String reportingCurrency,
      Optional<Previous> previous) {
    Headline headline = Headline.read(runFolder, asOf);
    Amount none =
        new Amount(
            reportingCurrency,
            false,
            BigDecimal.ZERO.setScale(Currencies.decimals(reportingCurrency)),
            0);
    return new DigestReader(runFolder, headline, headline.total().orElse(none), previous)
        .digest(identity);
  }

  private Digest digest(String identity) {
    return new Digest(
        identity,
        headline.date(),
        total.currency(),
        total.isConverted(),
        total.mrr(),
        total.mrr().multiply(MONTHS_PER_YEAR),
        total.customers(),
        growth(),
        headline.amounts().stream()
            .filter(amount -> !amount.isConverted())
            .map(amount -> new InCurrency(amount.currency(), amount.mrr(), amount.customers()))
            .toList(),
        since(),
        significantDays(),
        newRisks(),
        restatements(),
        warnings());
  }

  private Growth growth() {
    NavigableMap<LocalDate, Growth> months = new TreeMap<>();
    each(
        tables,
        "monthly_growth",
        row -> {
          if (isOfTotal(row) && !row.isTrue("is_partial")) {
            LocalDate month = row.date("month");
            Double rate = (Double) row.value("growth_rate");
            months.put(
                month, new Growth(month, row.amount("start_mrr"), row.amount("end_mrr"), rate));
          }
        });
    return months.isEmpty() ? null : months.lastEntry().getValue();
  }

  private Since since() {
    if (previous.isEmpty()) {
      return null;
    }
    LocalDate day = previous.get().asOf();
    Optional<Amount> before =
        Headline.read(previous.get().folder(), day).total().filter(this::isLikeTotal);
    if (before.isEmpty()) {
      return null;
    }
    BigDecimal[] restated = {BigDecimal.ZERO.setScale(total.mrr().scale())};
    each(
        tables,
        "restatements",
        row -> {
          if (isOfTotal(row) && row.date("date").equals(day)) {
            restated[0] = row.amount("difference");
          }
        });
    return new Since(
        day,
        before.get().mrr(),
        total.mrr().subtract(before.get().mrr()),
        restated[0],
        total.customers() - before.get().customers());
  }

  private List<SignificantDay> significantDays() {
    LocalDate monthAgo = headline.date().minusMonths(1);
    LocalDate after =
        previous.map(Previous::asOf).filter(day -> day.isAfter(monthAgo)).orElse(monthAgo);
    List<SignificantDay> days = new ArrayList<>();
    each(
        tables,
        "significant_days",
        row -> {
          LocalDate day = row.date("date");
          if (isOfTotal(row) && day.isAfter(after) && row.text("verdict").equals("significant")) {
            days.add(new SignificantDay(day, row.amount("change"), row.text("scope")));
          }
        });
    days.sort(Comparator.comparing(SignificantDay::date));
    return days;
  }

  private List<NewRisk> newRisks() {
    Map<String, String> known = new HashMap<>();
    previous.ifPresent(
        run ->
            each(
                ExportReader.ofTables(run.folder()),
                "forecast_risks",
                row -> {
                  if (isOfTotal(row)) {
                    known.put(row.text("risk"), row.text("severity"));
                  }
                }));
    List<NewRisk> risks = new ArrayList<>();
    each(
        tables,
        "forecast_risks",
        row -> {
          String before = known.get(row.text("risk"));
          if (isOfTotal(row) && (before == null || rank(row.text("severity")) < rank(before))) {
            risks.add(
                new NewRisk(
                    row.text("risk"), row.text("what"), row.amount("mrr"), row.text("severity")));
          }
        });
    risks.sort(
        Comparator.comparing((NewRisk risk) -> rank(risk.severity())).thenComparing(NewRisk::risk));
    return risks;
  }

  private static int rank(String severity) {
    return SEVERITIES.indexOf(severity);
  }

  private Restated restatements() {
    NavigableMap<LocalDate, BigDecimal> days = new TreeMap<>();
    TreeMap<String, Boolean> causes = new TreeMap<>();
    each(
        tables,
        "restatements",
        row -> {
          if (isOfTotal(row)) {
            days.put(row.date("date"), row.amount("difference"));
            causes.put(row.text("cause"), true);
          }
        });
    return days.isEmpty()
        ? null
        : new Restated(
            days.size(),
            days.firstKey(),
            days.lastKey(),
            days.values().stream().max(Comparator.comparing(BigDecimal::abs)).orElseThrow(),
            List.copyOf(causes.keySet()));
  }

  private List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    each(
        tables,
        "data_quality",
        row -> {
          if (row.text("severity").equals("warning")) {
            warnings.add(
                new Warning(
                    row.text("check"),
                    row.text("what"),
                    row.number("rows"),
                    row.isTrue("is_file_wide")));
          }
        });
    warnings.sort(
        Comparator.comparing(Warning::isFileWide).reversed().thenComparing(Warning::check));
    return warnings;
  }

  private boolean isLikeTotal(Amount amount) {
    return amount.currency().equals(total.currency());
  }

  private boolean isOfTotal(ExportRow row) {
    return row.text("currency").equals(total.currency())
        && row.isTrue("is_converted") == total.isConverted();
  }

  private static void each(ExportReader tables, String table, Consumer<ExportRow> action) {
    try (ExportRows rows = tables.all(table, List.of())) {
      rows.forEachRemaining(action);
    }
  }
}
