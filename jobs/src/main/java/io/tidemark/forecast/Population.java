package io.tidemark.forecast;

import io.tidemark.stats.SeededRandom;

/**
 * The lines of a cohort in one path, by number of their next renewal and price class. All lines of
 * a cell have the mean price of the cell.
 */
final class Population {
  private static final int NUMBERS = Renewals.FIRST_OF_LAST_BAND + 1;
  private static final int CLASSES = Renewals.priceClass(Long.MAX_VALUE) + 1;

  private SeededRandom draws;
  private PriceRatios.Weighted changes;
  private Cells now = new Cells();
  private Cells next = new Cells();

  /** The effect of a renewal of all lines on MRR, minor units. */
  record Renewal(double lost, double changed) {}

  private static final class Cells {
    private final int[] lines = new int[NUMBERS * CLASSES];
    private final double[] mrr = new double[NUMBERS * CLASSES];
    private final int[] used = new int[NUMBERS * CLASSES];
    private int size;

    void add(int number, int added, double addedMrr) {
      int priceClass = Renewals.priceClass(Math.max(1, addedMrr / added));
      int cell = number * CLASSES + priceClass;
      if (lines[cell] == 0) {
        used[size] = cell;
        size++;
      }
      lines[cell] += added;
      mrr[cell] += addedMrr;
    }

    void clear() {
      for (int index = 0; index < size; index++) {
        lines[used[index]] = 0;
        mrr[used[index]] = 0;
      }
      size = 0;
    }
  }

  /**
   * Starts another path.
   *
   * @param itsChanges price changes of the path
   */
  void begin(PriceRatios.Weighted itsChanges, SeededRandom itsDraws) {
    changes = itsChanges;
    draws = itsDraws;
  }

  /** Removes all lines. */
  void clear() {
    now.clear();
  }

  /**
   * Adds lines.
   *
   * @param mrr MRR of all of them, minor units
   */
  void add(int nextRenewal, int lines, double mrr) {
    now.add(nextRenewal, lines, mrr);
  }

  boolean isEmpty() {
    return now.size == 0;
  }

  /**
   * Simulates a renewal of all lines: some are lost, and some change their price.
   *
   * @param chances renewal probabilities by tenure band
   */
  Renewal renew(double[] chances) {
    double lost = 0;
    double changed = 0;
    for (int index = 0; index < now.size; index++) {
      int cell = now.used[index];
      int number = cell / CLASSES;
      int lines = now.lines[cell];
      double each = now.mrr[cell] / lines;
      int renewed = draws.binomial(lines, chances[Renewals.band(number)]);
      lost += each * (lines - renewed);
      if (renewed > 0) {
        changed += renew(Math.min(number + 1, Renewals.FIRST_OF_LAST_BAND), renewed, each);
      }
    }
    now.clear();
    Cells renewed = next;
    next = now;
    now = renewed;
    return new Renewal(lost, changed);
  }

  /**
   * Draws the new prices of lines that renew. Nearly all of them have the most frequent ratio, so
   * the number of the others is drawn first.
   */
  private double renew(int number, int lines, double each) {
    PriceRatios.OfSize ratios = changes.of(each);
    int others = draws.binomial(lines, 1 - ratios.firstShare());
    double changed = 0;
    if (others < lines) {
      changed += add(number, lines - others, each, ratios.first());
    }
    if (others > ratios.size()) {
      int[] counts = ratios.drawBeyondFirst(others, draws);
      for (int position = 1; position < counts.length; position++) {
        if (counts[position] > 0) {
          changed += add(number, counts[position], each, ratios.at(position));
        }
      }
      return changed;
    }
    for (int other = 0; other < others; other++) {
      changed += add(number, 1, each, ratios.drawBeyondFirst(draws));
    }
    return changed;
  }

  private double add(int number, int lines, double each, double ratio) {
    next.add(number, lines, lines * each * ratio);
    return lines * each * (ratio - 1);
  }
}
