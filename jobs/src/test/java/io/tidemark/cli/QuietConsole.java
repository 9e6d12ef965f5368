package io.tidemark.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/** A console without output, for jobs that tests run. */
public final class QuietConsole {
  private QuietConsole() {}

  public static Console console() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Console(nowhere, nowhere, Console.Verbosity.QUIET, 0, System::nanoTime);
  }
}
