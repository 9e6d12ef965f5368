package io.tidemark.mrr;

import static io.tidemark.mrr.Invoices.paid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the periods of an invoice show about it. */
class InvoiceTest {
  @ParameterizedTest(name = "service {0} to {1}, usage {2} to {3}: {4}")
  @DisplayName("Usage before the service renews, usage into it straddles, no usage restarts")
  @CsvSource({
    "2025-02-01, 2025-03-01, 2025-01-01, 2025-02-01, renews",
    "2025-02-01, 2025-03-01, 2025-01-01, 2025-02-01 01:00, renews straddles",
    "2025-02-01, 2025-03-01, 2025-01-01, 2025-01-31, nothing",
    "2025-01-16, 2025-03-01, 2025-01-01, 2025-02-01, renews straddles",
    "2025-01-16, 2025-02-01, 2025-01-01, 2025-02-01, nothing",
    "2025-01-16, 2025-02-01, 2025-01-01, 2025-03-01, nothing",
    "2025-01-16, 2025-03-01, 2025-02-02, 2025-02-01, nothing",
    "2025-02-01, 2025-03-01, 2025-02-01, 2025-02-01, restarts",
    "2025-01-16, 2025-02-01, 2025-01-01, 2025-01-16, renews changes",
    "2025-01-16, 2025-02-01, 2025-01-03, 2025-01-16, renews",
    "2025-02-01, 2025-03-01, , , nothing",
    "2025-02-01, 2025-03-01, 2025-01-01, , nothing",
    "2025-02-01, 2025-03-01, , 2025-02-01, nothing"
  })
  void periods(String start, String end, String usageStart, String usageEnd, String shows) {
    Invoice invoice = paid("in_1", 1000, start, end, usageStart, usageEnd);
    List<String> found = new ArrayList<>();
    if (invoice.renews()) {
      found.add("renews");
    }
    if (invoice.straddles()) {
      found.add("straddles");
    }
    if (invoice.startsAnew()) {
      found.add("restarts");
    }
    if (invoice.changesCycleBefore(Months.calendar())) {
      found.add("changes");
    }

    assertThat(found.isEmpty() ? "nothing" : String.join(" ", found)).isEqualTo(shows);
  }
}
