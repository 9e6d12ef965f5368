package io.tidemark.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.run.RecordTotals;
import io.tidemark.source.SourceData;
import io.tidemark.source.profile.Profile;
import io.tidemark.tables.MrrTables;
import io.tidemark.testing.Export;
import io.tidemark.testing.Figures;
import io.tidemark.testing.TestRecords;
import io.tidemark.testing.TestSources;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports whose periods name their last day or second, and those whose periods do not. */
class PeriodEndsTest {
  private static final String HEADER =
      "invoice_id,subscription_id,service_start,service_end,usage_start,usage_end,customer_id,currency,status,created_at,total,tax";

  @TempDir private Path folder;
  private Optional<ZoneId> detectsEndsIn = Optional.empty();

  @Test
  @DisplayName("Periods that name their last day: monthly 30.00, yearly 100.00, churn a day later")
  void lastDays() {
    List<String> bills = new ArrayList<>();
    for (int month = 0; month < 14; month++) {
      LocalDate start = LocalDate.of(2024, 1, 1).plusMonths(month);
      bills.add(bill("monthly", start, start.plusMonths(1).minusDays(1), "30.00"));
      if (month < 6) {
        bills.add(bill("left", start, start.plusMonths(1).minusDays(1), "50.00"));
      }
    }
    bills.add(bill("yearly", LocalDate.of(2024, 2, 1), LocalDate.of(2025, 1, 31), "1200.00"));
    bills.add(bill("single", LocalDate.of(2024, 3, 1), LocalDate.of(2025, 2, 28), "240.00"));
    RecordRows records = records("", file("bills.csv", bills.toArray(String[]::new)));

    assertThat(detected(records).areInclusive()).isTrue();
    assertThat(
            Figures.detecting(records, ZoneOffset.UTC)
                .nativeRows(MrrTables.CUSTOMER_MRR)
                .where("valid_from < '2025-02-01'")
                .orderBy("customer_id")
                .collectAsList()
                .stream()
                .map(
                    row ->
                        row.getAs("customer_id")
                            + " "
                            + row.getAs("valid_from")
                            + " "
                            + row.getAs("valid_to")
                            + " "
                            + row.getAs("mrr_minor")))
        .containsExactly(
            "left 2024-01-01 2024-07-01 5000",
            "monthly 2024-01-01 2025-03-01 3000",
            "single 2024-03-01 2025-03-01 2000",
            "yearly 2024-02-01 2025-02-01 10000");
  }

  @Test
  @DisplayName("Periods that name their last second")
  void lastSeconds() {
    assertThat(
            ends(
                "",
                "in_1,sub_a,2024-01-05 09:07:13,2024-02-05 09:07:12,,",
                "in_2,sub_a,2024-02-05 09:07:13,2024-03-05 09:07:12,2024-01-05 09:07:13,2024-02-05"
                    + " 09:07:12",
                "in_3,sub_b,2024-01-01 00:00:00,2024-12-31 23:59:59,2024-01-01 00:00:00,2024-01-01"
                    + " 00:00:00"))
        .containsExactly(
            "in_1 2024-02-05T09:07:13Z null",
            "in_2 2024-03-05T09:07:13Z 2024-02-05T09:07:13Z",
            "in_3 2025-01-01T00:00:00Z 2024-01-01T00:00:00Z");
  }

  @Test
  @DisplayName("Successive periods in different files show that ends are inclusive")
  void acrossFiles() {
    String january = file("january.csv", "in_1,sub_a,2024-01-01,2024-01-31,,");
    String february = file("february.csv", "in_2,sub_a,2024-02-01,2024-02-29,,");

    assertThat(ends(records("", january))).containsExactly("in_1 2024-01-31T00:00:00Z null");
    assertThat(ends(records("", january, february)))
        .containsExactly("in_1 2024-02-01T00:00:00Z null", "in_2 2024-03-01T00:00:00Z null");
  }

  @Test
  @DisplayName("Ends are exclusive where a period ends when another one starts")
  void exclusiveEnds() {
    assertThat(
            ends(
                "",
                "in_1,sub_a,2024-01-01,2024-02-01,,",
                "in_2,sub_a,2024-02-01,2024-03-01,,",
                "in_3,sub_b,2024-01-01,2024-01-31,,",
                "in_4,sub_b,2024-02-01,2024-03-01,,"))
        .containsExactly(
            "in_1 2024-02-01T00:00:00Z null",
            "in_2 2024-03-01T00:00:00Z null",
            "in_3 2024-01-31T00:00:00Z null",
            "in_4 2024-03-01T00:00:00Z null");
  }

