package io.tidemark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tidemark.errors.UserError;
import io.tidemark.query.AnswerRun;
import io.tidemark.relational.Books;
import io.tidemark.relational.Store;
import io.tidemark.warehouse.PublishedRuns.Published;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real disk of one MiB, where this user may mount one. */
class FullDiskTest {
  private static final Instant NINE = Instant.parse("2025-03-01T09:00:00Z");

  @TempDir private Path disk;
  private Path warehouse;
  private Published published;

  @BeforeEach
  void aSmallDiskWithARun() {
    String options = "size=1m,mode=700";
    boolean isMounted = succeeds("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString());
    assumeTrue(isMounted, "a disk can be mounted");
    warehouse = disk.resolve("warehouse");
    published = AnswerRun.publish(warehouse, NINE, "mrr 100", 0);
  }

  @AfterEach
  void unmounted() {
    succeeds("umount", disk.toString());
  }

  @Test
  void aFullDiskLeavesTheOldRunAndSaysSo() throws IOException {
    assertRefused("No space left on device", run -> fill());

    Files.delete(filler());
    AnswerRun.publish(warehouse, NINE.plusSeconds(60), "mrr 300", 0);
    assertThat(warehouse.resolve("latest/answer.txt")).hasContent("mrr 300");
  }

  /** Wherever H2 meets the end of the disk, and however it says so. */
  @ParameterizedTest
  @ValueSource(ints = {0, 8, 16, 32})
  void aDatabaseThatDoesNotFitIsTheDisksFault(int kibibytesLeft) throws IOException {
    fill();
    try (FileChannel channel = FileChannel.open(filler(), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - (kibibytesLeft << 10));
    }

    assertThatThrownBy(
            () -> Store.H2.load(warehouse.resolve("runs/next"), Books.RUN, Books.tables()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("PATH_UNWRITABLE: cannot write to disk")
        .hasMessageContaining("No space left on device");
    assertThat(Verification.of(warehouse, published)).isEmpty();
  }

  @Test
  void aReadOnlyDiskIsReadAndSaysSo() {
    assertThat(succeeds("mount", "-o", "remount,ro", disk.toString())).isTrue();

    assertRefused("Read-only file system", run -> {});
  }

  private void assertRefused(String why, AnswerRun.Happening happening) {
    assertThatThrownBy(
            () -> AnswerRun.publish(warehouse, NINE.plusSeconds(60), "mrr 200", 0, happening))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("PATH_UNWRITABLE: cannot write")
        .hasMessageContaining(why)
        .hasMessageContaining("Nothing was published.");
    assertThat(PublishedRuns.of(warehouse).current()).contains(published);
    assertThat(Verification.of(warehouse, published)).isEmpty();
  }

  private void fill() {
    assertThatThrownBy(() -> Files.write(filler(), new byte[2 << 20]))
        .hasMessageContaining("No space left on device");
  }

  private Path filler() {
    return disk.resolve("filler");
  }

  private static boolean succeeds(String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      return builder.start().waitFor() == 0;
    } catch (IOException | InterruptedException notHere) {
      return false;
    }
  }
}
