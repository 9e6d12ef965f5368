package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tidemark.query.MrrAnswer.Cause;
import io.tidemark.query.MrrAnswer.Reason;
import io.tidemark.relational.Books;
import io.tidemark.relational.RelationalFolder;
import io.tidemark.util.Json;
import io.tidemark.warehouse.ExportedRun;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger may have written, where it meets SQL and JSON. */
class HostileTest {
  private static final List<String> IDS =
      List.of(
          "x' or '1'='1",
          "cus_yen'; drop table runs; --",
          "cus_yen\" or 1=1 --",
          "cus_yen\\' or 1=1 --",
          "$1 ? :id {call}",
          "cus_yen\n",
          "%",
          "");

  @Test
  void anIdIsDataAndNeverAPattern() {
    MrrLookup mrr = new MrrLookup(ExportedRun.open(Books.warehouse()));
    for (String id : IDS) {
      assertThat(mrr.of(id, LocalDate.parse("2024-02-01"))).as(id).isEmpty();
    }
    assertThat(mrr.of("cus_yen", LocalDate.parse("2024-02-01"))).isPresent();
  }

  @Test
  void aNameOfAFileCannotCarrySql() {
    for (String hostile : List.of("runs; drop table runs", "runs (", "\"runs\"", "../runs", "")) {
      assertThatThrownBy(() -> new RelationalFolder.Copied(hostile, List.of("run_id")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new RelationalFolder.Copied("runs", List.of(hostile)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Ids and reasons are shown in lines of their own. */
  @Test
  void anAnswerSpellsOutWhatMovesTheCursor() {
    Reason reason = new Reason(Cause.EXCLUDED_INVOICE, "in\u009b2K\u202e1 is a draft", null);
    MrrAnswer answer =
        new MrrAnswer(
            "cus\u0085",
            null,
            LocalDate.parse("2024-02-01"),
            "run",
            false,
            List.of(),
            List.of(),
            List.of(reason));

    assertThat(MrrAnswerText.line(answer))
        .isEqualTo("cus\\u0085 on 2024-02-01: no MRR: in\\u009b2K\\u202e1 is a draft");
    assertThat(MrrAnswerText.full(answer)).endsWith("\n  in\\u009b2K\\u202e1 is a draft");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'run_id': 'a', 'manifest_sha256': 'b', 'password': 'c'}",
        "{'run_id': 'a', 'run_id': 'b', 'manifest_sha256': 'c'}",
        "{'@class': 'java.lang.Runtime', 'run_id': 'a', 'manifest_sha256': 'b'}",
        "['java.util.ArrayList', []]",
        "{'run_id': 'a', 'manifest_sha256': 'b'} {}",
        "{'run_id': 'a', 'manifest_sha256': 'b'",
      })
  void jsonThatIsNotWhatWeWroteFails(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Json.read(bytes, Published.class))
        .isInstanceOf(JsonProcessingException.class);
  }
}
