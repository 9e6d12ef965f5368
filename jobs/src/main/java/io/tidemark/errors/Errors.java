package io.tidemark.errors;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates the user errors: each has a problem, a reason and a remedy. */
public final class Errors {
  private Errors() {}

  /** Returns the error for an unsupported version of Spark or Java. */
  public static UserError unsupportedRuntime(String spark, int java) {
    return new UserError(
        ErrorCode.RUNTIME_UNSUPPORTED,
        "Spark " + spark + " on Java " + java + " is not supported",
        "Tidemark requires Spark 4.1 on Java 17 or 21.",
        "Set SPARK_HOME and JAVA_HOME to supported versions, or unset SPARK_HOME.");
  }

  /** Returns the error for a command that needs Spark, started without it. */
  public static UserError noSpark() {
    return new UserError(
        ErrorCode.RUNTIME_UNSUPPORTED,
        "this command needs Spark",
        "The Spark classes are not on the class path.",
        "Start it with scripts/tidemark or spark-submit.");
  }

  /**
   * Returns the error for a full heap.
   *
   * @param heap its maximum size in bytes
   */
  public static UserError outOfMemory(long heap) {
    return new UserError(
        ErrorCode.MEMORY_EXHAUSTED,
        "out of memory",
        "The job does not fit into the heap of " + heap / (1024 * 1024) + " MiB.",
        "Increase the heap: scripts/tidemark --driver-memory 4g COMMAND.");
  }

  /** Returns the error for all problems of a configuration at once, one line each. */
  public static UserError configuration(List<String> problems) {
    return new UserError(
        ErrorCode.CONFIG_INVALID,
        problems.size() == 1 ? "1 setting is invalid" : problems.size() + " settings are invalid",
        String.join("\n", problems),
        "Correct the policy file or --set. conf/tidemark.yaml documents every setting.",
        each(ErrorCode.CONFIG_INVALID, problems));
  }

  /** Returns the error for all problems of a command's options at once, one line each. */
  public static UserError commandLine(String command, List<String> problems) {
    return new UserError(
        ErrorCode.CONFIG_INVALID,
        problems.size() == 1 ? "1 option is invalid" : problems.size() + " options are invalid",
        String.join("\n", problems),
        "Correct the command line. Run tidemark help " + command + " for the options.",
        each(ErrorCode.CONFIG_INVALID, problems));
  }

  /** Returns the error for a path, local or not, that cannot be read. */
  public static UserError unreadable(String path, String why) {
    return new UserError(
        ErrorCode.PATH_UNREADABLE,
        "cannot read " + Printable.whole(path),
        Printable.whole(IoReason.of(why)),
        "Check the path and its permissions. Paths are relative to the current directory.");
  }

  /** Returns the error for a file or folder that cannot be created or completely written. */
  public static UserError unwritable(Path path, String why) {
    return new UserError(
        ErrorCode.PATH_UNWRITABLE,
        "cannot write " + path,
        IoReason.of(why),
        "Nothing was published. Check permissions and free space, or use another folder.");
  }

  /**
   * Returns the error for a disk that accepts no more data.
   *
   * @param why the operating system's message
   */
  public static UserError diskRefused(String why) {
    return new UserError(
        ErrorCode.PATH_UNWRITABLE,
        "cannot write to disk",
        IoReason.of(why),
        "Nothing was published. Free space on the disks of the warehouse and of temporary files.");
  }

  /** Returns the error for published files that are not what a run wrote. */
  public static UserError warehouseDamaged(Path file, String why) {
    return new UserError(
        ErrorCode.WAREHOUSE_DAMAGED,
        "the warehouse is damaged: " + file,
        why,
        "Restore the file from a backup, or start with an empty --warehouse.");
  }

  /** Returns the error for a run that is not as it was published; each problem is a line. */
  public static UserError runDamaged(String runId, List<String> problems) {
    return new UserError(
        ErrorCode.WAREHOUSE_DAMAGED,
        "run " + runId + " differs from what was published",
        problems.size() == 1
            ? problems.get(0)
            : problems.get(0) + "; and " + (problems.size() - 1) + " more",
        "Restore it from a backup or roll back to another run. To rewrite all files except the"
            + " Delta tables, use run --full.",
        each(ErrorCode.WAREHOUSE_DAMAGED, problems));
  }

  /**
   * Returns the error for a run id that is the start of no published run, or of several: {@code
   * found} of them.
   */
  public static UserError runUnknown(String runId, int found, Path warehouse) {
    return new UserError(
        ErrorCode.RUN_UNKNOWN,
        "no such run: " + Printable.whole(runId),
        found == 0
            ? "No published run in " + warehouse + " has an id that starts with this."
            : found + " published runs have an id that starts with this.",
        "Run \"tidemark runs\" to list them.");
  }

