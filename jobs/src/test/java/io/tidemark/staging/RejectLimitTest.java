package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.run.RecordTotals;
import io.tidemark.source.SourceData;
import io.tidemark.tables.StagingTables;
import io.tidemark.testing.Export;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestRecords;
import io.tidemark.testing.TestSources;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weighs rejected rows by number and by amount. */
class RejectLimitTest {
  private static final BigDecimal LIMIT = new BigDecimal("0.01");

  @Test
  @DisplayName("A row whose amount is unreadable weighs as much as the largest of its file")
  void unreadableAmounts() {
    String header =
        "source_file | kind | currency | scanned_rows | rejected_rows | scanned_minor |"
            + " rejected_minor | unreadable_rows | largest_minor\n";

    assertThatThrownBy(
            () -> check(header + "a.csv | invoices | EUR | 1000 | 1 | 1000000 | 0 | 1 | 20000"))
        .hasMessageContaining("200.00 EUR of 10,200.00 EUR of invoices");
    assertThatCode(
            () -> check(header + "a.csv | invoices | EUR | 1000 | 1 | 1000000 | 0 | 1 | 10000"))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> check(header + "a.csv | invoices | EUR | 1000 | 3 | 1000000 | 0 | 3 | 5000"))
        .hasMessageContaining("150.00 EUR of 10,150.00 EUR of invoices");
  }

  @Test
  @DisplayName("A row without a readable currency is of the most frequent one of its file")
  void unreadableCurrency() {
    String accounts =
        """
        source_file | kind     | currency | scanned_rows | rejected_rows | scanned_minor | rejected_minor | unreadable_rows | largest_minor
        a.csv       | invoices |          | 1            | 1             | 0             | 0              | 1               | 0
        a.csv       | invoices | EUR      | 900          | 0             | 1000000       | 0              | 0               | 20000
        a.csv       | invoices | USD      | 100          | 0             | 50000         | 0              | 0               | 50000
        b.csv       | invoices | GBP      | 5000         | 0             | 10000         | 0              | 0               | 9000
        """;

    assertThatThrownBy(() -> check(accounts))
        .hasMessageContaining("200.00 EUR of 10,200.00 EUR of invoices");
  }

  @Test
  @DisplayName("Sums of amounts beyond a long are weighed")
  void hugeAmounts() {
    String accounts =
        """
        source_file | kind     | currency | scanned_rows | rejected_rows | scanned_minor       | rejected_minor | unreadable_rows | largest_minor
        a.csv       | invoices | EUR      | 100000       | 900           | 9000000000000000000 | 0              | 900             | 999999999999999
        b.csv       | invoices | EUR      | 100000       | 0             | 9000000000000000000 | 0              | 0               | 999999999999999
        """;

    assertThatThrownBy(() -> check(accounts)).hasMessageContaining("8,999,999,999,999,991.00 EUR");
  }

  @Test
  @DisplayName("Unreadable rows are rejected rows without a total, but no repeated headers")
  void unreadableRows(@TempDir Path folder) {
    String period = ",2025-01-05 9:07,2025-01-05 9:07,2025-02-05 9:07";
    String file =
        Export.write(
            folder,
            "invoices.csv",
            Export.MINIMAL_HEADER,
            "in_1,cus_a,sub_a,paid,eur,1.00,,,39.00" + period,
            "in_2,cus_a,sub_a,paid,eur,1.00,,,-5000.00" + period,
            "in_3,cus_a,sub_a,paid,eur,1.00,,,7.000.0" + period,
            "in_4,cus_a,sub_a,paid,eur,1.00,,," + period,
            "in_5,cus_a,sub_a,payed,eur,1.00,,,9000.00" + period,
            Export.MINIMAL_HEADER,
            "in_6,cus_a,sub_a,paid,eur,1.00,,,12,000.00" + period);
    SourceData source =
        TestSources.read(List.of(file), List.of(), TestSources.stripe(), LocalDate.of(2025, 3, 1));
    List<Row> accounts =
        SourceFiles.of(
            RecordTotals.of(TestRecords.of(source), Optional.empty(), Optional.empty()).records(),
            source.ingestLog().files());

    assertThat(accounts)
        .extracting(
            row ->
                row.getAs("currency")
                    + " "
                    + row.getAs("rejected_rows")
                    + " "
                    + row.getAs("unreadable_rows")
                    + " "
                    + row.getAs("largest_minor"))
        .containsExactly("null 2 1 0", "EUR 3 2 900000");
  }

  private static void check(String accounts) {
    RejectLimit.check(
        LiteralTable.of(StagingTables.SOURCE_FILES, accounts).collectAsList(), LIMIT, List::of);
  }
}
