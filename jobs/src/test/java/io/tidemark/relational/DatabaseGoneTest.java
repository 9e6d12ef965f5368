package io.tidemark.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.config.Policy;
import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.UserError;
import io.tidemark.testing.CuttableConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PostgreSQL that goes away: what it held it still holds, and the user is told so. */
class DatabaseGoneTest {
  private static final Optional<String> PASSWORD = Optional.of("correct-horse-battery");

  @ParameterizedTest
  @CsvSource({"copy mrr_layers", "analyze", "commit"})
  void aServerThatGoesAwayStillHoldsWhatItHeld(String lastWord) throws IOException {
    Store store = Store.POSTGRESQL;
    Path earlier = store.books();
    PostgresRun.hold(earlier, Books.RUN.runId(), Optional.empty());
    Path folder = Store.newFolder();
    UserError told;
    try (CuttableConnection connection = new CuttableConnection(port(store), lastWord)) {
      RelationalStore broken = new RelationalStore(policy(connection.port()), PASSWORD);

      broken.write(folder, Books.NEXT_RUN, Store.exported(Books.tables()));

      told = catchThrowableOfType(UserError.class, () -> broken.load(folder));
    }

    assertThat(told.code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
    assertThat(told)
        .hasMessageContaining("lost the connection")
        .hasMessageContaining("Nothing was published; the current run is unchanged.");
    assertNoPassword(told, folder);
    assertThat(held(store)).contains(Books.RUN.runId());
  }

  @Test
  void aServerThatIsNotThereIsSaidBeforeAnythingIsComputed() throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    RelationalStore nowhere = new RelationalStore(policy(unused), PASSWORD);

    assertThatThrownBy(() -> nowhere.recover(Store.POSTGRESQL.warehouse()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("DATABASE_UNREACHABLE: cannot connect")
        .satisfies(refused -> assertNoPassword((UserError) refused, Store.newFolder()));
  }

  /** A run that ended between the database and CURRENT, and the start of the next. */
  @Test
  void aDatabaseThatHoldsARunNobodyPublishedIsLoadedAnew() {
    Store store = Store.POSTGRESQL;
    Path earlier = store.books();
    store.load(Store.newFolder(), Books.NEXT_RUN, Books.tables());
    assertThat(held(store)).contains(Books.NEXT_RUN.runId());

    new RelationalStore(store.policy(), Optional.empty()).recover(store.warehouse());

    assertThat(held(store)).contains(Books.RUN.runId());
  }

  private static void assertNoPassword(UserError told, Path folder) throws IOException {
    StringWriter trace = new StringWriter();
    told.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(PASSWORD.get());
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), "ISO-8859-1"))
            .as(file.toString())
            .doesNotContain(PASSWORD.get());
      }
    }
  }

  private static Optional<String> held(Store store) {
    return PostgresLoader.held(PostgresAddress.of(store.policy()), Optional.empty());
  }

  private static int port(Store store) {
    return Integer.parseInt(store.policy().texts().get("relational.port"));
  }

  private static Policy policy(int port) {
    Map<String, String> settings = new HashMap<>(Store.POSTGRESQL.policy().texts());
    settings.put("relational.port", Integer.toString(port));
    return Policy.of(settings);
  }
}
