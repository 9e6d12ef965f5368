package io.tidemark.audit;

import static io.tidemark.audit.LiteralCustomers.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.insights.CustomerHistory;
import io.tidemark.insights.MetricRun;
import io.tidemark.insights.Results;
import io.tidemark.insights.TestCustomer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every audit of customers counts exactly what breaks it; customers are named after what it is. */
class CustomerAuditsTest {

  @Test
  @DisplayName("Intervals of a customer touch, but do not overlap or end before they start")
  void intervalsDoNotOverlap() {
    CustomerHistory touches =
        customer(
            "touches",
            """
            EUR 2025-01-01 2025-02-01 100
            EUR 2025-02-01 2025-03-01 120
            USD 2025-01-15 2025-03-01 100
            EUR/converted 2025-01-15 2025-03-01 100
            """);
    CustomerHistory overlaps =
        customer(
            "overlaps",
            """
            EUR 2025-01-01 2025-02-01 100
            EUR 2025-01-31 2025-03-01 100
            """);
    CustomerHistory isEmpty = customer("is_empty", "EUR 2025-01-01 2025-01-01 100");
    CustomerHistory isReversed = customer("is_reversed", "EUR 2025-01-02 2025-01-01 100");

    assertThat(offenders(CustomerAudits::intervalsDoNotOverlap, touches)).isEmpty();
    assertThat(
            offenders(
                CustomerAudits::intervalsDoNotOverlap, touches, isReversed, isEmpty, overlaps))
        .containsExactly(
            "is_reversed EUR 2025-01-02", "is_empty EUR 2025-01-01", "overlaps EUR 2025-01-31");
  }

  @Test
  @DisplayName("Movements of a day end where the customer's MRR is")
  void movementsExplainDays() {
    CustomerHistory right =
        customer(
            "right",
            """
            EUR 2025-01-01 2025-02-01 100
            EUR 2025-01-01 new     0 100
            EUR 2025-02-01 churn 100   0
            USD 2025-01-01 2025-03-01  70
            EUR/converted 2025-01-01 2025-03-01 60
            """);
    CustomerHistory revalued =
        customer(
            "revalued",
            """
            EUR 2024-12-01 2025-01-01 100
            EUR 2025-01-01 2025-01-20 150
            EUR 2025-01-20 2025-02-01 160
            EUR 2025-01-01 fx        100 110
            EUR 2025-01-01 expansion 110 150
            EUR 2025-01-20 fx        150 160
            """);
    CustomerHistory revaluedLast =
        customer(
            "revalued_last",
            """
            EUR 2025-01-01 2025-02-01 150
            EUR 2025-01-01 expansion 110 150
            EUR 2025-01-01 fx        100 110
            """);
    CustomerHistory elsewhere =
        customer(
            "elsewhere",
            """
            EUR 2025-01-01 2025-02-01 120
            EUR 2025-01-01 new 0 100
            """);
    CustomerHistory tooEarly =
        customer(
            "too_early",
            """
            EUR 2025-01-02 2025-02-01 100
            EUR 2025-01-01 new 0 100
            """);
    CustomerHistory tooLate =
        customer(
            "too_late",
            """
            EUR 2025-01-01 2025-02-01 100
            EUR 2025-02-01 expansion 0 100
            """);
    CustomerHistory afterAGap =
        customer(
            "after_a_gap",
            """
            EUR 2025-01-01 2025-02-01 100
            EUR 2025-03-01 2025-04-01 100
            EUR 2025-01-01 new          0 100
            EUR 2025-02-01 churn      100   0
            EUR 2025-03-01 reactivation 0 101
            """);

    assertThat(offenders(CustomerAudits::movementsExplainDays, right, revalued, revaluedLast))
        .isEmpty();
    assertThat(
            offenders(
                CustomerAudits::movementsExplainDays,
                right,
                revalued,
                elsewhere,
                tooEarly,
                tooLate,
                afterAGap))
        .containsExactly(
            "elsewhere EUR 2025-01-01",
            "too_early EUR 2025-01-01",
            "too_late EUR 2025-02-01",
            "after_a_gap EUR 2025-03-01");
  }

  @Test
  @DisplayName("A customer's movements of a month are the difference of its two ends")
  void movementsExplainMonths() {
    CustomerHistory right =
        customer(
            "right",
            """
            EUR 2024-12-01 2025-01-10 100
            EUR 2025-01-10 2025-01-20 140
            EUR 2025-01-20 2025-03-01 130
            EUR 2024-12-31 opening     0 100
            EUR 2025-01-10 expansion 100 140
            EUR 2025-01-20 contraction 140 130
            EUR 2025-03-01 churn     130   0
            """);
    CustomerHistory wrong =
        customer(
            "wrong",
            """
            EUR 2024-12-01 2025-01-10 100
            EUR 2025-01-10 2025-03-01 130
            EUR 2024-12-31 opening     0 100
            EUR 2025-01-10 expansion 100 120
            EUR 2025-03-01 churn     130   0
            """);

    assertThat(offenders(CustomerAudits::movementsExplainMonths, right)).isEmpty();
    assertThat(offenders(CustomerAudits::movementsExplainMonths, right, wrong))
        .containsExactly("2025-01-01 wrong EUR");
  }

  @Test
  @DisplayName("Offenders of all tasks are counted, and the first in UTF-8 order is the example")
  void countsAndExample() {
    String twice =
        """
        EUR 2025-01-01 2025-02-01 100
        EUR 2025-01-31 2025-01-31 100
        """;
    // In UTF-16 the emoji comes before the last letter of the basic plane.
    List<CustomerHistory> customers =
        List.of(customer("\uD83D\uDE00", twice), customer("\uFF5A", twice));

    assertThat(CustomerAudits.intervalsDoNotOverlap(results(customers)))
        .isEqualTo(
            new Audits.Result("customer_intervals_do_not_overlap", 2, "\uFF5A EUR 2025-01-31"));
  }

  @Test
  @DisplayName("Without offenders every audit has its name, a count of zero and no example")
  void noOffenders() {
    CustomerHistory customer =
        TestCustomer.named("anna")
            .layers(
                """
                sub_1 EUR 2024-12-10 2025-02-10 month 100.00
                sub_2 USD 2025-01-05 2025-01-20 month  20.00
                sub_1 EUR 2025-03-15 2025-04-15 month  40.00
                """)
            .in(LiteralCustomers.SCOPE);
    Results results = results(List.of(customer));

    assertThat(customer.accounts()).hasSize(3);
    assertThat(
            List.of(
                CustomerAudits.intervalsDoNotOverlap(results),
                CustomerAudits.movementsExplainDays(results),
                CustomerAudits.movementsExplainMonths(results)))
        .containsExactly(
            new Audits.Result("customer_intervals_do_not_overlap", 0, null),
            new Audits.Result("movements_explain_customers", 0, null),
            new Audits.Result("movements_explain_customer_months", 0, null));
  }

  /** The offenders that customers have by themselves, which are as many as all have together. */
  private static List<String> offenders(
      Function<Results, Audits.Result> audit, CustomerHistory... customers) {
    List<String> offenders =
        Stream.of(customers)
            .map(customer -> audit.apply(results(List.of(customer))))
            .filter(Audits.Result::isFailure)
            .map(Audits.Result::example)
            .toList();
    assertThat(audit.apply(results(List.of(customers))).offenders()).isEqualTo(offenders.size());
    return offenders;
  }

  private static Results results(List<CustomerHistory> customers) {
    return MetricRun.results(List.of(new CustomerAudits()), customers);
  }
}
