package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.source.IngestLog;
import io.tidemark.source.SourceData;
import io.tidemark.source.Sources;
import io.tidemark.staging.AdjustmentRecords;
import io.tidemark.staging.CustomerRecords;
import io.tidemark.staging.Customers;
import io.tidemark.staging.DataQuality;
import io.tidemark.staging.InvoiceRecords;
import io.tidemark.staging.Invoices;
import io.tidemark.staging.MergedRecords;
import io.tidemark.staging.PeriodEnds;
import io.tidemark.staging.Rejects;
import io.tidemark.staging.SourceFiles;
import io.tidemark.tables.IngestTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.Figures;
import io.tidemark.testing.Splits;
import io.tidemark.testing.Splits.Ingest;
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
      IngestLog ledger,
      Dataset<Row> invoiceRows,
      Dataset<Row> customerRows,
      Dataset<Row> fileRows,
      Figures figures) {

    Map<Table, Dataset<Row>> tables() {
      Map<Table, Dataset<Row>> tables = new LinkedHashMap<>(figures.tables());
      Dataset<Row> none = AdjustmentRecords.of(noAdjustments());
      Dataset<Row> customers = figures.table(StagingTables.CUSTOMERS);
      tables.put(
          StagingTables.SOURCE_FILES, SourceFiles.of(invoiceRows, customerRows, none, fileRows));
      tables.put(StagingTables.REJECTS, Rejects.of(invoiceRows, customerRows, none, fileRows));
      tables.put(
          StagingTables.DATA_QUALITY,
          DataQuality.of(
              invoiceRows,
              customerRows,
              none,
              customers,
              fileRows,
              PeriodEnds.of(invoiceRows, Optional.empty())));
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
    Dataset<Row> invoices = Figures.local(InvoiceRecords.of(source.invoices()));
    Dataset<Row> customers = Figures.local(CustomerRecords.of(source.customers()));
    Dataset<Row> staged = Figures.local(Invoices.of(invoices));
    Figures figures =
        Figures.of(staged, Customers.of(customers, staged), Policy.defaults(), Optional.empty());
    return new Taken(ingests, source.ledger(), invoices, customers, source.fileRows(), figures);
  }

  private static Taken after(Taken before, Ingest ingest) {
    SourceData source = read(List.of(ingest), before.ledger());
    Dataset<Row> files = source.fileRows();
    Dataset<Row> invoices =
        Figures.local(
            InvoiceRecords.of(
                MergedRecords.of(
                    IngestTables.INVOICE_RECORDS, before.invoiceRows(), source.invoices(), files)));
    Dataset<Row> customers =
        Figures.local(
            CustomerRecords.of(
                MergedRecords.of(
                    IngestTables.CUSTOMER_RECORDS,
                    before.customerRows(),
                    source.customers(),
                    files)));
    Dataset<Row> staged = Figures.local(Invoices.of(invoices));
    Dataset<Row> known = Customers.of(customers, staged);
    Figures figures = Figures.of(staged, known, Policy.defaults(), Optional.empty());
    List<Ingest> ingests = Stream.concat(before.ingests().stream(), Stream.of(ingest)).toList();
    return new Taken(ingests, source.ledger(), invoices, customers, files, figures);
  }

  private static SourceData read(List<Ingest> ingests, IngestLog earlier) {
    List<String> invoices = ingests.stream().flatMap(one -> one.invoices().stream()).toList();
    List<String> customers = ingests.stream().flatMap(one -> one.customers().stream()).toList();
    Sources.Named named = new Sources.Named(invoices, customers, List.of());
    return Sources.read(TestSpark.session(), named, TestSources.stripe(), READ_ON, earlier);
  }

  private static Dataset<Row> noAdjustments() {
    return read(List.of(), IngestLog.empty()).adjustments();
  }

  private static void isAsAtOnce(Taken taken, long seed) {
    Map<Table, Dataset<Row>> atOnce = first(taken.ingests()).tables();
    taken
        .tables()
        .forEach(
            (table, rows) ->
                assertThat(texts(table, rows))
                    .as("%s, seed %d", table.name(), seed)
                    .isEqualTo(texts(table, atOnce.get(table))));
  }

  private static List<String> texts(Table table, Dataset<Row> rows) {
    return table.select(rows).collectAsList().stream().map(Row::toString).sorted().toList();
  }
}
