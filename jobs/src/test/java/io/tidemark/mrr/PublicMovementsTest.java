package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.tables.MrrTables;
import io.tidemark.testing.Export;
import io.tidemark.testing.Figures;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ways of billing and paying that public bug reports and manuals describe, with what moved MRR.
 *
 * <p>Above each test stands where its billing was met. The last invoice of each export is a one-off
 * that shows how far the export reaches.
 */
class PublicMovementsTest {
  private static final String HEADER = Export.MINIMAL_HEADER;
  private static final String WITH_USAGE =
      HEADER + ",Amount Paid,Period Start (UTC),Period End (UTC),Marked Uncollectible At (UTC)";
  private static final String CUSTOMERS = "id,Created (UTC),Total Spend,Payment Count";

  @TempDir private Path folder;

  // The columns Total Spend and Payment Count of Stripe's customers export, partial payments
  @Test
  @DisplayName("A customer created inside the file is new, however many payments are counted")
  void createdInsideTheFile() {
    List<String> customers =
        List.of(
            "cus_clock,2024-01-01 00:00,0.00,1",
            "cus_onetime,2024-06-01 09:00,100.00,4",
            "cus_parts,2024-06-01 09:00,1200.00,2",
            "cus_ctrl,2024-06-01 09:00,90.00,3");

    assertThat(
            movements(
                customers,
                WITH_USAGE,
                "in_01,cus_clock,sub_clock,paid,eur,120.00,,,120.00,2024-01-01 00:00,2024-01-01 00:00,2025-01-01 00:00,120.00,2024-01-01 00:00,2024-01-01 00:00,",
                "in_02,cus_onetime,sub_onetime,paid,eur,30.00,,,30.00,2024-06-01 10:00,2024-06-01 10:00,2024-07-01 10:00,30.00,2024-06-01 10:00,2024-06-01 10:00,",
                "in_03,cus_onetime,sub_onetime,paid,eur,30.00,,,30.00,2024-07-01 10:00,2024-07-01 10:00,2024-08-01 10:00,30.00,2024-06-01 10:00,2024-07-01 10:00,",
                "in_04,cus_onetime,sub_onetime,paid,eur,30.00,,,30.00,2024-08-01 10:00,2024-08-01 10:00,2024-09-01 10:00,30.00,2024-07-01 10:00,2024-08-01 10:00,",
                "in_05,cus_parts,sub_parts,paid,eur,1200.00,,,1200.00,2024-06-01 10:00,2024-06-01 10:00,2025-06-01 10:00,1200.00,2024-06-01 10:00,2024-06-01 10:00,",
                "in_06,cus_ctrl,sub_ctrl,paid,eur,30.00,,,30.00,2024-06-01 10:00,2024-06-01 10:00,2024-07-01 10:00,30.00,2024-06-01 10:00,2024-06-01 10:00,",
                "in_07,cus_ctrl,sub_ctrl,paid,eur,30.00,,,30.00,2024-07-01 10:00,2024-07-01 10:00,2024-08-01 10:00,30.00,2024-06-01 10:00,2024-07-01 10:00,",
                "in_08,cus_ctrl,sub_ctrl,paid,eur,30.00,,,30.00,2024-08-01 10:00,2024-08-01 10:00,2024-09-01 10:00,30.00,2024-07-01 10:00,2024-08-01 10:00,",
                "in_09,cus_clock,,paid,eur,1.00,,,1.00,2024-08-31 23:00,,,1.00,,,"))
        .containsExactly(
            "2024-01-01 cus_clock new 1000",
            "2024-06-01 cus_ctrl new 3000",
            "2024-06-01 cus_onetime new 3000",
            "2024-06-01 cus_parts new 10000");
  }