  @Test
  @DisplayName("Times of day that a day or second separates by chance move nothing")
  void timesOfDay() {
    assertThat(
            ends(
                "",
                "in_1,sub_a,2024-01-01 0:00,2024-01-31 0:00,,",
                "in_2,sub_a,2024-02-01 0:00,2024-03-01 9:07,,"))
        .containsExactly("in_1 2024-01-31T00:00:00Z null", "in_2 2024-03-01T09:07:00Z null");
  }

  @Test
  @DisplayName("A gap between two periods and voided invoices show nothing")
  void gapsAndVoids() {
    assertThat(
            ends(
                "",
                "in_1,sub_a,2024-01-01,2024-01-31,,",
                "in_2,sub_a,2024-02-01,2024-02-29,,",
                "in_3,sub_a,2024-06-01,2024-06-30,,",
                "void,sub_a,2024-01-31,2024-02-01,,"))
        .containsExactly(
            "in_1 2024-02-01T00:00:00Z null",
            "in_2 2024-03-01T00:00:00Z null",
            "in_3 2024-07-01T00:00:00Z null",
            "void 2024-02-02T00:00:00Z null");
  }

  @Test
  @DisplayName("The profile states what an end is: inclusive")
  void statedInclusive() {
    assertThat(
            ends(
                "period_end: inclusive",
                "in_1,sub_a,2024-01-01,2024-12-31,2024-01-01,2024-01-01",
                "in_2,sub_b,2024-01-05,2024-01-05,2024-01-01,2024-01-04",
                "in_3,sub_c,2024-01-01 9:00,2024-01-31 8:59:59,,"))
        .containsExactly(
            "in_1 2025-01-01T00:00:00Z 2024-01-01T00:00:00Z",
            "in_2 2024-01-06T00:00:00Z 2024-01-05T00:00:00Z",
            "in_3 2024-01-31T09:00:00Z null");
  }

  @Test
  @DisplayName("The profile states what an end is: exclusive")
  void statedExclusive() {
    assertThat(
            ends(
                "period_end: exclusive",
                "in_1,sub_a,2024-01-01,2024-01-31,,",
                "in_2,sub_a,2024-02-01,2024-02-29,,"))
        .containsExactly("in_1 2024-01-31T00:00:00Z null", "in_2 2024-02-29T00:00:00Z null");
  }

  @Test
  @DisplayName("Days are those of the zone of the profile, across a change of its clocks")
  void zone() {
    for (String setting : List.of("detect", "inclusive")) {
      assertThat(
              ends(
                  "time_zone: Europe/Vienna\n  period_end: " + setting,
                  "in_1,sub_a,2024-03-01,2024-03-30,,",
                  "in_2,sub_a,2024-03-31,2024-03-31,,",
                  "in_3,sub_a,2024-04-01,2024-04-30,,"))
          .containsExactly(
              "in_1 2024-03-30T23:00:00Z null",
              "in_2 2024-03-31T22:00:00Z null",
              "in_3 2024-04-30T22:00:00Z null");
    }
  }

  private List<String> ends(String setting, String... bills) {
    return ends(records(setting, file("bills.csv", bills)));
  }

  private List<String> ends(RecordRows records) {
    return TestRecords.staged(records, detected(records)).stream()
        .sorted(Comparator.comparing(row -> row.<String>getAs("invoice_id")))
        .map(row -> row.getAs("invoice_id") + text(row, "service_end") + text(row, "usage_end"))
        .toList();
  }

  private PeriodEnds detected(RecordRows records) {
    return RecordTotals.of(records, detectsEndsIn, Optional.empty()).periodEnds();
  }

  private RecordRows records(String setting, String... files) {
    String profile = Profile.text("generic").replace("  # period_end: detect", "  " + setting);
    profile = setting.contains("time_zone") ? profile.replace("  time_zone: UTC\n", "") : profile;
    SourceData source =
        TestSources.read(
            List.of(files), List.of(), Profile.parse(profile), LocalDate.of(2025, 6, 1));
    detectsEndsIn = source.detectsEndsIn();
    return TestRecords.of(source);
  }

  private static String bill(String who, LocalDate start, LocalDate end, String total) {
    return "%s-%s,%s,%s,%s,,,%s,EUR,paid,%s,%s,0.00"
        .formatted(who, start, who, start, end, who, start, total);
  }

  /** Bills of 30.00 unless they have all their cells. */
  private String file(String name, String... bills) {
    Stream<String> lines =
        Stream.of(bills)
            .map(
                bill ->
                    bill.split(",", -1).length > 6
                        ? bill
                        : bill
                            + ",cus_1,EUR,"
                            + (bill.startsWith("void") ? "void" : "paid")
                            + ",2024-01-01,30.00,0.00");
    return Export.write(
        folder, name, Stream.concat(Stream.of(HEADER), lines).toArray(String[]::new));
  }

  private static String text(Row row, String column) {
    return " " + PackedTime.of(row, column);
  }
}
