package io.tidemark.insights;

import java.util.List;
import java.util.Map;

/**
 * The customers of {@link Business} as their MRR is, January 1 to May 30: in March Cleo leaves, Ben
 * pays more, and Dora turns to a year that costs less.
 */
final class FiveCustomers {
  static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-05-30");

  private static final String LAYERS =
      """
      anna sub_anna EUR 2023-12-01 2024-01-01 month 100.00 implied unseen
      anna sub_anna EUR 2024-01-01 2024-02-01 month 100.00 unseen
      anna sub_anna EUR 2024-02-01 2024-03-01 month 100.00 unseen
      anna sub_anna EUR 2024-03-01 2024-04-01 month 100.00 unseen
      anna sub_anna EUR 2024-04-01 2024-05-01 month 100.00 unseen
      anna sub_anna EUR 2024-05-01 2024-06-01 month  80.00 unseen
      ben  sub_ben  EUR 2024-01-10 2024-02-10 month  50.00
      ben  sub_ben  EUR 2024-02-10 2024-03-10 month  50.00
      ben  sub_ben  EUR 2024-03-10 2024-04-10 month  70.00
      ben  sub_ben  EUR 2024-04-10 2024-05-10 month  70.00
      ben  sub_ben  EUR 2024-05-10 2024-06-10 month  70.00
      cleo sub_cleo EUR 2024-01-20 2024-02-20 month  30.00
      cleo sub_cleo EUR 2024-02-20 2024-03-20 month  30.00
      dora sub_dora EUR 2024-02-05 2024-03-05 month  40.00
      dora sub_dora EUR 2024-03-05 2025-03-05 year   30.00
      emil sub_emil EUR 2024-04-15 2024-05-15 month  20.00
      emil sub_emil EUR 2024-05-15 2024-06-15 month  20.00
      """;

  private FiveCustomers() {}

  static List<CustomerHistory> histories() {
    return histories(SCOPE);
  }

  static List<CustomerHistory> histories(HistoryScope scope) {
    Map<String, TestCustomer> customers = TestCustomer.byName(LAYERS);
    customers.get("anna").created("2022-06-15").from("AT");
    customers.get("ben").created("2023-11-30");
    customers
        .get("dora")
        .created("2024-02-05")
        .invoices("in_dora EUR 2024-02-05 40.00 subtotal=50.00 discount=10.00");
    return TestCustomer.histories(scope, customers.values().toArray(TestCustomer[]::new));
  }
}
