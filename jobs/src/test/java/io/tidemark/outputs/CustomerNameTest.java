package io.tidemark.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A customer's name is a label beside its id wherever a person reads of the customer. */
class CustomerNameTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 10);

  @Test
  void answersShowIt() {
    Path named =
        WorkedCases.changed(
            "update customers set name = 'Jo' || char(10) || char(8238) || 's', email = 'jo@x.example'"
                + " where customer_id = 'cus_half'");

    try (RelationalReader store = StoredRun.open(named)) {
      MrrAnswer answer = new MrrOnDate(store).of("cus_half", DAY).orElseThrow();
      CustomerExplanation explanation =
          new Explain(store, Optional.of(DAY)).of("cus_half").orElseThrow();
      String label = "cus_half (Jo\\n\\u202es) on 2025-06-10: 100.00 EUR a month";

      assertThat(MrrAnswerText.full(answer)).startsWith(label).doesNotContain("jo@");
      assertThat(MrrAnswerText.line(answer)).startsWith(label);
      assertThat(ExplanationText.of(explanation)).startsWith(label).doesNotContain("jo@");
      assertThat(Json.write(answer)).contains("\"customer_name\" : \"Jo\\n");
    }
  }

  @Test
  void aStoreOlderThanNamesIsAnsweredAllTheSame() throws SQLException {
    Path old =
        WorkedCases.changed("update customers set name = 'Jo' where customer_id = 'cus_half'");
    Path run = PublishedRuns.of(old).folder(PublishedRuns.of(old).current().orElseThrow());
    try (Connection connection = H2File.forWriting(run).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter table customers drop column name");
    }

    try (RelationalReader store = StoredRun.open(old)) {
      assertThat(MrrAnswerText.full(new MrrOnDate(store).of("cus_half", DAY).orElseThrow()))
          .startsWith("cus_half on 2025-06-10: 100.00 EUR a month");
    }
  }
}