  // A source that exports what was invoiced, and a number of payments for each customer
  @Test
  @DisplayName("Without a column of amounts paid, two paid invoices are the two payments counted")
  void noColumnOfAmountsPaid() {
    assertThat(
            movements(
                List.of("clock,2024-01-01 00:00,,3", "newcomer,2024-02-10 00:00,,2"),
                HEADER,
                "k0,clock,s-clock,paid,eur,10.00,,0.00,10.00,2024-01-01 0:00,2024-01-01 0:00,2024-02-01 0:00",
                "k1,clock,s-clock,paid,eur,10.00,,0.00,10.00,2024-02-01 0:00,2024-02-01 0:00,2024-03-01 0:00",
                "k2,clock,s-clock,paid,eur,10.00,,0.00,10.00,2024-03-01 0:00,2024-03-01 0:00,2024-04-01 0:00",
                "n0,newcomer,s-newcomer,paid,eur,30.00,,0.00,30.00,2024-02-10 0:00,2024-02-10 0:00,2024-03-10 0:00",
                "n1,newcomer,s-newcomer,paid,eur,30.00,,0.00,30.00,2024-03-10 0:00,2024-03-10 0:00,2024-04-10 0:00"))
        .containsExactly("2024-01-01 clock new 1000", "2024-02-10 newcomer new 3000");
  }

  // Stripe's dashboard export: a switch from a yearly plan that was billed before the file
  @Test
  @DisplayName("A restart whose credit is from before the file opens MRR and reactivates nobody")
  void aRestartWithACredit() {
    assertThat(
            movements(
                List.of("cus_back,2023-01-01 00:00,0.00,2", "cus_plain,2023-01-01 00:00,0.00,14"),
                WITH_USAGE,
                "in_1,cus_plain,sub_plain,paid,eur,30.00,,,30.00,2025-01-05 08:00,2025-01-05 08:00,2025-02-05 08:00,30.00,2024-12-05 08:00,2025-01-05 08:00,",
                "in_2,cus_back,sub_back,paid,eur,-151.20,,,-151.20,2025-01-13 09:00,2025-01-13 09:00,2025-06-20 09:00,0.00,2025-01-13 09:00,2025-01-13 09:00,",
                "in_3,cus_plain,sub_plain,paid,eur,30.00,,,30.00,2025-02-05 08:00,2025-02-05 08:00,2025-03-05 08:00,30.00,2025-01-05 08:00,2025-02-05 08:00,",
                "in_4,cus_back,sub_back,paid,eur,45.00,,,45.00,2025-02-13 09:00,2025-02-13 09:00,2025-03-13 09:00,45.00,2025-01-13 09:00,2025-02-13 09:00,",
                "in_5,cus_plain,,paid,eur,1.00,,,1.00,2025-02-27 23:00,,,1.00,,,"))
        .containsExactly("2025-01-04 cus_plain opening 3000", "2025-01-13 cus_back opening 4500");
  }

  // laravel/cashier-stripe#1285, 2anki/2anki.net#3594
  @Test
  @DisplayName("Three paused months are one churn and one reactivation")
  void threePausedMonths() {
    assertThat(
            movements(
                List.of("cus_pause,2024-05-10 23:30,0.00,3"),
                WITH_USAGE,
                "in_1,cus_pause,sub_pause,paid,eur,40.00,,,40.00,2024-05-10 23:30,2024-05-10 23:30,2024-06-10 23:30,40.00,2024-05-10 23:30,2024-05-10 23:30,",
                "in_2,cus_pause,sub_pause,uncollectible,eur,40.00,,,40.00,2024-06-10 23:30,2024-06-10 23:30,2024-07-10 23:30,0.00,2024-05-10 23:30,2024-06-10 23:30,2024-06-11 00:40",
                "in_3,cus_pause,sub_pause,uncollectible,eur,40.00,,,40.00,2024-07-10 23:30,2024-07-10 23:30,2024-08-10 23:30,0.00,2024-06-10 23:30,2024-07-10 23:30,2024-07-11 00:40",
                "in_4,cus_pause,sub_pause,uncollectible,eur,40.00,,,40.00,2024-08-10 23:30,2024-08-10 23:30,2024-09-10 23:30,0.00,2024-07-10 23:30,2024-08-10 23:30,2024-08-11 00:40",
                "in_5,cus_pause,sub_pause,paid,eur,40.00,,,40.00,2024-09-10 23:30,2024-09-10 23:30,2024-10-10 23:30,40.00,2024-08-10 23:30,2024-09-10 23:30,",
                "in_6,cus_pause,sub_pause,paid,eur,40.00,,,40.00,2024-10-10 23:30,2024-10-10 23:30,2024-11-10 23:30,40.00,2024-09-10 23:30,2024-10-10 23:30,",
                "in_7,cus_pause,,paid,eur,1.00,,,1.00,2024-10-31 23:00,,,1.00,,,"))
        .containsExactly(
            "2024-05-10 cus_pause new 4000",
            "2024-06-10 cus_pause churn -4000",
            "2024-09-10 cus_pause reactivation 4000");
  }

