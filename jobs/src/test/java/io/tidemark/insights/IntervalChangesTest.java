package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a change of a customer is split between billing intervals, to the cent. */
class IntervalChangesTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-03-30");

  private static final String LAYERS =
      """
      before sub_1 EUR 2023-12-10 2024-01-10 month 10.00
      before sub_1 EUR 2024-01-10 2024-02-10 month 10.00
      switch sub_1 EUR 2024-01-05 2024-02-05 month 10.00
      switch sub_1 EUR 2024-02-05 2025-02-05 year  9.00
      same   sub_1 EUR 2024-01-05 2024-02-05 month 9.00
      same   sub_1 EUR 2024-02-05 2025-02-05 year  9.00
      both   sub_1 EUR 2024-01-05 2024-02-05 month 10.00
      both   sub_1 EUR 2024-01-05 2025-01-05 year  3.00
      both   sub_1 EUR 2024-02-05 2024-05-05 month 9.00
      both   sub_1 EUR 2024-02-05 2025-01-05 year  1.00
      credit sub_1 EUR 2024-01-05 2024-03-05 year  -1.00
      credit sub_1 EUR 2024-01-10 2024-02-10 month 0.60
      credit sub_1 EUR 2024-02-10 2024-03-10 month 5.00
      zero   sub_1 EUR 2024-01-05 2024-02-05 month 1.00
      zero   sub_1 EUR 2024-02-05 2024-03-05 month 1.00
      zero   sub_1 EUR 2024-02-05 2024-03-05 year  -1.50
      """;

  private static final List<String> EXPECTED =
      List.of(
          "before 2023-12-31 month opening 1000 0",
          "before 2024-02-10 month churn -1000 0",
          "both 2024-01-05 month new 1000 0",
          "both 2024-01-05 year new 300 0",
          "both 2024-02-05 month null 0 -100",
          "both 2024-02-05 year null 0 100",
          "credit 2024-01-10 month null 0 60",
          "credit 2024-01-10 year null 0 -60",
          "credit 2024-02-10 month new 400 40",
          "credit 2024-02-10 year new 0 -40",
          "credit 2024-03-05 year expansion 100 0",
          "credit 2024-03-10 month churn -500 0",
          "same 2024-01-05 month new 900 0",
          "same 2024-02-05 month null 0 -900",
          "same 2024-02-05 year null 0 900",
          "switch 2024-01-05 month new 1000 0",
          "switch 2024-02-05 month contraction -100 -900",
          "switch 2024-02-05 year contraction 0 900",
          "zero 2024-01-05 month new 100 0",
          "zero 2024-02-05 year churn -100 0",
          "zero 2024-03-05 month null 0 -100",
          "zero 2024-03-05 year null 0 100");

  @Test
  @DisplayName("The changes of a day add up to its movement, and its transfers to nothing")
  void movementsAndTransfersByInterval() {
    List<String> texts = new ArrayList<>();
    for (CustomerHistory customer : TestCustomer.all(SCOPE, LAYERS)) {
      customer.intervalChanges().forEach(each -> texts.add(text(customer.customerId(), each)));
    }

    assertThat(texts).containsExactlyInAnyOrderElementsOf(EXPECTED);
  }

  private static String text(String customer, IntervalChange change) {
    String movement = change.movement() == null ? "null" : change.movement().text();
    return "%s %s %s %s %d %d"
        .formatted(
            customer,
            change.date(),
            change.billingInterval(),
            movement,
            change.changeMinor(),
            change.transferMinor());
  }
}
