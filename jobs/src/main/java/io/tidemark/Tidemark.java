package io.tidemark;

import io.tidemark.cli.Commands;
import io.tidemark.cli.ErrorHandler;

/** Starts the command line. */
public final class Tidemark {
  private Tidemark() {}

  /** Ends the process with the exit code of the command that the arguments name. */
  public static void main(String[] arguments) {
    Commands.fixLocale();
    System.exit(ErrorHandler.guard(Commands.commandLine(arguments), arguments));
  }
}
