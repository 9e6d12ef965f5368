package io.tidemark.cli;

import picocli.CommandLine.Option;

/** The verbosity of a command. */
final class OutputOptions {
  @Option(names = "--quiet", description = "Print only results and errors.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Print every step and all details.")
  private boolean verbose;

  @Option(names = "--debug", description = "Print the stack trace of an error.")
  private boolean debug;

  Console console() {
    if (quiet) {
      return Console.onConsole(Console.Verbosity.QUIET);
    }
    return Console.onConsole(verbose ? Console.Verbosity.VERBOSE : Console.Verbosity.NORMAL);
  }
}
