package io.tidemark.errors;

/** The exit codes of the command line; other programs rely on them. */
public enum ExitCode {
  DONE(0),
  OUR_FAULT(1),
  USAGE(2),
  INPUT_REFUSED(3),
  BOOKS_DO_NOT_BALANCE(4),
  WAREHOUSE_BUSY(5),
  NOT_FOUND(6),
  FINDINGS(7);

  private final int value;

  ExitCode(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }
}
