package io.tidemark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.WithoutSpark;
import io.tidemark.testing.WithoutSpark.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own, without Spark. */
class CompareCommandTest {
  private static ComparedRun run;

  @TempDir private Path folder;

  @BeforeAll
  static void publish() {
    run = ComparedRun.of(Map.of());
  }

  @Test
  @DisplayName("The answer has totals by month, causes by amount and the largest customers")
  void answerOnAScreen() throws IOException {
    Map<String, String> figures = run.published();
    figures.put("cus_open,2024-05,EUR", "0.00");
    figures.put("cus_weekly,2024-05,EUR", "43.30");
    figures.put("cus_plain,2024-04,EUR", "12.34");
    Path output = folder.resolve("differences.csv");

    Answer answer = compare(figures, "--output", output.toString());

    assertThat(answer.exitCode()).as(answer.talk()).isZero();
    assertThat(answer.output().lines().skip(1)).containsExactlyElementsOf(ANSWER.lines().toList());
    assertThat(answer.output().lines().skip(1)).allMatch(line -> line.length() <= 80);
    assertThat(answer.talk()).isEqualTo("3 differences in " + output + "\n");
    assertThat(Files.readString(output).lines())
        .containsExactly(
            "customer_id,month,date,currency,is_converted,published_mrr,other_mrr,difference,cause,"
                + "detail,recomputed_mrr,is_exact,other_causes",
            "cus_open,2024-05,2024-05-31,EUR,false,50.00,0.00,-50.00,paid_only,"
                + "counting_statuses=paid,0.00,true,overdue_left_out",
            "cus_plain,2024-04,2024-04-30,EUR,false,10.00,12.34,2.34,unknown,,,false,",
            "cus_weekly,2024-05,2024-05-31,EUR,false,43.33,43.30,-0.03,week_factor,"
                + "4.33 weeks per month,43.30,true,");
  }

  @Test
  @DisplayName("The result as JSON has every difference")
  void answerAsJson() throws IOException {
    Map<String, String> figures = run.published();
    figures.put("cus_tax,2024-05,EUR", "119.00");

    Answer answer = compare(figures, "--json");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.output())
        .contains("\"cause\" : \"tax_counted\"", "\"customer_id\" : \"cus_tax\"")
        .contains("\"difference\" : 19.00", "\"other_causes\" : [ ]");
  }

  @Test
  @DisplayName("A file without customers of the run is refused, as are invalid options")
  void refuseWhatCannotBeCompared() throws IOException {
    assertThat(compare(Map.of("somebody,2024-05,EUR", "7.00")))
        .extracting(Answer::exitCode, Answer::output)
        .containsExactly(3, "");
    assertThat(compare(Map.of("cus_plain,2019-05,EUR", "7.00")).talk())
        .contains("It has the months 2019-05 to 2019-05, and the run covers 2024-01-01 to");
    assertThat(compare(run.published(), "--format", "excel"))
        .extracting(Answer::exitCode)
        .isEqualTo(2);
    assertThat(compare(run.published(), "--month", "May").talk())
        .startsWith("COMMAND_LINE_INVALID: ")
        .contains("\"May\" must be a month such as 2025-06");
    assertThat(compare(run.published(), "--output", folder.resolve("no/file.csv").toString()))
        .extracting(Answer::exitCode)
        .isEqualTo(2);
  }

  private Answer compare(Map<String, String> figures, String... options) throws IOException {
    String lines =
        figures.entrySet().stream()
            .map(figure -> figure.getKey() + "," + figure.getValue())
            .collect(Collectors.joining("\n", "customer,month,currency,mrr\n", "\n"));
    Path file = Files.writeString(folder.resolve("other.csv"), lines);
    String[] words = new String[options.length + 2];
    words[0] = "--with";
    words[1] = file.toString();
    System.arraycopy(options, 0, words, 2, options.length);
    return WithoutSpark.run(folder, "compare", run.warehouse(), words);
  }

  private static final String ANSWER =
      """
      3 of 49 figures of 29 customers differ, from 2023-12 to 2024-05.

      month               Tidemark    other system      difference       customers
      2023-12 EUR            60.00           60.00            0.00               0
      2024-01 EUR            70.00           70.00            0.00               0
      2024-02 EUR            60.00           60.00            0.00               0
      2024-03 EUR           140.00          140.00            0.00               0
      2024-04 EUR         1,052.00        1,054.34           +2.34               1
      2024-05 EUR         1,407.66        1,357.63          -50.03               2
      2024-05 USD         1,063.00        1,063.00            0.00               0

      cause                           figures customers     last month     all months
      paid_only                 EUR         1         1         -50.00         -50.00
        counting_statuses=paid
      unknown                   EUR         1         1           0.00          +2.34
        No known definition gives the figure of the file.
      week_factor               EUR         1         1          -0.03          -0.03
        4.33 weeks per month

      largest                month             Tidemark         other  cause
      cus_open               2024-05 EUR          50.00          0.00  paid_only
      cus_plain              2024-04 EUR          10.00         12.34  unknown
      cus_weekly             2024-05 EUR          43.33         43.30  week_factor
      """;
}
