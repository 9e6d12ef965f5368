package io.tidemark.cli;

import io.tidemark.errors.Errors;
import io.tidemark.errors.Overflow;
import io.tidemark.errors.Printable;
import io.tidemark.errors.StoreErrors;
import io.tidemark.errors.UsageErrors;
import io.tidemark.errors.UserError;
import io.tidemark.util.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns the failure of a command into a message on standard error and an exit code. */
public final class ErrorHandler {
  private static final Pattern DISK_REFUSES =
      Pattern.compile("No space left on device|Read-only file system|Disk quota exceeded");

  private static final Pattern CLUSTER_GONE =
      Pattern.compile(
          "stopped SparkContext|SparkContext was shut down|Master removed our application");

  /**
   * Spark's message for a file whose rows it cannot read; such files are those of the warehouse.
   */
  private static final Pattern UNREADABLE =
      Pattern.compile("\\[FAILED_READ_FILE\\S* Encountered error while reading file (\\S+)\\. ");

  private ErrorHandler() {}

  /**
   * Executes the command that the arguments name; never throws.
   *
   * @return the exit code
   */
  public static int guard(CommandLine commandLine, String... arguments) {
    boolean debug = List.of(arguments).contains("--debug");
    boolean json = List.of(arguments).contains("--json");
    Function<Throwable, Integer> explain =
        failure -> {
          if (debug && !(failure instanceof ParameterException) && !QuietEnd.hasBegun()) {
            failure.printStackTrace(commandLine.getErr());
          }
          return explain(commandLine.getErr(), report(failure, debug), json);
        };
    commandLine.setParameterExceptionHandler((invalid, given) -> explain.apply(invalid));
    commandLine.setExecutionExceptionHandler((failure, command, parsed) -> explain.apply(failure));
    try {
      return commandLine.execute(arguments);
    } catch (Error failure) {
      return explain.apply(failure);
    }
  }

  private static int explain(PrintWriter err, ErrorReport report, boolean json) {
    if (QuietEnd.hasBegun()) {
      return report.exitCode();
    }
    err.println(json ? Json.write(report).stripTrailing() : report.text());
    err.flush();
    return report.exitCode();
  }

  private static ErrorReport report(Throwable failure, boolean debug) {
    UserError error =
        failure instanceof ParameterException invalid ? misused(invalid) : userError(failure);
    return error == null ? unexpected(failure, debug) : ErrorReport.of(error);
  }

  /**
   * Returns the user error behind a failure, because Spark wraps what a task throws. Null if the
   * failure is a bug.
   */
  private static UserError userError(Throwable failure) {
    for (Throwable cause : causes(failure)) {
      if (cause instanceof UserError error) {
        return error;
      }
      if (cause instanceof OutOfMemoryError) {
        return Errors.outOfMemory(Runtime.getRuntime().maxMemory());
      }
      Optional<String> refused = refusedByDisk(cause);
      if (refused.isPresent()) {
        return Errors.diskRefused(refused.get());
      }
      if (cause instanceof NoClassDefFoundError missing
          && String.valueOf(missing.getMessage()).startsWith("org/apache/spark/")) {
        return Errors.noSpark();
      }
    }
    if (Overflow.isCauseOf(failure)) {
      return Errors.amountOutOfRange();
    }
    return StoreErrors.of("the store", failure)
        .or(() -> damaged(causes(failure)))
        .orElseGet(() -> clusterLost(failure));
  }

  private static Optional<UserError> damaged(List<Throwable> causes) {
    String reason = firstLine(causes.get(causes.size() - 1));
    return causes.stream()
        .map(cause -> UNREADABLE.matcher(String.valueOf(cause.getMessage())))
        .filter(Matcher::find)
        .map(file -> StoreErrors.tableDamaged(file.group(1), reason))
        .findFirst();
  }

  /** Returns the error of a lost cluster; null if that is not the cause. */
  private static UserError clusterLost(Throwable failure) {
    boolean isStopped =
        causes(failure).stream()
            .anyMatch(cause -> CLUSTER_GONE.matcher(String.valueOf(cause.getMessage())).find());
    return isStopped ? StoreErrors.clusterLost() : null;
  }

  /**
   * Returns the operating system's message about a disk that accepts no more data. Spark passes on
   * at least the text.
   */
  private static Optional<String> refusedByDisk(Throwable cause) {
    return String.valueOf(cause.getMessage())
        .lines()
        .filter(DISK_REFUSES.asPredicate())
        .findFirst();
  }

  private static List<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20).toList();
  }

  private static UserError misused(ParameterException invalid) {
    String command = invalid.getCommandLine().getCommandSpec().qualifiedName();
    if (invalid instanceof UnmatchedArgumentException unmatched) {
      String suggestion = unmatched.getSuggestions().stream().findFirst().orElse("");
      return UsageErrors.commandLine(unknown(unmatched), command, suggestion);
    }
    if (invalid.getCommandLine().getParent() == null) {
      String commands = String.join(", ", invalid.getCommandLine().getSubcommands().keySet());
      return UsageErrors.noCommand(commands);
    }
    return UsageErrors.commandLine(invalid.getMessage(), command, "");
  }

  private static String unknown(UnmatchedArgumentException unmatched) {
    String first = Printable.whole(unmatched.getUnmatched().get(0));
    if (first.startsWith("-")) {
      return "unknown option " + first;
    }
    return unmatched.getCommandLine().getParent() == null
        ? "unknown command " + first
        : "unexpected argument " + first;
  }

  private static ErrorReport unexpected(Throwable failure, boolean debug) {
    return ErrorReport.unexpected(
        failure.getClass().getSimpleName() + ": " + firstLine(failure),
        debug
            ? "Please report it and attach the stack trace above."
            : "Run the command again with --debug and report the stack trace.");
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
