package io.tidemark.insights;

import io.tidemark.tables.Movement;

/** The sums over customers of one month. A row contains the sums of all months in sequence. */
enum ChurnSum {
  START,
  END,
  /** The lesser of MRR at the start and at the end of each customer. */
  KEPT,
  /** MRR at the end of customers with MRR at the start. */
  RETAINED,
  /** MRR at the end of customers who returned in the month. */
  RETURNED,
  START_CUSTOMERS,
  CHURNED_CUSTOMERS,
  GAINED_CUSTOMERS,
  END_CUSTOMERS,
  DUE_CYCLES,
  RENEWED_CYCLES,
  /** MRR transferred from other billing intervals. */
  TRANSFER,
  CHURN_INVOLUNTARY,
  CHURN_VOLUNTARY,
  CHURN_UNKNOWN,
  /** The number of changes. The amounts are summed by movement. */
  CHANGES;

  private static final int PER_MONTH = values().length + Movement.values().length;

  /** Returns the length of a row. */
  static int columns(MonthRange months) {
    return months.count() * PER_MONTH;
  }

  /** Adds an amount to the sum of a month. */
  void add(long[] row, int month, long amount) {
    int column = month * PER_MONTH + ordinal();
    row[column] = Math.addExact(row[column], amount);
  }

  /** Returns the sum of the churn of a cause. */
  static ChurnSum ofCause(ChurnCause cause) {
    return switch (cause) {
      case INVOLUNTARY -> CHURN_INVOLUNTARY;
      case VOLUNTARY -> CHURN_VOLUNTARY;
      case UNKNOWN -> CHURN_UNKNOWN;
    };
  }

  /** Returns the sum of a month. */
  long of(long[] row, int month) {
    return row[month * PER_MONTH + ordinal()];
  }

  /** Adds a change of MRR to the movements of a month. */
  static void addMovement(long[] row, int month, Movement movement, long amount) {
    int column = column(month, movement);
    row[column] = Math.addExact(row[column], amount);
  }

  /** Returns the sum of the changes of a month by one movement. */
  static long ofMovement(long[] row, int month, Movement movement) {
    return row[column(month, movement)];
  }

  private static int column(int month, Movement movement) {
    return month * PER_MONTH + values().length + movement.ordinal();
  }
}
