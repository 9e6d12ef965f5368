package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.source.SourceData;
import io.tidemark.tables.StagingTables;
import io.tidemark.testing.Export;
import io.tidemark.testing.Figures;
import io.tidemark.testing.TestRecords;
import io.tidemark.testing.TestSources;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether customers ever paid, by the customers file and by their invoices. */
class HasPaidTest {
  private static final String DATES = ",2025-01-05 9:07,2025-01-05 9:07,2025-02-05 9:07";

  @Test
  @DisplayName("Who has 0 payments and no paid invoice never paid; without a count it is unknown")
  void hasPaid(@TempDir Path folder) {
    String invoices =
        Export.write(
            folder,
            "invoices.csv",
            Export.MINIMAL_HEADER,
            "in_1,counted,sub_1,open,eur,10.00,,,10.00" + DATES,
            "in_2,shown,sub_2,paid,eur,10.00,,,10.00" + DATES,
            "in_3,free,sub_3,paid,eur,0.00,,,0.00" + DATES,
            "in_4,open,sub_4,open,eur,10.00,,,10.00" + DATES,
            "in_5,open,sub_4,void,eur,10.00,,,10.00" + DATES,
            "in_6,uncounted,sub_5,open,eur,10.00,,,10.00" + DATES,
            "in_7,placeholder,sub_6,open,eur,10.00,,,10.00" + DATES,
            "in_8,payer,sub_7,paid,eur,10.00,,,10.00" + DATES);
    String customers =
        Export.write(
            folder,
            "customers.csv",
            "id,Created (UTC),Payment Count",
            "counted,2024-12-01 8:00,2",
            "shown,2024-12-01 8:00,0",
            "free,2024-12-01 8:00,0",
            "open,2024-12-01 8:00,0",
            "idle,2024-12-01 8:00,0",
            "uncounted,2024-12-01 8:00,");
    SourceData source =
        TestSources.read(
            List.of(invoices), List.of(customers), TestSources.stripe(), LocalDate.of(2025, 3, 1));
    Figures figures = Figures.of(TestRecords.of(source), Policy.defaults(), Optional.empty());

    assertThat(figures.table(StagingTables.CUSTOMERS).orderBy("customer_id").collectAsList())
        .extracting(row -> row.getAs("customer_id") + " " + row.get(row.fieldIndex("has_paid")))
        .containsExactly(
            "counted true",
            "free false",
            "idle false",
            "open false",
            "payer true",
            "placeholder null",
            "shown true",
            "uncounted null");
  }
}
