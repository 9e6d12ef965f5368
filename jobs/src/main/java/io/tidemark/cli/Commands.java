package io.tidemark.cli;

import io.tidemark.run.Version;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The command line with the list of its commands. */
@Command(
    name = "tidemark",
    description =
        "Compute monthly recurring revenue (MRR) from billing exports, exact to the cent.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    sortOptions = false,
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark run                          the bundled sample",
      "  scripts/tidemark check --invoices invoices.csv --customers customers.csv",
      "  scripts/tidemark run --invoices invoices.csv --customers customers.csv",
      "  scripts/tidemark query --customer cus_eOp4sSBaylMXnc --on 2025-06-15",
      "  scripts/tidemark --driver-memory 8g run ...   Spark options come first",
      "",
      "Run \"scripts/tidemark help COMMAND\" for details. Results are in",
      "warehouse/latest: report/index.html, exports, relational, manifest.json."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Done.",
      "1:Internal error (a bug in Tidemark); nothing was published.",
      "2:Invalid command line or configuration.",
      "3:Input refused; nothing was changed.",
      "4:An audit failed or the books do not balance; nothing was published.",
      "5:Another run is using the warehouse.",
      "6:The customer was not found.",
      "7:The run was published and has findings of --fail-on."
    })
public final class Commands {
  private static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          CheckCommand.class,
          QueryCommand.class,
          ExplainCommand.class,
          DiffCommand.class,
          CompareCommand.class,
          RunsCommand.class,
          RollbackCommand.class,
          LoadCommand.class,
          VerifyCommand.class,
          SimulateCommand.class,
          CompletionCommand.class,
          HelpCommand.class);

  /** Commands that describe the other commands. */
  private static final Set<Class<?>> OF_ALL = Set.of(CompletionCommand.class, HelpCommand.class);

  /**
   * Fixes the default locale, so that all text is the same on every machine. Spark and Delta format
   * numbers, including those in file names, by the default locale: in the locale of Egypt, Delta
   * does not find its own commits.
   */
  public static void fixLocale() {
    Locale.setDefault(Locale.US);
  }

  /**
   * Returns the command line with only the requested command, if there is one. Creating all
   * commands takes longer than answering a query.
   */
  public static CommandLine commandLine(String... arguments) {
    CommandLine commandLine = new CommandLine(new Commands());
    List<Class<?>> asked =
        COMMANDS.stream()
            .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
            .filter(command -> !OF_ALL.contains(command))
            .toList();
    (asked.isEmpty() ? COMMANDS : asked).forEach(commandLine::addSubcommand);
    return commandLine;
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }
}
