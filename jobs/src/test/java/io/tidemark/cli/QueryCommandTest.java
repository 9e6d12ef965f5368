package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.relational.Books;
import io.tidemark.testing.WithoutSpark;
import io.tidemark.testing.WithoutSpark.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {
  @TempDir private Path folder;

  @Test
  void sayWhatTheMrrIsMadeOf() {
    assertThat(query(Books.warehouse(), "--customer", "cus_gap", "--on", "2024-01-05"))
        .isEqualTo(
            new Answer(
                0,
                """
                cus_gap on 2024-01-05: 43.33 EUR per month
                  100.0 % of it (43.33 EUR) is of low confidence
                  43.33 EUR from 2024-01-05 to 2024-01-12 (cycle, invoiced, low confidence) \
                invoice in_4, subscription sub_gap
                """,
                ""));
  }

  @Test
  void manyQuestionsHaveOneLineEach() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("questions.csv"),
            """
            date,customer
            2024-02-01,cus_yen
            2024-04-02,cus_yearly
            2024-01-20,"cus_nobody"
            2024-02-20,cus_silent
            """);

    assertThat(query(Books.warehouse(), "--file", file.toString()))
        .isEqualTo(
            new Answer(
                6,
                """
                cus_yen on 2024-02-01: 5,000 JPY = 31.98 EUR per month
                cus_yearly on 2024-04-02: 100.00 EUR per month (contracted: after the data ends)
                cus_silent on 2024-02-20: no MRR: no invoice of this customer is recurring
                """,
                """
                CUSTOMER_NOT_FOUND: no such customer: cus_nobody
                Neither the customers file nor any invoice of this run contains it.
                Check the id. Use the id of the billing system, such as cus_...; it is case-sensitive.
                """));
  }

  @Test
  void jsonHoldsTheSame() {
    Answer answer =
        query(Books.warehouse(), "--customer", "cus_oneoff", "--on", "2024-01-20", "--json");

    assertThat(answer.output())
        .contains("\"cause\" : \"EXCLUDED_INVOICE\"")
        .contains("\"net\" : 31250.00,")
        .contains("\"is_contracted\" : false");
  }

  @Test
  void whatIsAskedWronglyIsTheUsersError() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("questions.csv"), "customer,date\ncus_1,2024-02-30\ncus_1,today\n");

    assertThat(query(folder, "--file", file.toString()).talk())
        .contains("Line 2: \"2024-02-30\" is not a date. This date does not exist.")
        .contains("Line 3: \"today\" is not a date. A date is written yyyy-MM-dd.");
    assertThat(query(folder, "--customer", "cus_1", "--on", "2024-01-01").talk())
        .startsWith("RUN_UNKNOWN: no run was published in " + folder);
    assertThat(query(folder, "--on", "2024-01-01").exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName("Without --on, the date is the as-of date of the run")
  void theDefaultDateIsTheAsOfDate() {
    Answer answer = query(Books.warehouse(), "--customer", "cus_yearly");

    assertThat(answer.output()).startsWith("cus_yearly on 2024-03-31: 100.00 EUR per month\n");
  }

  @Test
  @DisplayName("With --json, an error is a JSON object on standard error")
  void errorsAreJsonToo() {
    assertThat(query(Books.warehouse(), "--customer", "cus_nobody", "--json"))
        .isEqualTo(
            new Answer(
                6,
                "",
                """
                {
                  "code" : "CUSTOMER_NOT_FOUND",
                  "exit_code" : 6,
                  "problem" : "no such customer: cus_nobody",
                  "problems" : [ "no such customer: cus_nobody. Neither the customers file nor any invoice of this run contains it." ],
                  "reason" : "Neither the customers file nor any invoice of this run contains it.",
                  "remedy" : "Check the id. Use the id of the billing system, such as cus_...; it is case-sensitive."
                }
                """));
  }

  @Test
  @DisplayName("A date in another form is refused with the form and the date it probably means")
  void aDateInAnotherFormIsRefused() {
    assertThat(query(folder, "--customer", "cus_1", "--on", "26.02.2025").talk())
        .isEqualTo(
            """
            COMMAND_LINE_INVALID: Invalid value for option '--on': not a date: 26.02.2025
            A date is written yyyy-MM-dd. Did you mean 2025-02-26?
            Run "tidemark query --help" for its options.
            """);
  }

  private Answer query(Path warehouse, String... options) {
    return WithoutSpark.run(folder, "query", warehouse, options);
  }
}
