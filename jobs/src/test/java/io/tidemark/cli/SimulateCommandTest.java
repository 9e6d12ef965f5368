package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The options of {@code simulate}; what it writes is tested with the simulator. */
class SimulateCommandTest {
  private final StringWriter errors = new StringWriter();

  @Test
  void writesThreeFiles(@TempDir Path folder) {
    int exitCode =
        simulate(
            "--quiet",
            "--subscriptions=3",
            "--seed=7",
            "--from=2024-01-01",
            "--to=2024-03-01T09:30",
            "--seconds",
            "--output=" + folder);

    assertThat(exitCode).isZero();
    assertThat(folder).isDirectoryContaining("glob:**/invoices.csv");
    assertThat(folder).isDirectoryContaining("glob:**/customers.csv");
    assertThat(folder).isDirectoryContaining("glob:**/true_mrr.csv");
  }

  @Test
  void refusesWhatIsNoTime(@TempDir Path folder) {
    assertThat(simulate("--from=yesterday", "--output=" + folder)).isEqualTo(2);
    assertThat(errors.toString()).contains("--from: \"yesterday\" must be a date, or a time");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesAWindowOutsideTheWorld(@TempDir Path folder) {
    assertThat(simulate("--window-to=2030-01-01", "--output=" + folder)).isEqualTo(2);
    assertThat(errors.toString()).contains("--window-from, --window-to");
  }

  @Test
  void billsAShareOfSubscriptionsByAPattern(@TempDir Path folder) throws Exception {
    int exitCode =
        simulate(
            "--quiet",
            "--subscriptions=1",
            "--rate=consolidated-invoices=1",
            "--rate=arrears=0",
            "--output=" + folder);

    assertThat(exitCode).isZero();
    assertThat(Files.readString(folder.resolve("invoices.csv")))
        .contains("in_")
        .doesNotContain("sub_");
  }

  @Test
  void refusesWhatIsNoRate(@TempDir Path folder) {
    int exitCode =
        simulate(
            "--rate=mixed=0.2", "--rate=arrears=1.5", "--rate=add-ons=-0.1", "--output=" + folder);

    assertThat(exitCode).isEqualTo(2);
    assertThat(errors.toString())
        .contains("--rate: \"mixed\" must be one of mixed-intervals, add-ons, ")
        .contains("--rate: arrears=1.5 must be between 0 and 1")
        .contains("--rate: add-ons=-0.1 must be between 0 and 1");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesRatesThatSumToMoreThanOne(@TempDir Path folder) {
    assertThat(simulate("--rate=arrears=0.6", "--rate=add-ons=0.6", "--output=" + folder))
        .isEqualTo(2);
    assertThat(errors.toString()).contains("--rate: the sum of all shares must be between 0 and 1");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhereItCannotWrite(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("taken"));

    assertThat(simulate("--quiet", "--subscriptions=1", "--output=" + file)).isEqualTo(2);
    assertThat(errors.toString()).contains("PATH_UNWRITABLE: cannot write " + file);
  }

  private int simulate(String... arguments) {
    CommandLine command = new CommandLine(new SimulateCommand());
    return ErrorHandler.guard(command.setErr(new PrintWriter(errors)), arguments);
  }
}