  // getlago/lago-api#183, #158, mattermost/docs#4966
  @Test
  @DisplayName("Who is billed after the month or quarter has not churned before that is due")
  void billedInArrears() {
    assertThat(
            movements(
                List.of("cus_month,2024-12-01 00:00,0.00,4", "cus_quarter,2024-10-01 00:00,0.00,2"),
                WITH_USAGE,
                "in_1,cus_quarter,sub_quarter,paid,eur,150.00,,,150.00,2024-10-01 00:00,2024-07-01 00:00,2024-10-01 00:00,150.00,2024-07-01 00:00,2024-10-01 00:00,",
                "in_2,cus_month,sub_month,paid,eur,50.00,,,50.00,2024-12-01 00:00,2024-11-01 00:00,2024-12-01 00:00,50.00,2024-11-01 00:00,2024-12-01 00:00,",
                "in_3,cus_month,sub_month,paid,eur,50.00,,,50.00,2025-01-01 00:00,2024-12-01 00:00,2025-01-01 00:00,50.00,2024-12-01 00:00,2025-01-01 00:00,",
                "in_4,cus_quarter,sub_quarter,paid,eur,150.00,,,150.00,2025-01-01 00:00,2024-10-01 00:00,2025-01-01 00:00,150.00,2024-10-01 00:00,2025-01-01 00:00,",
                "in_5,cus_month,sub_month,paid,eur,50.00,,,50.00,2025-02-01 00:00,2025-01-01 00:00,2025-02-01 00:00,50.00,2025-01-01 00:00,2025-02-01 00:00,",
                "in_6,cus_month,sub_month,paid,eur,50.00,,,50.00,2025-03-01 00:00,2025-02-01 00:00,2025-03-01 00:00,50.00,2025-02-01 00:00,2025-03-01 00:00,",
                "in_7,cus_month,,paid,eur,1.00,,,1.00,2025-03-31 23:00,,,1.00,,,"))
        .containsExactly("2024-09-30 cus_quarter opening 5000", "2024-11-01 cus_month new 5000");
  }

  private List<String> movements(List<String> customers, String header, String... invoices) {
    String invoiceFile = Export.write(folder, "invoices.csv", lines(header, Stream.of(invoices)));
    String customerFile =
        Export.write(folder, "customers.csv", lines(CUSTOMERS, customers.stream()));
    return Figures.ofFiles(List.of(invoiceFile), List.of(customerFile), Policy.defaults())
        .nativeRows(MrrTables.MRR_MOVEMENTS)
        .orderBy("date", "customer_id")
        .collectAsList()
        .stream()
        .map(
            row ->
                row.getAs("date")
                    + " "
                    + row.getAs("customer_id")
                    + " "
                    + row.getAs("movement")
                    + " "
                    + row.getAs("change_minor"))
        .toList();
  }

  private static String[] lines(String header, Stream<String> rows) {
    return Stream.concat(Stream.of(header), rows).toArray(String[]::new);
  }
}
