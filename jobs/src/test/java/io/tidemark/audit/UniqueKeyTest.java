package io.tidemark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.MrrTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.TestSpark;
import java.sql.Date;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class UniqueKeyTest {
  private static final Table SEATS =
      Table.named("seats")
          .onePer("customer and plan")
          .key("customer_id", "plan")
          .column("customer_id", Table.STRING, "Who has them")
          .column("plan", Table.STRING, "Of which plan")
          .build();

  @Test
  void aCustomerHasOneRowADay() {
    List<Row> days =
        days(
            "2024-01-01 a EUR",
            "2024-01-31 a EUR",
            "2024-02-01 a EUR",
            "2024-02-29 a EUR",
            "2024-01-31 a USD",
            "2024-01-31 b EUR",
            "2025-01-31 a EUR");

    assertThat(result(MrrTables.CUSTOMER_DAILY_MRR, days).offenders()).isZero();
  }

  @Test
  void aDayTwiceIsFound() {
    for (String twice : List.of("2024-01-01", "2024-01-15", "2024-01-31")) {
      List<Row> days =
          days("2024-01-02 a EUR", twice + " a EUR", "2024-01-30 a EUR", twice + " a EUR");

      Audits.Result found = result(MrrTables.CUSTOMER_DAILY_MRR, days);

      assertThat(found.offenders()).as(twice).isEqualTo(1);
      assertThat(found.example()).isEqualTo(twice + " a EUR false");
      assertThat(found.isFailure()).isTrue();
    }
  }

  @Test
  void aKeyWithoutADayIsNamedWhole() {
    List<Row> seats =
        Stream.of("a basic", "a pro", "b basic", "a pro")
            .map(line -> RowFactory.create((Object[]) line.split(" ")))
            .toList();

    Audits.Result found = result(SEATS, seats);

    assertThat(found.name()).isEqualTo("key_is_unique_seats");
    assertThat(found.offenders()).isEqualTo(1);
    assertThat(found.example()).isEqualTo("a pro");
  }

  /** A day, a customer and a currency each; what was paid is no part of the key. */
  private static List<Row> days(String... lines) {
    return Stream.of(lines)
        .map(line -> line.split(" "))
        .map(
            parts ->
                RowFactory.create(
                    Date.valueOf(parts[0]), parts[1], parts[2], false, (long) parts[0].hashCode()))
        .toList();
  }

  private static Audits.Result result(Table table, List<Row> rows) {
    AuditQuery audit =
        UniqueKey.of(table, TestSpark.session().createDataFrame(rows, table.schema()));
    return Audits.results(List.of(audit)).get(0);
  }
}
