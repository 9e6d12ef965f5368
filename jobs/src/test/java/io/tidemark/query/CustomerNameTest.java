package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.util.Json;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportedRun;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A customer's name is a label beside its id wherever a person reads of the customer. */
class CustomerNameTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 10);

  @Test
  void answersShowIt() {
    Path named =
        WorkedCases.changed("customers", "name", "'Jo\\n\\u202es'", "customer_id = 'cus_half'");
    Path both =
        WorkedCases.changed(
            named, "customers", "email", "'jo@x.example'", "customer_id = 'cus_half'");
    ExportReader run = ExportedRun.open(both);

    MrrAnswer answer = new MrrLookup(run).of("cus_half", DAY).orElseThrow();
    CustomerExplanation explanation =
        new Explain(run, Optional.of(DAY)).of("cus_half").orElseThrow();

    String label = "cus_half (Jo\\n\\u202es) on 2025-06-10: 100.00 EUR per month";
    assertThat(MrrAnswerText.full(answer)).startsWith(label).doesNotContain("jo@");
    assertThat(MrrAnswerText.line(answer)).startsWith(label);
    assertThat(ExplanationText.of(explanation)).startsWith(label).doesNotContain("jo@");
    assertThat(Json.write(answer)).contains("\"customer_name\" : \"Jo\\n");
  }

  @Test
  void aRunOlderThanNamesIsAnsweredAllTheSame() {
    Path old = WorkedCases.changed("customers", "name", "'Jo'", "customer_id = 'cus_half'");
    ExportedRun.rewrite(old, "customers", customers -> customers.drop("name"));

    MrrLookup mrr = new MrrLookup(ExportedRun.open(old));

    assertThat(MrrAnswerText.full(mrr.of("cus_half", DAY).orElseThrow()))
        .startsWith("cus_half on 2025-06-10: 100.00 EUR per month");
  }
}
