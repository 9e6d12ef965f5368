package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.source.SourceData;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestRecords;
import io.tidemark.testing.TestSources;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The net amount of an invoice from the tax columns its file has. */
class TaxTest {
  private static final String ROW =
      "in_%d,cus_a,sub_a,paid,eur,119.00,2025-01-05 9:07,2025-01-05 9:07,2025-02-05 9:07";
  private static final String HEADER =
      "id,Customer,Subscription,Status,Currency,Total,Date (UTC),"
          + "Minimum Line Item Period Start (UTC),Maximum Line Item Period End (UTC)";

  @TempDir private Path folder;

  @Test
  @DisplayName("Without Tax, the exclusive and inclusive tax are the tax")
  void taxOfParts() {
    assertThat(
            nets(
                ",Exclusive Tax Amount,Inclusive Tax Amount",
                ",19.00,0.00",
                ",0.00,19.00",
                ",10.00,9.00",
                ",,19.00",
                ",,"))
        .containsExactly(10000L, 10000L, 10000L, 10000L, 11900L);
  }

  @Test
  @DisplayName("Tax goes before its parts; where its cell is empty, the parts are the tax")
  void taxBeforeParts() {
    assertThat(
            nets(",Tax,Exclusive Tax Amount,Inclusive Tax Amount", ",7.00,19.00,0.00", ",,19.00,"))
        .containsExactly(11200L, 10000L);
  }

  @Test
  @DisplayName("Without a tax column, the net amount is the total")
  void noTaxColumn() {
    assertThat(nets("", "")).containsExactly(11900L);
  }

  private List<Long> nets(String columns, String... cells) {
    String[] lines = new String[cells.length + 1];
    lines[0] = HEADER + columns;
    for (int row = 0; row < cells.length; row++) {
      lines[row + 1] = ROW.formatted(row) + cells[row];
    }
    String file = Export.write(folder, "invoices.csv", lines);
    SourceData source =
        TestSources.read(List.of(file), List.of(), TestSources.stripe(), LocalDate.of(2025, 3, 1));
    return TestRecords.staged(TestRecords.of(source), PeriodEnds.EXCLUSIVE).stream()
        .map(row -> row.<Long>getAs("net_minor"))
        .toList();
  }
}
