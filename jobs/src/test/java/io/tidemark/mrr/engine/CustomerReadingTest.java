package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one subscription shows about others of the same customer; amounts in cents. */
class CustomerReadingTest {
  private static final String WITH_FEE =
      """
      13800 2024-01-10..2024-02-10 first
      3900 every 1 month 1-5 from 2024-01-10
      """;

  private static final String ONE_MONTH = "24800 2024-04-04..2024-05-04 first";

  @Test
  @DisplayName("A single month is low if another subscription began with a fee")
  void aFeeElsewhere() {
    assertThat(read("2024-01-10", WITH_FEE, ONE_MONTH).get(1))
        .containsExactly("2024-04-04..2024-05-04 24800 low");
  }

  @Test
  @DisplayName("A single month keeps high confidence beside a subscription without a fee")
  void noFeeElsewhere() {
    String withoutFee = "3900 every 1 month 0-5 from 2024-01-10";
    assertThat(read("2024-01-10", withoutFee, ONE_MONTH).get(1))
        .containsExactly("2024-04-04..2024-05-04 24800");
  }

  @Test
  @DisplayName("A first month that the next one confirms is high beside a fee")
  void confirmed() {
    String twoMonths = ONE_MONTH + "\n24800 2024-05-04..2024-06-04 2024-04-04..2024-05-04";
    assertThat(read("2024-01-10", WITH_FEE, twoMonths).get(1))
        .containsExactly("2024-04-04..2024-05-04 24800", "2024-05-04..2024-06-04 24800");
  }

  @ParameterizedTest(name = "created {0}, then {1}: {2}")
  @DisplayName(
      "A cheaper first month of a customer from before the files may be reduced by a credit")
  @CsvSource({
    "2023-05-01, 7900, 4468 low",
    "2023-05-01, 4468, 4468",
    "2023-05-01, 5957, 4468", // 25 % less: a discount
    "2024-01-01, 7900, 4468",
    "        '', 7900, 4468"
  })
  void reduced(String created, long next, String first) {
    String restart =
        "4468 2024-03-28..2024-04-28 first\n"
            + next
            + " 2024-04-28..2024-05-28 2024-03-28..2024-04-28";
    String plain = "3000 every 1 month 0-4 from 2024-01-01";

    List<List<String>> read = read(created, plain, restart);
    assertThat(read.get(1))
        .containsExactly("2024-03-28..2024-04-28 " + first, "2024-04-28..2024-05-28 " + next);
    assertThat(read.get(0))
        .containsExactlyElementsOf(first.endsWith("low") ? untilMarch28() : fiveMonths());
  }

  @Test
  @DisplayName("A first month that is raised by a change is not reduced")
  void raised() {
    String changed =
        """
        4468 2024-03-28..2024-04-28 first
        1716 2024-04-12T12:00..2024-04-28 2024-03-28..2024-04-12T12:00
        7900 2024-04-28..2024-05-28 2024-03-28..2024-04-28
        """;

    List<List<String>> read = read("2023-05-01", "3000 every 1 month 0-4 from 2024-01-01", changed);
    assertThat(read.get(1))
        .containsExactly(
            "2024-03-28..2024-04-28 4468",
            "2024-04-12..2024-04-28 3432",
            "2024-04-28..2024-05-28 7900");
    assertThat(read.get(0)).containsExactlyElementsOf(fiveMonths());
  }

  @Test
  @DisplayName("A year from the end of the first one in the files on, no cycle from before can run")
  void aYearLater() {
    String restart =
        "4468 2025-01-02..2025-02-02 first\n7900 2025-02-02..2025-03-02 2025-01-02..2025-02-02";
    String plain = "36000 every 12 month 0-1 from 2024-01-01";

    assertThat(read("2023-05-01", plain, restart))
        .containsExactly(
            List.of("2024-01-01..2025-01-01 3000", "2025-01-01..2026-01-01 3000"),
            List.of("2025-01-02..2025-02-02 4468", "2025-02-02..2025-03-02 7900"));
  }

  @Test
  @DisplayName("A credit without a cycle makes the days before it low for other subscriptions")
  void creditFromBefore() {
    String credit =
        "-15120 2024-03-28..2024-06-20 first\n4500 2024-04-28..2024-05-28 2024-03-28..2024-04-28";
    String plain = "3000 every 1 month 0-4 from 2024-01-01";

    assertThat(read("2023-05-01", plain, credit))
        .containsExactly(
            untilMarch28(), List.of("2024-03-28..2024-04-28 4500", "2024-04-28..2024-05-28 4500"));
  }

  private static List<String> fiveMonths() {
    return List.of(
        "2024-01-01..2024-02-01 3000",
        "2024-02-01..2024-03-01 3000",
        "2024-03-01..2024-04-01 3000",
        "2024-04-01..2024-05-01 3000",
        "2024-05-01..2024-06-01 3000");
  }

  private static List<String> untilMarch28() {
    return List.of(
        "2024-01-01..2024-02-01 3000 low",
        "2024-02-01..2024-03-01 3000 low",
        "2024-03-01..2024-03-28 3000 low",
        "2024-03-28..2024-04-01 3000",
        "2024-04-01..2024-05-01 3000",
        "2024-05-01..2024-06-01 3000");
  }

  /** Returns the layers of each subscription as texts; the data end in June 2026. */
  private static List<List<String>> read(String created, String... subscriptions) {
    List<List<Invoice>> invoices = new ArrayList<>();
    for (String lines : subscriptions) {
      invoices.add(BillingCase.of("2026-06-01", lines).invoices());
    }
    Instant from =
        invoices.stream()
            .flatMap(List::stream)
            .map(Invoice::createdAt)
            .min(Instant::compareTo)
            .orElseThrow();
    LayerPolicy rules =
        LayerPolicy.of(Policy.defaults(), from, Instant.parse("2026-06-01T00:00:00Z"));
    Instant createdAt = created.isEmpty() ? null : Instant.parse(created + "T00:00:00Z");
    return CustomerReading.of(invoices, createdAt, rules).stream()
        .map(result -> result.layers().stream().map(CustomerReadingTest::text).toList())
        .toList();
  }

  private static String text(Layer layer) {
    String low = layer.confidence() == Layer.Confidence.LOW ? " low" : "";
    return String.format(
        Locale.ROOT,
        "%tF..%tF %d%s",
        layer.start().atZone(ZoneOffset.UTC),
        layer.end().atZone(ZoneOffset.UTC),
        layer.mrrMinor(),
        low);
  }
}
