package io.tidemark.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/** A talk that nobody hears, for jobs that tests run. */
public final class QuietTalk {
  private QuietTalk() {}

  public static Console talk() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Console(nowhere, nowhere, Console.Verbosity.QUIET, 0, System::nanoTime);
  }
}
