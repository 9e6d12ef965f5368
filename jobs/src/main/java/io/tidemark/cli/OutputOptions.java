package io.tidemark.cli;

import picocli.CommandLine.Option;

/** The verbosity of a command. */
final class OutputOptions {
  @Option(names = "--quiet", description = "Print only results and errors.")
  private boolean quiet;

  @Option(names = "--debug", description = "Print the stack trace of an error.")
  private boolean debug;

  Console talk() {
    return Console.onConsole(quiet);
  }
}