  /**
   * Returns the error for too many rejected rows or amounts for reliable results.
   *
   * @param what the rejected share and its base
   * @param reasons lines with the reject reasons and their remedies; may be empty
   */
  public static UserError rejectLimit(String what, String limit, List<String> reasons) {
    String share =
        "This is more than reject_limit ("
            + limit
            + "). The remaining rows may not represent your business.";
    return new UserError(
        ErrorCode.REJECT_LIMIT,
        "too many rejects: " + what,
        Stream.concat(Stream.of(share), reasons.stream()).collect(Collectors.joining("\n")),
        "Nothing was published. Correct the files or the source profile. To publish without these"
            + " rows, use --set reject_limit=1; the table rejects lists them.");
  }

  /**
   * Returns the error for an input file that is invalid as a whole.
   *
   * @param code the kind of error, with its exit code
   * @param place the file, with the line if there is one
   * @param why one line; quotations from the file may contain any characters
   */
  public static UserError fileRefused(ErrorCode code, String place, String why, String remedy) {
    return new UserError(code, "refused " + Printable.whole(place), Printable.whole(why), remedy);
  }

  /**
   * Returns the error for a file whose sum of amounts is out of range.
   *
   * @param amount the largest amount, on that line
   */
  public static UserError sumOutOfRange(String file, long line, String amount) {
    return new UserError(
        ErrorCode.AMOUNT_OUT_OF_RANGE,
        "the sum of the amounts exceeds 2^63 minor units",
        "The largest amount is " + amount + " in " + Printable.whole(file) + ", line " + line + ".",
        "Nothing was published. Correct or remove the amounts that are too large, then run again.");
  }

  /** Returns the error for a result of arithmetic on amounts that is out of range. */
  public static UserError amountOutOfRange() {
    return new UserError(
        ErrorCode.AMOUNT_OUT_OF_RANGE,
        "an amount is out of range",
        "A sum or a converted amount exceeds 2^63 minor units.",
        "Nothing was published. Correct or remove the amounts that are too large, then run again.");
  }

  /** Returns the error for files without a single readable invoice. */
  public static UserError noInvoices() {
    return new UserError(
        ErrorCode.NO_INVOICES,
        "there are no invoices to compute MRR from",
        "The invoice files are empty, every invoice was rejected, or --known-at is before the first"
            + " invoice.",
        "Nothing was published. Check --invoices and --known-at.");
  }

  /** Returns the error for an as-of date before the data. */
  public static UserError asOfTooEarly(LocalDate asOf, LocalDate first) {
    return new UserError(
        ErrorCode.CONFIG_INVALID,
        "--as-of " + asOf + " is before the data",
        "The first possible day is " + first + ", the day before the first invoice.",
        "Use a later date, or omit --as-of for the last complete day of the data.");
  }

  /** Returns the error for books that do not balance: nothing is published. */
  public static UserError unbalanced(List<String> currencies) {
    return new UserError(
        ErrorCode.AUDIT_FAILED,
        "the books do not balance in " + String.join(", ", currencies),
        "The counted amount differs from the sum of the layers and the named lines.",
        "Nothing was published. This is a bug in Tidemark. Please report it and attach the input.");
  }

  /** Returns the error for an audit that found offenders: nothing is published. */
  public static UserError auditFailed(String audit, long offenders, String example) {
    return new UserError(
        ErrorCode.AUDIT_FAILED,
        "the audit " + audit + " failed",
        "It found "
            + offenders
            + " offending rows, e.g. "
            + Printable.whole(Emails.hidden(example))
            + ".",
        "Nothing was published. This is a bug in Tidemark. Please report it and attach the input.");
  }

  public static UserError warehouseBusy(Path lock) {
    return new UserError(
        ErrorCode.WAREHOUSE_BUSY,
        "another run is using the warehouse",
        "It holds the lock " + lock + ". Only one run at a time can write to a warehouse.",
        "Wait until it ends, or use another --warehouse.");
  }

  /** Returns the error for a warehouse without a published run. */
  public static UserError noRun(Path warehouse) {
    return new UserError(
        ErrorCode.RUN_UNKNOWN,
        "no run was published in " + warehouse,
        "This command reads the current run, and there is none.",
        "Start a run with scripts/tidemark run, or use another --warehouse.");
  }

  private static List<UserError.Problem> each(ErrorCode code, List<String> problems) {
    return problems.stream().map(text -> new UserError.Problem(code, text, "Correct it.")).toList();
  }
}
