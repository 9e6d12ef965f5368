package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tables.InsightTables;
import org.junit.jupiter.api.Test;

/** Who pays, in a {@link Business} a person can follow. */
class SegmentsTest {
  /** Customers, MRR at the start, moved, transferred, MRR at the end, share. */
  @Test
  void segments() {
    assertThat(
            Business.texts(
                    InsightTables.SEGMENTS,
                    "month",
                    "dimension",
                    "segment",
                    "customers",
                    "start_mrr_minor",
                    "moved_minor",
                    "transfer_minor",
                    "mrr_minor",
                    "share")
                .stream()
                .filter(text -> text.startsWith("2024-03") || text.startsWith("2024-05")))
        .containsExactly(
            "2024-03-01 billing_interval month 2 22000 -2000 -3000 17000 0.8500",
            "2024-03-01 billing_interval year 1 0 0 3000 3000 0.1500",
            "2024-03-01 country AT 1 10000 0 0 10000 0.5000",
            "2024-03-01 country none 2 12000 -2000 0 10000 0.5000",
            "2024-03-01 coupon none 3 22000 -2000 0 20000 1.0000",
            "2024-03-01 currency EUR 3 22000 -2000 0 20000 1.0000",
            "2024-03-01 first_discount none 2 18000 -1000 0 17000 0.8500",
            "2024-03-01 first_discount up_to_25_percent 1 4000 -1000 0 3000 0.1500",
            "2024-03-01 mrr_band 100_to_250 1 10000 0 0 10000 0.5000",
            "2024-03-01 mrr_band 25_to_50 1 7000 -4000 0 3000 0.1500",
            "2024-03-01 mrr_band 50_to_100 1 5000 2000 0 7000 0.3500",
            "2024-05-01 billing_interval month 3 19000 -2000 0 17000 0.8500",
            "2024-05-01 billing_interval year 1 3000 0 0 3000 0.1500",
            "2024-05-01 country AT 1 10000 -2000 0 8000 0.4000",
            "2024-05-01 country none 3 12000 0 0 12000 0.6000",
            "2024-05-01 coupon none 4 22000 -2000 0 20000 1.0000",
            "2024-05-01 currency EUR 4 22000 -2000 0 20000 1.0000",
            "2024-05-01 first_discount none 3 19000 -2000 0 17000 0.8500",
            "2024-05-01 first_discount up_to_25_percent 1 3000 0 0 3000 0.1500",
            "2024-05-01 mrr_band 100_to_250 0 10000 0 -10000 0 0.0000",
            "2024-05-01 mrr_band 25_to_50 1 3000 0 0 3000 0.1500",
            "2024-05-01 mrr_band 50_to_100 2 7000 -2000 10000 15000 0.7500",
            "2024-05-01 mrr_band under_25 1 2000 0 0 2000 0.1000");
  }

  /** Of 18000 in January Anna pays 10000: squared shares (100 + 25 + 9) / 324 are 0.4136. */
  @Test
  void concentration() {
    assertThat(
            Business.texts(
                InsightTables.CONCENTRATION,
                "month",
                "customers",
                "top_1_share",
                "top_5_share",
                "herfindahl",
                "gini"))
        .containsExactly(
            "2023-12-01 1 1.0000 1.0000 1.0000 0.0000",
            "2024-01-01 3 0.5556 1.0000 0.4136 0.2593",
            "2024-02-01 4 0.4545 1.0000 0.3099 0.2500",
            "2024-03-01 3 0.5000 1.0000 0.3950 0.2333",
            "2024-04-01 4 0.4545 1.0000 0.3347 0.3182",
            "2024-05-01 4 0.4000 1.0000 0.3150 0.2750");
  }

  /** Rank, MRR, share, cumulative, since, or earlier, change in 30 days, next renewal, billed. */
  @Test
  void theBiggest() {
    assertThat(Business.texts(InsightTables.BIGGEST_CUSTOMERS))
        .containsExactly(
            "EUR false 1 cus_anna 8000 0.4000 0.4000 2023-12-01 true -2000 2024-06-01 48000",
            "EUR false 2 cus_ben 7000 0.3500 0.7500 2024-01-10 false 0 2024-06-10 31000",
            "EUR false 3 cus_dora 3000 0.1500 0.9000 2024-02-05 false 0 2025-03-05 40000",
            "EUR false 4 cus_emil 2000 0.1000 1.0000 2024-04-15 false 0 2024-06-15 4000");
  }

  @Test
  void renewalCalendar() {
    assertThat(Business.texts(InsightTables.RENEWAL_CALENDAR))
        .containsExactly(
            "2024-06-01 EUR month 17000 3 8000 cus_anna",
            "2025-03-01 EUR year 3000 1 3000 cus_dora");
  }
}
