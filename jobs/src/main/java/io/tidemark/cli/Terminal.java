package io.tidemark.cli;

import java.util.Map;

/** The terminal that standard error is connected to. */
final class Terminal {
  /** The variable in which scripts/tidemark passes the width, because Java cannot determine it. */
  static final String COLUMNS = "TIDEMARK_COLUMNS";

  private static final int DEFAULT_COLUMNS = 80;

  private Terminal() {}

  /**
   * Returns the number of columns; 0 if standard error is a pipe, a file, or a terminal that cannot
   * rewrite a line.
   *
   * @param isConsole whether Java has a console, used if the script passes no width
   */
  static int columns(Map<String, String> environment, boolean isConsole) {
    if (environment.getOrDefault("TERM", "dumb").equals("dumb")) {
      return 0;
    }
    String given = environment.get(COLUMNS);
    if (given == null) {
      return isConsole ? DEFAULT_COLUMNS : 0;
    }
    return given.matches("\\d{1,4}") ? Integer.parseInt(given) : DEFAULT_COLUMNS;
  }
}
