package io.tidemark.insights;

import java.util.List;

/** The customers of {@link Business} as their MRR is: January 1 to May 30. */
final class FiveCustomers {
  static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-05-30");

  private FiveCustomers() {}

  static List<CustomerHistory> histories() {
    return histories(SCOPE);
  }

  static List<CustomerHistory> histories(HistoryScope scope) {
    return List.of(
        TestCustomer.named("anna")
            .created("2022-06-15")
            .from("AT")
            .layers(
                """
                sub_anna EUR 2023-12-01 2024-05-01 month 100.00
                sub_anna EUR 2024-05-01 2024-06-01 month  80.00
                """)
            .in(scope),
        TestCustomer.named("ben")
            .created("2023-11-30")
            .layers(
                """
                sub_ben EUR 2024-01-10 2024-03-10 month 50.00
                sub_ben EUR 2024-03-10 2024-06-10 month 70.00
                """)
            .in(scope),
        TestCustomer.named("cleo")
            .layers("sub_cleo EUR 2024-01-20 2024-03-20 month 30.00")
            .in(scope),
        TestCustomer.named("dora")
            .created("2024-02-05")
            .layers(
                """
                sub_dora EUR 2024-02-05 2024-03-05 month 40.00
                sub_dora EUR 2024-03-05 2025-03-05 year  30.00
                """)
            .invoices("in_dora EUR 2024-02-05 40.00 subtotal=50.00 discount=10.00")
            .in(scope),
        TestCustomer.named("emil")
            .layers("sub_emil EUR 2024-04-15 2024-06-15 month 20.00")
            .in(scope));
  }
}
