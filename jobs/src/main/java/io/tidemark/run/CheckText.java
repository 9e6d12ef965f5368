package io.tidemark.run;

import io.tidemark.errors.Printable;
import io.tidemark.errors.UserError.Problem;
import io.tidemark.run.CheckReport.CheckedFile;
import io.tidemark.run.CheckReport.Finding;
import io.tidemark.run.CheckReport.Reject;
import io.tidemark.run.CheckReport.Sum;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.QualityCheck;
import io.tidemark.util.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Formats a report on files as text. */
public final class CheckText {
  private CheckText() {}

  /** Returns the report, with the verdict last and without a trailing newline. */
  public static String of(CheckReport report) {
    List<String> lines = new ArrayList<>();
    report.files().forEach(file -> lines.addAll(file(file)));
    if (!report.rejects().isEmpty()) {
      lines.add("Rejected, by reason");
      lines.addAll(rejects(report.rejects()));
    }
    lines.addAll(findings(QualityCheck.FILE_WIDE_TITLE, report, true));
    lines.addAll(findings("Found", report, false));
    report.refusals().forEach(refusal -> lines.addAll(refusal(refusal)));
    lines.add(verdict(report));
    return String.join("\n", lines);
  }

  private static List<String> file(CheckedFile file) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s, %,d rows: %,d accepted, %,d rejected, %,d duplicates, %,d superseded",
            Printable.escaped(file.file()),
            file.kind(),
            file.rows(),
            total(file, Sum::accepted),
            total(file, Sum::rejected),
            total(file, Sum::identicalCopies),
            total(file, Sum::superseded)));
    file.sums().stream()
        .filter(sum -> sum.currency() != null)
        .forEach(sum -> lines.add("  " + sum(sum)));
    if (!file.unknownColumns().isEmpty()) {
      String columns =
          file.unknownColumns().stream().map(Printable::escaped).collect(Collectors.joining(", "));
      lines.add("  unmapped columns (ignored): " + columns);
    }
    return lines;
  }

  private static long total(CheckedFile file, ToLongFunction<Sum> count) {
    return file.sums().stream().mapToLong(count).sum();
  }

  private static String sum(Sum sum) {
    return String.format(
        Locale.ROOT,
        "%,d accepted: %s; %,d rejected: %s",
        sum.accepted(),
        Currencies.text(sum.acceptedAmount(), sum.currency()),
        sum.rejected(),
        Currencies.text(sum.rejectedAmount(), sum.currency()));
  }

  /** Returns the lines of reject reasons, each with an example and, if known, its remedy. */
  static List<String> rejects(List<Reject> rejects) {
    return rejects.stream().flatMap(reject -> reject(reject).stream()).toList();
  }

  private static List<String> reject(Reject reject) {
    String value = reject.value() == null ? "" : ": \"" + Printable.escaped(reject.value()) + "\"";
    String column =
        reject.column().isEmpty() ? "" : ", column " + Printable.escaped(reject.column());
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, "  %s, %,d: %s", reject.reason(), reject.values(), reject.meaning()));
    lines.add(
        "    e.g. " + Printable.whole(reject.file()) + ", line " + reject.line() + column + value);
    if (reject.remedy() != null) {
      lines.add("    " + reject.remedy());
    }
    return lines;
  }

  private static List<String> findings(String title, CheckReport report, boolean isFileWide) {
    List<String> lines = new ArrayList<>();
    report.findings().stream()
        .filter(finding -> finding.isFileWide() == isFileWide)
        .forEach(finding -> lines.addAll(finding(finding)));
    if (!lines.isEmpty()) {
      lines.add(0, title);
    }
    return lines;
  }

  private static List<String> finding(Finding finding) {
    String share = finding.share() == null ? "" : " (" + Percent.text(finding.share()) + ")";
    String line =
        String.format(
            Locale.ROOT,
            "  %s %s, %,d%s: %s",
            finding.severity(),
            finding.check(),
            finding.rows(),
            share,
            finding.what());
    return finding.example() == null
        ? List.of(line)
        : List.of(line, "    e.g. " + Printable.escaped(finding.example()));
  }

  private static List<String> refusal(Problem refusal) {
    return List.of(refusal.code() + ": " + refusal.text(), "  " + refusal.remedy());
  }

  private static String verdict(CheckReport report) {
    if (report.isAccepted()) {
      return "A run would accept this input. Nothing was written.";
    }
    String codes =
        report.refusals().stream()
            .map(refusal -> refusal.code().toString())
            .distinct()
            .collect(Collectors.joining(", "));
    return "A run would refuse this input: " + codes + ". Nothing was written.";
  }
}
