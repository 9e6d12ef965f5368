package io.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.source.IngestLog.Extended;
import io.tidemark.source.csv.ColumnMapping;
import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.profile.FileKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order of files decides which of two states of an invoice is the newer one. */
class IngestLogTest {
  private static final IngestLog JANUARY =
      ingestLog(IngestLog.empty(), "invoices january", "customers all");

  @Test
  void aFurtherExportGoesToTheEnd() {
    assertThat(names(ingestLog(JANUARY, "invoices february")))
        .containsExactly("january", "all", "february");
  }

  @Test
  void aKnownFileKeepsItsPlaceAndIsNotReadAgain() {
    IngestLog february = ingestLog(JANUARY, "invoices february");

    Extended again =
        february.extended(files("invoices january", "customers all"), kind -> "stripe");

    assertThat(again.fresh()).isEmpty();
    assertThat(again.ingestLog()).isEqualTo(february);
  }

  /** A folder in which an older export turns up later. */
  @Test
  void aNewFileThatWasNamedBeforeAKnownOneHasOlderStates() {
    IngestLog february = ingestLog(JANUARY, "invoices february");

    Extended backfilled =
        february.extended(
            files(
                "invoices december",
                "invoices january",
                "invoices late",
                "invoices february",
                "invoices march"),
            kind -> "stripe");

    assertThat(names(backfilled.ingestLog()))
        .containsExactly("december", "january", "all", "late", "february", "march");
    assertThat(backfilled.fresh())
        .extracting(SourceFile::file, SourceFile::fileOrder)
        .containsExactly(tuple("december", 0), tuple("late", 3), tuple("march", 5));
  }

  /** The customers were the first file's, but that says nothing of the invoices. */
  @Test
  void kindsDoNotOrderEachOther() {
    IngestLog february = ingestLog(JANUARY, "invoices february", "customers all");

    assertThat(names(ingestLog(february, "invoices march", "customers all")))
        .containsExactly("january", "all", "february", "march");
  }

  @Test
  void anotherFileOfTheSameNameIsToldApart() {
    Extended next =
        JANUARY.extended(List.of(file("invoices", "january", "other bytes")), kind -> "stripe");

    assertThat(names(next.ingestLog())).containsExactly("january", "all", "january (2)");
    assertThat(next.fresh()).extracting(SourceFile::file).containsExactly("january (2)");
  }

  @Test
  void theSameBytesReadByAnotherProfileAreReadAgain() {
    Extended again = JANUARY.extended(files("invoices january"), kind -> "our own");

    assertThat(again.fresh()).extracting(SourceFile::file).containsExactly("january (2)");
  }

  /** Of exports both hold; of a list that a person keeps only the newest of its name. */
  @Test
  void aNewerFileOfCorrectionsReplacesTheOneOfItsName() {
    IngestLog first = ingestLog(JANUARY, "adjustments ours", "adjustments theirs");
    IngestLog second =
        first
            .extended(List.of(file("adjustments", "ours", "edited")), kind -> "stripe")
            .ingestLog();

    assertThat(replaced(second)).containsExactly("ours");

    IngestLog undone = ingestLog(second, "adjustments ours");
    assertThat(names(undone)).endsWith("ours", "theirs", "ours (2)", "ours (3)");
    assertThat(replaced(undone)).containsExactly("ours", "ours (2)");
  }

  private static List<String> replaced(IngestLog ingestLog) {
    return IntStream.range(0, ingestLog.files().size())
        .filter(ingestLog::isReplaced)
        .mapToObj(place -> ingestLog.files().get(place).file())
        .toList();
  }

  private static IngestLog ingestLog(IngestLog before, String... named) {
    return before.extended(files(named), kind -> "stripe").ingestLog();
  }

  private static List<String> names(IngestLog ingestLog) {
    return ingestLog.files().stream().map(IngestedFile::file).toList();
  }

  private static List<SourceFile> files(String... named) {
    return Arrays.stream(named)
        .map(name -> name.split(" "))
        .map(parts -> file(parts[0], parts[1], parts[1]))
        .toList();
  }

  private static SourceFile file(String kind, String name, String bytes) {
    FileKind ofKind = FileKind.valueOf(kind.toUpperCase(Locale.ROOT));
    ColumnMapping layout =
        new ColumnMapping(ofKind, ',', List.of(), List.of(), Map.of(), List.of(), 0);
    return new SourceFile(
        name, ofKind, 0, "sha of " + bytes, 1, 1, Instant.MIN, layout, List.of(), List.of());
  }
}
