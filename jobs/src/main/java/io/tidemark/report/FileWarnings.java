package io.tidemark.report;

import io.tidemark.errors.Printable;
import io.tidemark.tables.QualityCheck;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Renders the findings that affect all figures as the list at the top of the page. */
final class FileWarnings {
  private static final String NOTE = "note";

  private FileWarnings() {}

  /**
   * Returns the markup of the list; empty if there is no such finding.
   *
   * @param findings the rows of {@link io.tidemark.tables.StagingTables#DATA_QUALITY}
   */
  static String html(List<Excerpt.Cells> findings) {
    String items =
        findings.stream()
            .filter(finding -> Boolean.parseBoolean(finding.get("is_file_wide")))
            .sorted(
                Comparator.comparing(
                        (Excerpt.Cells finding) -> NOTE.equals(finding.get("severity")))
                    .thenComparing(finding -> finding.get("check")))
            .map(FileWarnings::item)
            .collect(Collectors.joining());
    return items.isEmpty()
        ? ""
        : "<aside id=\"warnings\" aria-labelledby=\"warnings-title\">\n"
            + ("  <p id=\"warnings-title\">" + QualityCheck.FILE_WIDE_TITLE + "</p>\n")
            + "  <ul>\n"
            + items
            + "  </ul>\n"
            + "</aside>";
  }

  private static String item(Excerpt.Cells finding) {
    String example = finding.get("example");
    return String.format(
        Locale.ROOT,
        "    <li>%s: <span class=\"figure\" tabindex=\"0\" data-table=\"data_quality\""
            + " data-column=\"rows\">%,d</span>%s</li>\n",
        text(finding.get("what")),
        Long.parseLong(finding.get("rows")),
        example == null ? "" : ", e.g. " + text(Printable.escaped(example)));
  }

  private static String text(String any) {
    return any.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
