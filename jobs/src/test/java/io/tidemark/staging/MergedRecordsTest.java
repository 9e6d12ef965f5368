package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.source.IngestLog;
import io.tidemark.source.SourceData;
import io.tidemark.source.Sources;
import io.tidemark.source.Sources.Named;
import io.tidemark.tables.IngestTables;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestSources;
import io.tidemark.testing.TestSpark;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second ingest: what it says of an invoice holds, and every record of both has its decision. */
class MergedRecordsTest {
  private static final String CORRECTIONS = "customer,currency,from,to,mrr,reason,author";
  private static final String PERIOD = ",2025-01-01 0:00,2025-01-01 0:00,2025-02-01 0:00";
  private static Dataset<Row> invoices;
  private static Dataset<Row> corrections;

  @BeforeAll
  static void takeIn(@TempDir Path folder) {
    String january =
        Export.write(
            folder,
            "january.csv",
            Export.MINIMAL_HEADER,
            "in_same,cus_a,sub_a,paid,EUR,1.00,,,1.00" + PERIOD,
            "in_paid,cus_a,sub_a,open,EUR,2.00,,,2.00" + PERIOD,
            "in_alone,cus_a,sub_a,paid,EUR,3.00,,,3.00" + PERIOD,
            "in_settled,cus_a,sub_a,paid,EUR,4.00,,,4.00" + PERIOD,
            "in_settled,cus_a,sub_a,paid,EUR,5.00,,,5.00" + PERIOD,
            "in_broken,cus_a,sub_a,paid,EUR,6.00,,,6.00" + PERIOD);
    String february =
        Export.write(
            folder,
            "february.csv",
            Export.MINIMAL_HEADER,
            "in_same,cus_a,sub_a,paid,EUR,1.00,,,1.00" + PERIOD,
            "in_paid,cus_a,sub_a,paid,EUR,2.00,,,2.00" + PERIOD,
            "in_settled,cus_a,sub_a,paid,EUR,5.00,,,5.00" + PERIOD,
            "in_broken,cus_a,sub_a,paid,EUR,six,,,6.00" + PERIOD);
    String list =
        Export.write(
            folder,
            "list.csv",
            CORRECTIONS,
            "a,EUR,2025-01-01,,1,x,Ada",
            "b,EUR,2025-01-01,,2,x,Ada");
    SourceData first =
        read(new Named(List.of(january), List.of(), List.of(list)), IngestLog.empty());
    Dataset<Row> firstInvoices =
        stored(IngestTables.INVOICE_RECORDS, InvoiceRecords.of(first.invoices()));
    Dataset<Row> firstCorrections =
        stored(
            IngestTables.ADJUSTMENT_RECORDS,
            AdjustmentRecords.of(first.adjustments(), first.fileRows()));
    Export.write(
        folder, "list.csv", CORRECTIONS, "a,EUR,2025-01-01,,1,x,Ada", "b,EUR,2025-01-01,,3,x,Ada");
    SourceData second =
        read(new Named(List.of(february), List.of(), List.of(list)), first.ingestLog());
    invoices =
        stored(
            IngestTables.INVOICE_RECORDS,
            InvoiceRecords.of(
                MergedRecords.of(
                    IngestTables.INVOICE_RECORDS,
                    firstInvoices,
                    second.invoices(),
                    second.fileRows())));
    corrections =
        stored(
            IngestTables.ADJUSTMENT_RECORDS,
            AdjustmentRecords.of(
                MergedRecords.of(
                    IngestTables.ADJUSTMENT_RECORDS,
                    firstCorrections,
                    second.adjustments(),
                    second.fileRows()),
                second.fileRows()));
  }

  /** The two rows that disagreed are settled by the later one; a broken newer row is no state. */
  @Test
  void theLaterIngestHolds() {
    assertThat(texts(invoices, "invoice_id", "total_minor"))
        .containsExactly(
            "0 in_alone 300 accepted",
            "0 in_broken 600 rejected",
            "0 in_paid 200 superseded",
            "0 in_same 100 duplicate",
            "0 in_settled 400 superseded",
            "0 in_settled 500 duplicate",
            "2 in_broken 600 rejected",
            "2 in_paid 200 accepted",
            "2 in_same 100 accepted",
            "2 in_settled 500 accepted");
  }

  @Test
  void anEditedListOfCorrectionsReplacesTheOneBefore() {
    assertThat(texts(corrections, "customer_id", "mrr_minor"))
        .containsExactly(
            "1 a 100 duplicate", "1 b 200 superseded", "3 a 100 accepted", "3 b 300 accepted");
  }

  private static List<String> texts(Dataset<Row> rows, String id, String amount) {
    return rows
        .selectExpr("concat_ws(' ', file_order, %s, %s, decision) as text".formatted(id, amount))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static Dataset<Row> stored(io.tidemark.tables.Table table, Dataset<Row> rows) {
    return table.select(rows).localCheckpoint();
  }

  private static SourceData read(Named named, IngestLog earlier) {
    return Sources.read(
        TestSpark.session(), named, TestSources.stripe(), LocalDate.parse("2025-06-01"), earlier);
  }
}
