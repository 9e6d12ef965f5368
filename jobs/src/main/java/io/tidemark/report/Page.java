package io.tidemark.report;

import io.tidemark.tables.StagingTables;
import io.tidemark.util.Checksums;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Renders the report as one page from the figures and resources: markup, style and scripts. Only
 * these scripts and this style may run, as identified by their hash; the page loads nothing else.
 */
public final class Page {
  private static final List<String> STYLES =
      List.of("colours", "page", "figures", "tables", "charts", "print");

  private static final List<String> SCRIPTS =
      List.of(
          "data",
          "format",
          "elements",
          "definitions",
          "tables",
          "colours",
          "charts",
          "filters",
          "sections/headline",
          "sections/history",
          "sections/growth",
          "sections/segments",
          "sections/cohorts",
          "history",
          "sections/customers",
          "sections/days",
          "sections/forecast",
          "sections/policy",
          "sections/vendors",
          "sections/books",
          "main");

  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

  private Page() {}

  /** Returns the whole page. Equal figures produce equal text. */
  public static String of(PageData figures) {
    String style = joined("style/", STYLES, ".css");
    String charts = script("echarts/dist/echarts.common.min.js");
    String script = joined("script/", SCRIPTS, ".js");
    Map<String, String> parts =
        Map.of(
            "policy",
            policy(style, charts, script),
            "style",
            style,
            "warnings",
            Warnings.html(figures.rows(StagingTables.DATA_QUALITY)),
            "figures",
            figures.json(),
            "histories",
            figures.histories(),
            "charts",
            charts,
            "script",
            script);
    return SLOT.matcher(resource("page.html"))
        .replaceAll(slot -> Matcher.quoteReplacement(parts.get(slot.group(1))));
  }

  /**
   * Returns a content security policy: no external content, only the given scripts, no frames or
   * forms.
   */
  private static String policy(String style, String... scripts) {
    String allowed = List.of(scripts).stream().map(Page::hash).collect(Collectors.joining(" "));
    return "default-src 'none'; script-src "
        + allowed
        + "; style-src "
        + hash(style)
        + "; img-src data:; base-uri 'none'; form-action 'none'";
  }

  private static String joined(String folder, List<String> names, String ending) {
    return names.stream()
        .map(name -> script(folder + name + ending))
        .collect(Collectors.joining("\n", "\n", ""));
  }

  /** Returns a text that is safe inside an element: nothing in it ends the element. */
  private static String script(String name) {
    String text = resource(name);
    if (text.contains("</script") || text.contains("</style") || text.contains("<!--")) {
      throw new IllegalStateException(name + " cannot stand inside a page");
    }
    return text;
  }

  private static String resource(String name) {
    try (InputStream text = Page.class.getResourceAsStream("/report/" + name)) {
      if (text == null) {
        throw new IllegalStateException("no resource report/" + name);
      }
      String read = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      return read.replace("\r\n", "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String hash(String text) {
    byte[] hash = Checksums.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }
}
