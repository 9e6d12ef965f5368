package io.tidemark.cli;

import picocli.CommandLine.Option;

/** How much a command says. */
final class TalkOptions {
  @Option(names = "--quiet", description = "Say nothing but the answer and what went wrong.")
  private boolean quiet;

  @Option(names = "--debug", description = "Show the stack trace of what went wrong.")
  private boolean debug;

  Talk talk() {
    return Talk.onConsole(quiet);
  }
}
