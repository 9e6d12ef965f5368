package io.tidemark;

import io.tidemark.cli.CheckCommand;
import io.tidemark.cli.DiffCommand;
import io.tidemark.cli.ExplainCommand;
import io.tidemark.cli.Failures;
import io.tidemark.cli.QueryCommand;
import io.tidemark.cli.RollbackCommand;
import io.tidemark.cli.RunCommand;
import io.tidemark.cli.RunsCommand;
import io.tidemark.cli.SimulateCommand;
import io.tidemark.cli.VerifyCommand;
import io.tidemark.cli.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The command line: the list of its commands. */
@Command(
    name = "tidemark",
    description = "Monthly recurring revenue from billing exports, to the cent.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      QueryCommand.class,
      ExplainCommand.class,
      DiffCommand.class,
      RunsCommand.class,
      RollbackCommand.class,
      VerifyCommand.class,
      SimulateCommand.class,
      HelpCommand.class
    })
public final class Tidemark {

  /** Ends the process with the exit code of the command the arguments name. */
  public static void main(String[] arguments) {
    System.exit(Failures.guard(new CommandLine(new Tidemark()), arguments));
  }
}
