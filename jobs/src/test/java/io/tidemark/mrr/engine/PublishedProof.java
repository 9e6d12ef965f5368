package io.tidemark.mrr.engine;

import io.tidemark.simulate.TestRates;
import io.tidemark.simulate.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of {@code docs/PROOF.md}, as they come out now. */
final class PublishedProof {
  static final Path DOC = Path.of("docs/PROOF.md");

  private static final Instant FROM = Instant.parse("2022-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2025-01-01T00:00:00Z");
  private static final String START = "<!-- figures: written by ";

  private PublishedProof() {}

  /** Three years of lives that only change as the contract says, whole history visible. */
  static Proof changesOnly(long seed, int subscriptions) {
    return Proof.of(world(seed, subscriptions).withRates(TestRates.changesOnly()));
  }

  /** The same with all that else happens in a simulated world. */
  static Proof defaults(long seed, int subscriptions) {
    return Proof.of(world(seed, subscriptions));
  }

  private static WorldOptions world(long seed, int subscriptions) {
    return WorldOptions.of(seed, subscriptions, FROM, TO);
  }

  /** A row in Markdown of what a window shows of an interval. */
  static String windowRow(String[] bounds, WindowProof proof) {
    Period window = WindowProof.window(Period.parse(bounds[1]));
    return String.format(
        Locale.ROOT,
        "| %s, %s | %d months | %.2f %% | %.2f %% | %.1f %% | %.1f %% |",
        bounds[0].toLowerCase(Locale.ROOT).replace('_', ' '),
        bounds[2],
        window.toTotalMonths(),
        100 * proof.mostAfter(),
        100 * proof.averageBefore(),
        100 * proof.naiveAverageBefore(),
        100 * proof.naiveFirst());
  }

  /** Lines of a section of the document, between its marks. */
  static List<String> published(String section) throws IOException {
    List<String> lines = Files.readAllLines(DOC);
    int start = lines.indexOf(START + section + " -->");
    int end = lines.subList(start, lines.size()).indexOf("<!-- end -->");
    return lines.subList(start + 1, start + end);
  }

  /** Puts lines into a section, where the run is to write the document anew. */
  static void write(String section, List<String> figures) throws IOException {
    if (!Boolean.getBoolean("tidemark.regenerate")) {
      return;
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(DOC));
    int start = lines.indexOf(START + section + " -->") + 1;
    lines.subList(start, start + published(section).size()).clear();
    lines.addAll(start, figures);
    Files.write(DOC, lines);
  }
}
