package io.tidemark.mrr;

import static io.tidemark.mrr.Invoices.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.mrr.Exchange.Charged;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change in the middle of June, from the old price of a cycle to the new one; in cents. */
class ExchangeTest {
  @ParameterizedTest(name = "{0}, billed {1}: from {2} to {3}")
  @DisplayName("The new price follows from the old one and the net amount")
  @CsvSource({
    "REST, 500, 1000, 1999..2001",
    "REST, 5, 1000, 1009..1011",
    "WHOLE, 1500, 1000, 2000..2000",
    "REST_AND_WHOLE, 2500, 1000, 2000..2000"
  })
  void after(Charged charged, long net, long before, String after) {
    assertThat(text(exchange(charged, net).after(PriceRange.of(before)))).isEqualTo(after);
  }

  @ParameterizedTest(name = "{0}, billed {1}: to {2} from {3}")
  @DisplayName("The old price follows from the new one and the net amount")
  @CsvSource({
    "REST, 500, 2000, 999..1001",
    "WHOLE, 1500, 2000, 999..1001",
    "REST_AND_WHOLE, 2500, 2000, 999..1001"
  })
  void before(Charged charged, long net, long after, String before) {
    assertThat(text(exchange(charged, net).before(PriceRange.of(after)))).isEqualTo(before);
  }

  private static Exchange exchange(Charged charged, long net) {
    Invoice june = paid("in_1", 1000, "2025-06-01", "2025-07-01");
    Invoice change = paid("in_2", net, "2025-06-16", "2025-07-01");
    Cycle cycle = Cycle.of(june.serviceStart(), june.serviceEnd(), Months.calendar());
    return new Exchange(change, cycle, change.serviceStart(), cycle.end(), charged, 0);
  }

  private static String text(PriceRange range) {
    return range.least() + ".." + range.most();
  }
}
