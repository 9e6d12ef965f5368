package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.paid;
import static io.tidemark.mrr.engine.Invoices.time;
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
    if (invoice.changesCycleBefore(BillingMonths.calendar())) {
      found.add("changes");
    }

    assertThat(found.isEmpty() ? "nothing" : String.join(" ", found)).isEqualTo(shows);
  }

  @ParameterizedTest(name = "service {0} to {1}, usage {2} to {3}: {4}, from {5}")
  @DisplayName("A period in advance with the elapsed one covers the usage period")
  @CsvSource({
    "2025-01-01, 2025-03-01, 2025-01-01, 2025-02-01, true, 2025-02-01",
    "2025-01-01 01:00, 2025-03-01, 2025-01-01, 2025-02-01, true, 2025-02-01",
    "2025-01-16, 2025-03-01, 2025-01-01, 2025-02-01, false, 2025-02-01",
    "2025-01-01, 2025-04-01, 2025-01-01, 2025-02-01, false, 2025-02-01",
    "2025-01-01, 2025-03-01, 2025-01-01, 2025-01-01, false, 2025-01-01",
    "2025-01-01, 2025-03-01, , , false, 2025-01-01"
  })
  void coversUsage(
      String start, String end, String usageStart, String usageEnd, boolean covers, String anchor) {
    Invoice invoice = paid("in_1", 1000, start, end, usageStart, usageEnd);

    assertThat(invoice.coversUsage()).isEqualTo(covers);
    assertThat(invoice.anchor()).isEqualTo(time(anchor));
  }

  @ParameterizedTest(name = "from {0} to {1}, created {2}: {3}")
  @DisplayName("An invoice in arrears is created within a day of the end of its service")
  @CsvSource({
    "2025-01-01, 2025-02-01, 2025-02-01, true",
    "2025-01-01, 2025-02-01, 2025-02-02, true",
    "2025-01-01, 2025-02-01, 2025-02-02 00:01, false",
    "2025-01-01, 2025-02-01, 2025-01-31, true",
    "2025-01-01, 2025-02-01, 2025-01-30 23:59, false",
    "2025-01-01, 2025-02-01, 2025-01-01, false",
    "2025-01-01, 2025-01-02, 2025-01-01 12:00, false",
    "2025-01-01, 2025-01-02, 2025-01-01 12:01, true"
  })
  void isInArrears(String start, String end, String created, boolean isInArrears) {
    assertThat(paid("in_1", 1000, start, end, created, created).isInArrears())
        .isEqualTo(isInArrears);
  }
}
