package io.tidemark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.query.AnswerRun;
import io.tidemark.relational.Books;
import io.tidemark.relational.PostgresAddress;
import io.tidemark.relational.PostgresLoader;
import io.tidemark.relational.RelationalRun;
import io.tidemark.relational.Store;
import io.tidemark.testing.WithoutSpark;
import io.tidemark.testing.WithoutSpark.Answer;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Runs.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollback}, where the runs share a PostgreSQL database. */
class RollbackTest {
  private static final Instant NINE = Instant.parse("2025-03-01T09:00:00Z");

  @TempDir private Path folder;

  @Test
  void theDatabaseGoesBackWithTheRunWithoutSpark() {
    Path warehouse = folder.resolve("warehouse");
    Published first = AnswerRun.publish(warehouse, NINE, "mrr 100", 0, this::load);
    Published second = AnswerRun.publish(warehouse, NINE.plusSeconds(60), "mrr 200", 0, this::load);
    assertThat(held()).contains(second.runId());

    Answer answer = WithoutSpark.run(folder, "rollback", warehouse, first.runId());

    assertThat(answer).isEqualTo(new Answer(0, "current: " + first.runId() + "\n", ""));
    assertThat(PublishedRuns.of(warehouse).current()).contains(first);
    assertThat(held()).contains(first.runId());
  }

  private void load(Run run) {
    RelationalRun row = Books.RUN;
    RelationalRun named =
        new RelationalRun(
            run.id(),
            row.startedAt(),
            row.dataFrom(),
            row.dataThrough(),
            row.asOf(),
            row.zone(),
            row.codeVersion(),
            row.policy());
    Store.POSTGRESQL.load(run.folder(), named, Books.tables());
  }

  private static Optional<String> held() {
    return PostgresLoader.held(PostgresAddress.of(Store.POSTGRESQL.policy()), Optional.empty());
  }
}
