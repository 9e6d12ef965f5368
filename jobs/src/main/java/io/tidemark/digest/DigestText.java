package io.tidemark.digest;

import io.tidemark.digest.Digest.Growth;
import io.tidemark.digest.Digest.InCurrency;
import io.tidemark.digest.Digest.NewRisk;
import io.tidemark.digest.Digest.Restated;
import io.tidemark.digest.Digest.SignificantDay;
import io.tidemark.digest.Digest.Since;
import io.tidemark.digest.Digest.Warning;
import io.tidemark.tables.Currencies;
import io.tidemark.util.Percent;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats a digest as Markdown that fits on a screen. */
final class DigestText {
  private static final int MOST_ITEMS = 5;
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  private final Digest digest;
  private final List<String> lines = new ArrayList<>();

  private DigestText(Digest digest) {
    this.digest = digest;
  }

  /** Returns the text with a trailing line feed. */
  static String of(Digest digest) {
    DigestText text = new DigestText(digest);
    text.headline();
    text.section("Significant days", digest.significantDays().stream().map(text::day).toList());
    text.section("New risks", digest.newRisks().stream().map(text::risk).toList());
    text.section(
        "Restatements", Stream.ofNullable(digest.restatements()).map(text::restated).toList());
    text.section("Warnings", digest.warnings().stream().map(DigestText::warning).toList());
    return String.join("\n", text.lines) + "\n";
  }

  private void headline() {
    lines.add("# MRR on " + digest.asOf() + ": " + amount(digest.mrr()));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "- ARR %s, %,d customers%s",
            amount(digest.arr()),
            digest.customers(),
            digest.growth() == null ? "" : growth(digest.growth())));
    if (digest.isConverted()) {
      lines.add(
          "- By currency: "
              + digest.currencies().stream()
                  .map(DigestText::currency)
                  .collect(Collectors.joining(", ")));
    }
    if (digest.since() != null) {
      lines.add("- " + since(digest.since()));
    }
  }

  private static String growth(Growth growth) {
    return growth.rate() == null
        ? ""
        : "; " + signed(growth.rate()) + " in " + MONTH.format(growth.month());
  }

  private static String currency(InCurrency one) {
    return String.format(
        Locale.ROOT,
        "%s (%,d customers)",
        Currencies.text(one.mrr(), one.currency()),
        one.customers());
  }

  private String since(Since since) {
    String restated =
        since.restated().signum() == 0
            ? ""
            : ", of which " + signed(since.restated()) + " restates that day";
    return String.format(
        Locale.ROOT,
        "Since %s (previous run): %s, %+,d customers%s",
        since.asOf(),
        signed(since.change()),
        since.customersChange(),
        restated);
  }

  private void section(String title, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    lines.addAll(List.of("", "## " + title, ""));
    items.stream().limit(MOST_ITEMS).forEach(item -> lines.add("- " + item));
    if (items.size() > MOST_ITEMS) {
      lines.add("- and " + (items.size() - MOST_ITEMS) + " more");
    }
  }

  private String day(SignificantDay day) {
    return day.date() + ": " + signed(day.change()) + " (" + day.scope().replace('_', ' ') + ")";
  }

  private String risk(NewRisk risk) {
    String mrr = risk.mrr() == null ? "" : ", " + amount(risk.mrr());
    return risk.what() + " (" + risk.severity() + mrr + ")";
  }

  private String restated(Restated restated) {
    return String.format(
        Locale.ROOT,
        "%,d days from %s to %s, by at most %s (%s)",
        restated.days(),
        restated.firstDay(),
        restated.lastDay(),
        signed(restated.largestChange()),
        String.join(", ", restated.causes()));
  }

  private static String warning(Warning warning) {
    return String.format(
        Locale.ROOT,
        "%s%s: %,d",
        warning.isFileWide() ? "Affects all figures: " : "",
        warning.what(),
        warning.rows());
  }

  private String amount(BigDecimal amount) {
    return Currencies.text(amount, digest.currency());
  }

  private String signed(BigDecimal amount) {
    return (amount.signum() > 0 ? "+" : "") + amount(amount);
  }

  private static String signed(double share) {
    return (share > 0 ? "+" : "") + Percent.text(share);
  }
}
