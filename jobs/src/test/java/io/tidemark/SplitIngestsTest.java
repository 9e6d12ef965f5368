package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.run.RecordTotals;
import io.tidemark.source.IngestLog;
import io.tidemark.source.SourceData;
import io.tidemark.source.Sources;
import io.tidemark.staging.AdjustmentRecords;
import io.tidemark.staging.CustomerRecords;
import io.tidemark.staging.DataQuality;
import io.tidemark.staging.InvoiceRecords;
import io.tidemark.staging.MergedRecords;
import io.tidemark.staging.RecordRows;
import io.tidemark.staging.Rejects;
import io.tidemark.staging.SourceFiles;
import io.tidemark.tables.IngestTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.Figures;
import io.tidemark.testing.Splits;
import io.tidemark.testing.Splits.Ingest;
import io.tidemark.testing.TestRecords;
import io.tidemark.testing.TestSources;
import io.tidemark.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An export taken in piece by piece, with corrections, late and repeated rows, comes to the same as
 * all of it at once.
 */
class SplitIngestsTest {
  private static final LocalDate READ_ON = LocalDate.parse("2024-08-01");
  private static final int WORLDS = 8;

  @TempDir private Path folder;

  @Test
  void eightWorldsInThreeIngests() throws IOException {
    List<Taken> taken = takeIn(Splits.write(folder, 1, WORLDS, 5, 3));

    assertThat(taken).last().satisfies(last -> isAsAtOnce(last, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10})
  @Tag("long")
  void fiftyWorldsInTwoToTenIngests(int ingests) throws IOException {
    int worlds = ingests < 10 ? 6 : 2;
    List<Taken> taken = takeIn(Splits.write(folder, ingests, worlds, 5, ingests));

    assertThat(taken).hasSize(ingests).last().satisfies(last -> isAsAtOnce(last, ingests));
  }

  /** What a warehouse holds after an ingest. */
  private record Taken(
      List<Ingest> ingests,
      IngestLog ingestLog,
      RecordRows records,
      Dataset<Row> fileRows,
      Figures figures) {

    Map<Table, List<String>> tables() {
      Map<Table, List<String>> tables = new LinkedHashMap<>();
      figures.tables().forEach((table, rows) -> tables.put(table, texts(table, rows)));
      RecordTotals scan = RecordTotals.of(records, Optional.empty(), Optional.empty());
      tables.put(
          StagingTables.REJECTS, texts(StagingTables.REJECTS, Rejects.of(records, fileRows)));
      tables.put(
          StagingTables.SOURCE_FILES, texts(SourceFiles.of(scan.records(), ingestLog.files())));
      tables.put(
          StagingTables.DATA_QUALITY,
          texts(DataQuality.of(scan.records(), ingestLog.files(), scan.periodEnds())));
      return tables;
    }
  }

  private static List<Taken> takeIn(List<Ingest> ingests) {
    List<Taken> taken = new ArrayList<>();
    for (Ingest ingest : ingests) {
      taken.add(
          taken.isEmpty() ? first(List.of(ingest)) : after(taken.get(taken.size() - 1), ingest));
    }
    return taken;
  }

  private static Taken first(List<Ingest> ingests) {
    SourceData source = read(ingests, IngestLog.empty());
    RecordRows records = TestRecords.of(source);
    Figures figures = Figures.of(records, Policy.defaults(), Optional.empty());
    return new Taken(ingests, source.ingestLog(), records, source.fileRows(), figures);
  }

  private static Taken after(Taken before, Ingest ingest) {
    SourceData source = read(List.of(ingest), before.ingestLog());
    Dataset<Row> files = source.fileRows();
    RecordRows records =
        new RecordRows(
            Figures.local(
                InvoiceRecords.of(
                    MergedRecords.of(
                        IngestTables.INVOICE_RECORDS,
                        before.records().invoices(),
                        source.invoices(),
                        files))),
            Figures.local(
                CustomerRecords.of(
                    MergedRecords.of(
                        IngestTables.CUSTOMER_RECORDS,
                        before.records().customers(),
                        source.customers(),
                        files))),
            AdjustmentRecords.of(source.adjustments()));
    Figures figures = Figures.of(records, Policy.defaults(), Optional.empty());
    List<Ingest> ingests = Stream.concat(before.ingests().stream(), Stream.of(ingest)).toList();
    return new Taken(ingests, source.ingestLog(), records, files, figures);
  }

  private static SourceData read(List<Ingest> ingests, IngestLog earlier) {
    List<String> invoices = ingests.stream().flatMap(one -> one.invoices().stream()).toList();
    List<String> customers = ingests.stream().flatMap(one -> one.customers().stream()).toList();
    Sources.Named named = new Sources.Named(invoices, customers, List.of());
    return Sources.read(TestSpark.session(), named, TestSources.stripe(), READ_ON, earlier);
  }

  private static void isAsAtOnce(Taken taken, long seed) {
    Map<Table, List<String>> atOnce = first(taken.ingests()).tables();
    taken
        .tables()
        .forEach(
            (table, rows) ->
                assertThat(rows)
                    .as("%s, seed %d", table.name(), seed)
                    .isEqualTo(atOnce.get(table)));
  }

  private static List<String> texts(Table table, Dataset<Row> rows) {
    return texts(table.select(rows).collectAsList());
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(Row::toString).sorted().toList();
  }
}
