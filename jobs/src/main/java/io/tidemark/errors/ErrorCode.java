package io.tidemark.errors;

/** What can go wrong for a user, and the exit code it ends the command with. */
public enum ErrorCode {
  CONFIG_INVALID(ExitCode.USAGE),
  PATH_UNREADABLE(ExitCode.USAGE),
  RUN_UNKNOWN(ExitCode.USAGE),
  CUSTOMER_NOT_FOUND(ExitCode.USAGE),
  DATABASE_UNREACHABLE(ExitCode.USAGE),
  RUNTIME_UNSUPPORTED(ExitCode.USAGE),
  FILE_REFUSED(ExitCode.INPUT_REFUSED),
  NO_INVOICES(ExitCode.INPUT_REFUSED),
  REJECT_LIMIT(ExitCode.INPUT_REFUSED),
  AUDIT_FAILED(ExitCode.BOOKS_DO_NOT_BALANCE),
  WAREHOUSE_BUSY(ExitCode.WAREHOUSE_BUSY);

  private final ExitCode exitCode;

  ErrorCode(ExitCode exitCode) {
    this.exitCode = exitCode;
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
