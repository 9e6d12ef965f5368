package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.MrrInterval;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Movement;
import io.tidemark.tables.RowBuilder;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Movements of a customer, added up by month. */
class MonthlyMovementsTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-03-15");

  @Test
  @DisplayName("Movements of a type are added up by month, with MRR at both ends of the month")
  void byMonth() {
    CustomerHistory customer =
        customer(
            """
            sub_1 EUR 2023-12-10 2024-02-10 month 100.00
            sub_2 EUR 2024-01-05 2024-01-20 month  20.00
            sub_3 EUR 2024-01-10 2024-02-10 month   5.00
            sub_1 EUR 2024-03-15 2024-04-15 month  40.00
            """);

    assertThat(texts(customer).stream().filter(text -> text.contains("EUR false")))
        .containsExactly(
            "2023-12-01 anna EUR false opening 0 10000 10000",
            "2024-01-01 anna EUR false expansion 10000 10500 2500",
            "2024-01-01 anna EUR false contraction 10000 10500 -2000",
            "2024-02-01 anna EUR false churn 10500 0 -10500",
            "2024-03-01 anna EUR false reactivation 0 4000 4000");
  }

  @Test
  @DisplayName("Each currency has its rows, and both together converted")
  void convertedFromTwoCurrencies() {
    CustomerHistory customer =
        customer(
            """
            sub_1 EUR 2024-02-05 2024-05-05 month 10.00
            sub_2 USD 2024-02-10 2024-05-10 month 10.00
            """);

    assertThat(texts(customer))
        .containsExactly(
            "2024-02-01 anna EUR false new 0 1000 1000",
            "2024-02-01 anna EUR true new 0 1900 1000",
            "2024-02-01 anna EUR true expansion 0 1900 900",
            "2024-02-01 anna USD false new 0 1000 1000");
  }

  @Test
  @DisplayName("MRR after the as-of date moves nothing")
  void afterTheAsOfDate() {
    assertThat(texts(customer("sub_1 EUR 2024-03-16 2024-04-16 month 10.00"))).isEmpty();
    assertThat(texts(customer("sub_1 EUR 2024-03-15 2024-03-16 month 10.00")))
        .containsExactly(
            "2024-03-01 anna EUR false new 0 1000 1000",
            "2024-03-01 anna EUR true new 0 1000 1000");
  }

  @Test
  @DisplayName("Revaluations that cancel out in a month are a row of zero")
  void revaluations() {
    Account account =
        new Account(
            new AccountKey("EUR", true),
            List.of(
                interval("2024-01-05", "2024-02-10", 9000),
                interval("2024-02-10", "2024-02-20", 9100),
                interval("2024-02-20", "2024-03-01", 9000),
                interval("2024-03-01", "2024-05-05", 9200)),
            List.of(
                movement("2024-01-05", Movement.NEW, 0, 9000),
                movement("2024-02-10", Movement.FX, 9000, 9100),
                movement("2024-02-20", Movement.FX, 9100, 9000),
                movement("2024-03-01", Movement.FX, 9000, 9200)));

    assertThat(texts(TestCustomer.named("anna").accounts(account).in(SCOPE)))
        .containsExactly(
            "2024-01-01 anna EUR true new 0 9000 9000",
            "2024-02-01 anna EUR true fx 9000 9000 0",
            "2024-03-01 anna EUR true fx 9000 9200 200");
  }

  private static MrrInterval interval(String from, String to, long mrrMinor) {
    return new MrrInterval(LocalDate.parse(from), LocalDate.parse(to), mrrMinor, 0, 0, 0, false);
  }

  private static MrrMovement movement(String date, Movement movement, long before, long after) {
    return new MrrMovement(LocalDate.parse(date), movement, before, after);
  }

  private static CustomerHistory customer(String layers) {
    return TestCustomer.named("anna").layers(layers).in(SCOPE);
  }

  private static List<String> texts(CustomerHistory customer) {
    RowBuilder row = RowBuilder.of(InsightTables.CUSTOMER_MONTHLY_MOVEMENTS);
    return new RowTexts(MonthlyMovements.rows(customer, row)).texts();
  }
}
