package io.tidemark.report;

import io.tidemark.errors.Printable;
import io.tidemark.tables.QualityCheck;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Renders the warnings of a run at the top of the page, those that affect all figures first. */
final class Warnings {
  private static final String NOTE = "note";
  private static final String ROWS_TITLE = "Check also: affects single rows";

  private Warnings() {}

  /**
   * Returns the markup of the lists; empty if there is no warning and no finding about all figures.
   *
   * @param findings the rows of {@link io.tidemark.tables.StagingTables#DATA_QUALITY}
   */
  static String html(List<Excerpt.Cells> findings) {
    String fileWide = items(findings, Warnings::isFileWide);
    String ofRows =
        items(findings, finding -> !isFileWide(finding) && !NOTE.equals(finding.get("severity")));
    return fileWide.isEmpty() && ofRows.isEmpty()
        ? ""
        : "<aside id=\"warnings\" aria-label=\"Warnings\">\n"
            + list(QualityCheck.FILE_WIDE_TITLE, fileWide)
            + list(ROWS_TITLE, ofRows)
            + "</aside>";
  }

  private static boolean isFileWide(Excerpt.Cells finding) {
    return Boolean.parseBoolean(finding.get("is_file_wide"));
  }

  private static String items(List<Excerpt.Cells> findings, Predicate<Excerpt.Cells> isShown) {
    return findings.stream()
        .filter(isShown)
        .sorted(
            Comparator.comparing((Excerpt.Cells finding) -> NOTE.equals(finding.get("severity")))
                .thenComparing(finding -> finding.get("check")))
        .map(Warnings::item)
        .collect(Collectors.joining());
  }

  private static String list(String title, String items) {
    return items.isEmpty()
        ? ""
        : "  <p class=\"warnings-title\">" + title + "</p>\n  <ul>\n" + items + "  </ul>\n";
  }

  private static String item(Excerpt.Cells finding) {
    String example = finding.get("example");
    return String.format(
        Locale.ROOT,
        "    <li>%s: <span class=\"figure\" tabindex=\"0\" data-table=\"data_quality\""
            + " data-column=\"rows\">%,d</span>%s</li>\n",
        text(finding.get("what")),
        Long.parseLong(finding.get("rows")),
        example == null
            ? ""
            : ", e.g. " + text(Printable.escaped(FilePaths.withoutFolders(example))));
  }

  private static String text(String any) {
    return any.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
