package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.cli.QuietConsole;
import io.tidemark.config.Policy;
import io.tidemark.errors.UserError;
import io.tidemark.run.CheckJob;
import io.tidemark.run.CheckReport;
import io.tidemark.run.RunJob;
import io.tidemark.run.RunRequest;
import io.tidemark.source.Sources;
import io.tidemark.source.profile.Profile;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestRequest;
import io.tidemark.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says when it refuses its input for too many rejects. */
class RefusedRunTest {
  private static final String TIMES = "times: [\"M/d/yy H:mm\", \"yyyy-MM-dd H:mm[:ss]\"]";

  @TempDir private Path folder;

  @Test
  @DisplayName("A run that refuses its files names the reasons, and check proposes the same")
  void reasonsWithRemedies() {
    String file =
        Export.write(
            folder,
            "invoices.csv",
            Export.MINIMAL_HEADER,
            invoice("in_a", "paid", "eur", "39.00", "1/31/24 8:00", "2/28/24 8:00"),
            invoice("in_b", "paid", "eur", "39.00", "2/28/24 8:00", "3/31/24 8:00"),
            invoice("in_c", "paid", "eur", "39.00", "3/5/24 18:00", "4/5/24 18:00"),
            invoice("in_d", "settled", "eur", "39.00", "2024-03-05 8:00", "2024-04-05 8:00"),
            invoice("in_e", "paid", "xxl", "39.00", "2024-03-05 8:00", "2024-04-05 8:00"),
            invoice("in_f", "paid", "eur", "€39", "2024-03-05 8:00", "2024-04-05 8:00"),
            invoice("in_g", "paid", "eur", "€39", "2024-03-05 8:00", "2024-04-05 8:00"));

    UserError refused = catchThrowableOfType(UserError.class, () -> run(file, "stripe"));

    String format =
        "    In a copy of conf/sources/stripe.yaml (pass it with --source), add under \"format:\" ";
    assertThat(refused.getMessage().lines())
        .containsExactly(
            "REJECT_LIMIT: too many rejects: 273.00 EUR of 273.00 EUR of invoices",
            "This is more than reject_limit (0.01). The remaining rows may not represent your"
                + " business.",
            "  DATE_FORMAT, 9: Not a date in the format of its column; add formats with"
                + " format.times in the source profile",
            "    e.g. " + file + ", line 2, column Date (UTC): \"1/31/24 8:00\"",
            format + TIMES + ".",
            "  AMOUNT_FORMAT, 2: Not a valid amount: only digits, a leading minus, one decimal"
                + " separator and groups of three digits are allowed",
            "    e.g. " + file + ", line 7, column Total: \"€39\"",
            "    Export amounts without currency symbols and letters.",
            "  CURRENCY_UNKNOWN, 1: Not a current ISO 4217 currency",
            "    e.g. " + file + ", line 6, column Currency: \"xxl\"",
            "  Run \"tidemark check\" to list all 4 reasons.",
            "Nothing was published. Correct the files or the source profile. To publish without"
                + " these rows, use --set reject_limit=1; the table rejects lists them.");
    assertThat(check(file, "stripe").rejects())
        .filteredOn(reject -> reject.remedy() != null)
        .extracting(reject -> reject.reason() + ": " + reject.remedy())
        .containsExactly(
            "DATE_FORMAT: " + format.strip() + " " + TIMES + ".",
            "AMOUNT_FORMAT: Export amounts without currency symbols and letters.",
            "STATUS_UNKNOWN: "
                + format.strip()
                + " statuses: {settled: ...}. Replace each \"...\" with draft, open, paid, void or"
                + " uncollectible.");
  }

  @Test
  @DisplayName("A copy of the profile with the proposed line reads the file")
  void theProposedProfileReadsTheFile() throws IOException {
    String file =
        Export.write(
            folder,
            "invoices.csv",
            Export.MINIMAL_HEADER,
            invoice("in_a", "paid", "eur", "39.00", "1/31/24 8:00", "2/28/24 8:00"),
            invoice("in_b", "paid", "eur", "39.00", "2024-02-28 8:00", "2024-03-31 8:00"));
    assertThat(check(file, "stripe").isAccepted()).isFalse();
    Path copy = folder.resolve("my.yaml");
    Files.writeString(copy, Profile.text("stripe") + "format:\n  " + TIMES + "\n");

    assertThat(check(file, copy.toString()).isAccepted()).isTrue();
  }

  private static String invoice(
      String id, String status, String currency, String total, String start, String end) {
    return String.join(
        ",", id, "cus_a", "sub_a", status, currency, "", "", "", total, start, start, end);
  }

  private static CheckReport check(String file, String source) {
    return new CheckJob(
            TestSpark.session(), source, Profile.parse(Profile.text(source)), Policy.defaults())
        .check(new Sources.Named(List.of(file), List.of(), List.of()));
  }

  private void run(String file, String source) {
    RunRequest options =
        TestRequest.of(
            new Sources.Named(List.of(file), List.of(), List.of()),
            source,
            folder.resolve("warehouse"),
            Policy.defaults(),
            Optional.empty(),
            Optional.empty());
    new RunJob(TestSpark.session(), options, QuietConsole.console()).run();
  }
}
