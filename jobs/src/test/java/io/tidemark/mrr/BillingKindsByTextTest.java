package io.tidemark.mrr;

import static io.tidemark.mrr.BillingKindsByTextTest.Bills.of;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Kinds of billing as tables of invoices, with the MRR that the rules derive for them by hand. */
class BillingKindsByTextTest {

  @Test
  @DisplayName("A yearly plan and a monthly add-on billed on one first invoice add up every day")
  void firstCombined() {
    of("""
        in_1  | 2023-03-15 .. 2024-03-15 | 2023-03-15 .. 2023-03-15 | 60750
        in_2  | 2023-04-15 .. 2023-05-15 | 2023-03-15 .. 2023-04-15 | 750
        in_3  | 2023-05-15 .. 2023-06-15 | 2023-04-15 .. 2023-05-15 | 750
        in_4  | 2023-06-15 .. 2023-07-15 | 2023-05-15 .. 2023-06-15 | 750
        """)
        .through("2023-07-01")
        .mrr("2023-03-14", 0, "2023-03-15", 5750, "2023-04-14", 5750, "2023-04-15", 5750)
        .mrr("2023-06-30", 5750)
        .high("2023-03-20", "2023-04-20", "2023-06-20");
  }

  @Test
  @DisplayName("A monthly add-on bought at a month's end inside a half-year adds its price")
  void addOnAtMonthEnds() {
    of("""
        in_1 | 2024-01-31 .. 2024-07-31 | 2024-01-31 .. 2024-01-31 | 90000
        in_2 | 2024-03-31 .. 2024-04-30 | 2024-02-29 .. 2024-03-31 | 2000
        in_3 | 2024-04-30 .. 2024-05-31 | 2024-03-31 .. 2024-04-30 | 2000
        in_4 | 2024-05-31 .. 2024-06-30 | 2024-04-30 .. 2024-05-31 | 2000
        in_5 | 2024-06-30 .. 2024-07-31 | 2024-05-31 .. 2024-06-30 | 2000
        """)
        .through("2024-07-15")
        .mrr("2024-03-30", 15000, "2024-03-31", 17000, "2024-04-29", 17000)
        .mrr("2024-04-30", 17000, "2024-05-30", 17000, "2024-06-30", 17000, "2024-07-14", 17000);
  }

  @Test
  @DisplayName("A one-off item with a period of its own leaves a monthly plan as it is")
  void oneOffInside() {
    of("""
        in_1 | 2024-02-10 .. 2024-03-10 | 2024-02-10 .. 2024-02-10 | 10000
        in_2 | 2024-02-20 .. 2024-02-25 | 2024-02-20 .. 2024-02-20 | 30000
        in_3 | 2024-03-10 .. 2024-04-10 | 2024-02-10 .. 2024-03-10 | 10000
        """)
        .through("2024-04-01")
        .mrr("2024-02-19", 10000, "2024-02-20", 10000, "2024-02-25", 10000, "2024-03-09", 10000)
        .mrr("2024-03-10", 10000)
        .excluded("in_2", ExclusionReason.ONE_OFF_PERIOD)
        .high("2024-02-12", "2024-02-22", "2024-03-12");
  }

  @Test
  @DisplayName("A month billed once inside a year is a one-off whose days are low")
  void oneOffMonth() {
    of("""
        in_1 | 2023-01-01 .. 2024-01-01 | 2023-01-01 .. 2023-01-01 | 120000
        in_2 | 2023-04-10 .. 2023-05-10 | 2023-04-10 .. 2023-04-10 | 5000
        """)
        .through("2023-12-01")
        .mrr("2023-04-09", 10000, "2023-04-10", 10000, "2023-05-09", 10000, "2023-06-01", 10000)
        .excluded("in_2", ExclusionReason.ONE_OFF_PERIOD)
        .low("2023-04-10", "2023-05-09")
        .high("2023-04-09", "2023-05-10");
  }

  @Test
  @DisplayName("A month inside a year that could not be repeated yet is a stream, low")
  void notRepeatedYet() {
    of("""
        in_1 | 2023-01-01 .. 2024-01-01 | 2023-01-01 .. 2023-01-01 | 120000
        in_2 | 2023-04-10 .. 2023-05-10 | 2023-04-10 .. 2023-04-10 | 5000
        """)
        .through("2023-05-12")
        .mrr("2023-04-09", 10000, "2023-04-10", 15000, "2023-05-09", 15000)
        .low("2023-04-20");
  }

  @Test
  @DisplayName("Usage of zero inside a paid year changes nothing")
  void zeroUsage() {
    of("""
        in_1 | 2024-02-29 .. 2025-02-28 | 2024-02-29 .. 2024-02-29 | 240000
        in_2 | 2024-03-29 .. 2024-04-29 | 2024-02-29 .. 2024-03-29 | 0
        in_3 | 2024-04-29 .. 2024-05-29 | 2024-03-29 .. 2024-04-29 | 0
        """)
        .through("2024-12-01")
        .mrr("2024-02-29", 20000, "2024-03-29", 20000, "2024-05-15", 20000, "2024-11-30", 20000);
  }

  @Test
  @DisplayName("A credit for a few days inside a year makes no layer and leaves the year low")
  void creditInside() {
    of("""
        in_1 | 2024-01-01 .. 2025-01-01 | 2024-01-01 .. 2024-01-01 | 120000
        in_2 | 2024-03-05 .. 2024-03-20 | 2024-02-05 .. 2024-03-05 | -1500
        """)
        .through("2024-12-01")
        .mrr("2024-03-04", 10000, "2024-03-10", 10000, "2024-11-01", 10000)
        .excluded("in_2", ExclusionReason.ORPHAN_CREDIT)
        .low("2024-03-10", "2024-11-01");
  }

  private static final String YEAR_AND_MONTHS =
      """
      in_01 | 2024-01-01 .. 2025-01-01 | 2024-01-01 .. 2024-01-01 | 121000
      in_02 | 2024-02-01 .. 2024-03-01 | 2024-01-01 .. 2024-02-01 | 1000
      in_03 | 2024-03-01 .. 2024-04-01 | 2024-02-01 .. 2024-03-01 | 1000
      in_04 | 2024-04-01 .. 2024-05-01 | 2024-03-01 .. 2024-04-01 | 1000
      in_05 | 2024-05-01 .. 2024-06-01 | 2024-04-01 .. 2024-05-01 | 1000
      in_06 | 2024-06-01 .. 2024-07-01 | 2024-05-01 .. 2024-06-01 | 1000
      in_07 | 2024-07-01 .. 2024-08-01 | 2024-06-01 .. 2024-07-01 | 1000
      in_08 | 2024-08-01 .. 2024-09-01 | 2024-07-01 .. 2024-08-01 | 1000
      in_09 | 2024-09-01 .. 2024-10-01 | 2024-08-01 .. 2024-09-01 | 1000
      in_10 | 2024-10-01 .. 2024-11-01 | 2024-09-01 .. 2024-10-01 | 1000
      in_11 | 2024-11-01 .. 2024-12-01 | 2024-10-01 .. 2024-11-01 | 1000
      in_12 | 2024-12-01 .. 2025-01-01 | 2024-11-01 .. 2024-12-01 | 1000
      """;

  @Test
  @DisplayName("An add-on dearer at the combined renewal leaves the year's price as it was")
  void combinedRise() {
    of(YEAR_AND_MONTHS
            + """
            in_13 | 2025-01-01 .. 2026-01-01 | 2024-12-01 .. 2025-01-01 | 121200
            in_14 | 2025-02-01 .. 2025-03-01 | 2025-01-01 .. 2025-02-01 | 1200
            in_15 | 2025-03-01 .. 2025-04-01 | 2025-02-01 .. 2025-03-01 | 1200
            """)
        .through("2025-03-15")
        .mrr("2024-01-01", 11000, "2024-12-31", 11000, "2025-01-01", 11200, "2025-02-01", 11200)
        .mrr("2025-03-10", 11200)
        .high("2024-06-01", "2024-12-15", "2025-01-15", "2025-02-15");
  }

  @Test
  @DisplayName("A year dearer at the combined renewal leaves the add-on's price as it was")
  void combinedYearRises() {
    of(YEAR_AND_MONTHS
            + """
            in_13 | 2025-01-01 .. 2026-01-01 | 2024-12-01 .. 2025-01-01 | 145000
            in_14 | 2025-02-01 .. 2025-03-01 | 2025-01-01 .. 2025-02-01 | 1000
            """)
        .through("2025-02-15")
        .mrr("2024-12-31", 11000, "2025-01-01", 13000, "2025-02-10", 13000)
        .high("2025-01-15");
  }

  @Test
  @DisplayName("Where both prices change at the combined renewal, the next invoice tells, low")
  void combinedBothChange() {
    of(YEAR_AND_MONTHS
            + """
            in_13 | 2025-01-01 .. 2026-01-01 | 2024-12-01 .. 2025-01-01 | 151500
            in_14 | 2025-02-01 .. 2025-03-01 | 2025-01-01 .. 2025-02-01 | 1500
            """)
        .through("2025-02-15")
        .mrr("2024-12-31", 11000, "2025-01-01", 14000, "2025-02-10", 14000)
        .low("2025-01-15");
  }

  @Test
  @DisplayName("An add-on without a next invoice ended at the renewal")
  void combinedEnds() {
    of(YEAR_AND_MONTHS + "in_13 | 2025-01-01 .. 2026-01-01 | 2024-12-01 .. 2025-01-01 | 120000\n")
        .through("2025-06-15")
        .mrr("2024-12-31", 11000, "2025-01-01", 10000, "2025-06-01", 10000);
  }

  @Test
  @DisplayName("An add-on whose next invoice is not due yet keeps its price, low")
  void combinedAtTheEdge() {
    of(YEAR_AND_MONTHS + "in_13 | 2025-01-01 .. 2026-01-01 | 2024-12-01 .. 2025-01-01 | 121000\n")
        .through("2025-01-10")
        .mrr("2024-12-31", 11000, "2025-01-01", 11000, "2025-01-09", 11000)
        .low("2025-01-05");
  }

  @Test
  @DisplayName("A month that ends with the year is a stream where the next year costs both")
  void lastMonthOfTheYear() {
    of("""
        in_1 | 2024-01-01 .. 2025-01-01 | 2024-01-01 .. 2024-01-01 | 120000
        in_2 | 2024-12-01 .. 2025-01-01 | 2024-01-01 .. 2024-12-01 | 1500
        in_3 | 2025-01-01 .. 2026-01-01 | 2024-01-01 .. 2025-01-01 | 121500
        in_4 | 2025-02-01 .. 2025-03-01 | 2025-01-01 .. 2025-02-01 | 1500
        in_5 | 2025-03-01 .. 2025-04-01 | 2025-02-01 .. 2025-03-01 | 1500
        """)
        .through("2025-03-15")
        .mrr("2024-11-30", 10000, "2024-12-01", 11500, "2024-12-31", 11500)
        .mrr("2025-01-01", 11500, "2025-02-01", 11500, "2025-03-10", 11500);
  }

  @Test
  @DisplayName("A yearly cycle at the end of a monthly one goes on with the new length")
  void goesOnYearly() {
    of("""
        in_1 | 2024-05-20 .. 2024-06-20 | 2024-05-20 .. 2024-05-20 | 3000
        in_2 | 2024-06-20 .. 2024-07-20 | 2024-05-20 .. 2024-06-20 | 3000
        in_3 | 2024-07-20 .. 2025-07-20 | 2024-06-20 .. 2024-07-20 | 30000
        """)
        .through("2025-03-15")
        .mrr("2024-07-19", 3000, "2024-07-20", 2500, "2025-03-01", 2500)
        .high("2024-06-25", "2024-08-01");
  }

  @Test
  @DisplayName("A year billed anew in its fifth month without a credit is low")
  void displacedYear() {
    of("""
        in_1 | 2024-01-01 .. 2025-01-01 | 2024-01-01 .. 2024-01-01 | 120000
        in_2 | 2024-05-10 .. 2025-05-10 | | 150000
        """)
        .through("2025-03-15")
        .mrr("2024-05-09", 10000, "2024-05-10", 12500, "2025-03-01", 12500)
        .low("2024-06-01");
  }

  @Test
  @DisplayName("Clocks put forward and back do not break a year and its months")
  void daylightSaving() {
    of("""
        in_1 | 2023-11-20T23:00 .. 2024-11-20T23:00 | 2023-11-20T23:00 .. 2023-11-20T23:00 | 122500
        in_2 | 2023-12-20T23:00 .. 2024-01-20T23:00 | 2023-11-20T23:00 .. 2023-12-20T23:00 | 2500
        in_3 | 2024-01-20T23:00 .. 2024-02-20T23:00 | 2023-12-20T23:00 .. 2024-01-20T23:00 | 2500
        in_4 | 2024-02-20T23:00 .. 2024-03-20T23:00 | 2024-01-20T23:00 .. 2024-02-20T23:00 | 2500
        in_5 | 2024-03-20T23:00 .. 2024-04-20T22:00 | 2024-02-20T23:00 .. 2024-03-20T23:00 | 2500
        in_6 | 2024-04-20T22:00 .. 2024-05-20T22:00 | 2024-03-20T23:00 .. 2024-04-20T22:00 | 2500
        in_7 | 2024-05-20T22:00 .. 2024-06-20T22:00 | 2024-04-20T22:00 .. 2024-05-20T22:00 | 2500
        """)
        .through("2024-06-10")
        .mrr("2023-11-20", 12500, "2023-12-20", 12500, "2024-03-25", 12500, "2024-04-25", 12500)
        .mrr("2024-06-05", 12500)
        .high("2023-12-01", "2024-04-25");
  }

  @Test
  @DisplayName("A first period of 51 of a leap quarter's 91 days costs that share of it")
  void anchoredQuarter() {
    of("""
        in_1 | 2024-02-10 .. 2024-04-01 | 2024-02-10 .. 2024-02-10 | 10200
        in_2 | 2024-04-01 .. 2024-07-01 | 2024-02-10 .. 2024-04-01 | 18200
        in_3 | 2024-07-01 .. 2024-10-01 | 2024-04-01 .. 2024-07-01 | 18200
        """)
        .through("2024-08-01")
        .mrr("2024-02-09", 0, "2024-02-10", 6067, "2024-03-31", 6067, "2024-04-01", 6067)
        .high("2024-02-15", "2024-05-01");
  }

  @Test
  @DisplayName("Three days up to the first Monday are three sevenths of a week")
  void anchoredWeek() {
    of("""
        in_1 | 2024-05-03 .. 2024-05-06 | 2024-05-03 .. 2024-05-03 | 429
        in_2 | 2024-05-06 .. 2024-05-13 | 2024-05-03 .. 2024-05-06 | 1000
        in_3 | 2024-05-13 .. 2024-05-20 | 2024-05-06 .. 2024-05-13 | 1000
        in_4 | 2024-05-20 .. 2024-05-27 | 2024-05-13 .. 2024-05-20 | 1000
        """)
        .through("2024-05-22")
        .mrr("2024-05-03", 4333, "2024-05-06", 4333, "2024-05-20", 4333)
        .high("2024-05-04", "2024-05-14");
  }

  @Test
  @DisplayName("A paid trial is no share of the month after it")
  void paidTrial() {
    of("""
        in_1 | 2024-06-01 .. 2024-06-11 | 2024-06-01 .. 2024-06-01 | 100
        in_2 | 2024-06-11 .. 2024-07-11 | 2024-06-01 .. 2024-06-11 | 4000
        in_3 | 2024-07-11 .. 2024-08-11 | 2024-06-11 .. 2024-07-11 | 4000
        """)
        .through("2024-07-20")
        .mrr("2024-06-05", 300, "2024-06-11", 4000, "2024-07-15", 4000)
        .low("2024-06-05")
        .high("2024-06-15", "2024-07-15");
  }

  @Test
  @DisplayName("A change in a first period is a share of the cycle that ends with it")
  void changeInFirstPeriod() {
    of("""
        in_1 | 2024-03-11 .. 2024-04-01 | 2024-03-11 .. 2024-03-11 | 2100
        in_2 | 2024-03-21 .. 2024-04-01 | 2024-03-11 .. 2024-03-21 | 1100
        in_3 | 2024-04-01 .. 2024-05-01 | 2024-03-11 .. 2024-04-01 | 6200
        in_4 | 2024-05-01 .. 2024-06-01 | 2024-04-01 .. 2024-05-01 | 6200
        """)
        .through("2024-05-20")
        .mrr("2024-03-15", 3100, "2024-03-21", 6200, "2024-04-01", 6200, "2024-05-10", 6200)
        .low("2024-03-15");
  }

  @Test
  @DisplayName("Four weeks cost as much a month in February as in any other month")
  void fourWeeks() {
    of("""
        in_1 | 2024-12-05 .. 2025-01-04 | 2024-12-05 .. 2024-12-05 | 0
        in_2 | 2025-01-04 .. 2025-02-01 | 2024-12-05 .. 2025-01-04 | 5200
        in_3 | 2025-02-01 .. 2025-03-01 | 2025-01-04 .. 2025-02-01 | 5200
        in_4 | 2025-03-01 .. 2025-03-29 | 2025-02-01 .. 2025-03-01 | 5200
        """)
        .through("2025-03-10")
        .mrr("2024-12-20", 0, "2025-01-04", 5633, "2025-02-01", 5633, "2025-03-01", 5633);
  }

  @Test
  @DisplayName("A February before a four-week plan belongs to the months before it")
  void februaryOfAMonthlyPlan() {
    of("""
        in_1 | 2025-01-01 .. 2025-02-01 | 2025-01-01 .. 2025-01-01 | 2800
        in_2 | 2025-02-01 .. 2025-03-01 | 2025-01-01 .. 2025-02-01 | 2800
        in_3 | 2025-03-01 .. 2025-03-29 | 2025-02-01 .. 2025-03-01 | 2800
        in_4 | 2025-03-29 .. 2025-04-26 | 2025-03-01 .. 2025-03-29 | 2800
        """)
        .through("2025-04-10")
        .mrr("2025-01-10", 2800, "2025-02-10", 2800, "2025-03-10", 3033, "2025-04-05", 3033);
  }

  @Test
  @DisplayName("Fifty-two weeks are a year")
  void fiftyTwoWeeks() {
    of("in_1 | 2024-02-05 .. 2025-02-03 | 2024-02-05 .. 2024-02-05 | 120000\n")
        .through("2025-01-10")
        .mrr("2024-02-05", 10000, "2025-01-05", 10000);
  }

  private static final String ARREARS =
      """
      in_1 | 2024-12-05 .. 2025-01-05 | 2024-12-05 .. 2025-01-05 | 5000 | created 2025-01-05T01:00
      in_2 | 2025-01-05 .. 2025-02-05 | 2025-01-05 .. 2025-02-05 | 5000 | created 2025-02-05T01:00
      in_3 | 2025-02-05 .. 2025-03-05 | 2025-02-05 .. 2025-03-05 | 5000 | created 2025-03-05T01:00
      """;

  @Test
  @DisplayName("Who is billed afterwards stays until the next invoice is due and its grace passed")
  void arrears() {
    of(ARREARS).through("2025-03-20T12:00").mrr("2025-03-04", 5000, "2025-03-19", 5000);
    of(ARREARS).through("2025-04-07T12:00").mrr("2025-03-05", 5000, "2025-04-04", 5000);
    of(ARREARS).through("2025-04-20T12:00").mrr("2025-03-04", 5000, "2025-03-05", 0);
  }

  @Test
  @DisplayName("A mark within a day of its start leaves no layer, a later one does")
  void marks() {
    of("""
        in_1 | 2024-05-10T23:30 .. 2024-06-10T23:30 | 2024-05-10T23:30 .. 2024-05-10T23:30 | 4000
        in_2 | 2024-06-10T23:30 .. 2024-07-10T23:30 | 2024-05-10T23:30 .. 2024-06-10T23:30 | 4000 | marked 2024-06-11T22:30
        in_3 | 2024-07-10T23:30 .. 2024-08-10T23:30 | 2024-06-10T23:30 .. 2024-07-10T23:30 | 4000 | marked 2024-07-12T00:30
        """)
        .through("2024-09-20")
        .mrr("2024-06-09", 4000, "2024-06-10", 0, "2024-06-11", 0, "2024-07-10", 4000)
        .mrr("2024-07-11", 4000, "2024-07-12", 0)
        .excluded("in_2", ExclusionReason.STATUS_UNCOLLECTIBLE);
  }

  @Test
  @DisplayName("Nothing is implied from an invoice that was marked within a day")
  void markedFirst() {
    of("in_1 | 2024-06-10 .. 2024-07-10 | 2024-05-10 .. 2024-06-10 | 4000 | marked 2024-06-10T20:00\n")
        .from("2024-06-01")
        .through("2024-09-20")
        .mrr("2024-05-20", 0, "2024-06-10", 0)
        .excluded("in_1", ExclusionReason.STATUS_UNCOLLECTIBLE);
  }

  @Test
  @DisplayName("A fee on the first quarter is no price: the two quarters after it tell")
  void setupFee() {
    of("""
        in_1 | 2024-01-31 .. 2024-04-30 | 2024-01-31 .. 2024-01-31 | 34000
        in_2 | 2024-04-30 .. 2024-07-31 | 2024-01-31 .. 2024-04-30 | 9000
        in_3 | 2024-07-31 .. 2024-10-31 | 2024-04-30 .. 2024-07-31 | 9000
        """)
        .through("2024-08-20")
        .mrr("2024-01-31", 3000, "2024-04-29", 3000, "2024-05-01", 3000)
        .low("2024-02-10")
        .high("2024-05-10");
  }

  @Test
  @DisplayName("A first quarter dearer than the only one after it counts as billed, low")
  void dearerFirst() {
    of("""
        in_1 | 2024-01-31 .. 2024-04-30 | 2024-01-31 .. 2024-01-31 | 34000
        in_2 | 2024-04-30 .. 2024-07-31 | 2024-01-31 .. 2024-04-30 | 9000
        """)
        .through("2024-07-20")
        .mrr("2024-01-31", 11333, "2024-05-01", 3000)
        .low("2024-02-10")
        .high("2024-05-10");
  }

  @Test
  @DisplayName("Three invoices without a subscription that go on from each other are a stream")
  void consolidated() {
    of("""
        in_1 | 2024-01-31 .. 2024-02-29 | | 8000 | unsubscribed
        in_2 | 2024-02-29 .. 2024-03-31 | | 8000 | unsubscribed
        in_3 | 2024-03-31 .. 2024-04-30 | | 8000 | unsubscribed
        """)
        .through("2024-04-20")
        .mrr("2024-01-31", 8000, "2024-02-29", 8000, "2024-04-10", 8000)
        .low("2024-02-10", "2024-04-10");
  }

  @Test
  @DisplayName("Two invoices without a subscription are one-offs")
  void twoWithoutSubscription() {
    of("""
        in_1 | 2024-01-31 .. 2024-02-29 | | 8000 | unsubscribed
        in_2 | 2024-02-29 .. 2024-03-31 | | 8000 | unsubscribed
        """)
        .through("2024-04-20")
        .mrr("2024-02-10", 0)
        .excluded("in_1", ExclusionReason.ONE_OFF)
        .excluded("in_2", ExclusionReason.ONE_OFF);
  }

  @Test
  @DisplayName("A quarter that began with a credit is what the next quarter costs")
  void restartWithCredit() {
    of("""
        in_1 | 2025-02-10 .. 2025-09-01 | 2025-02-10 .. 2025-02-10 | -30000
        in_2 | 2025-05-10 .. 2025-08-10 | 2025-02-10 .. 2025-05-10 | 15000
        """)
        .from("2025-01-01")
        .through("2025-07-01")
        .mrr("2025-02-09", 0, "2025-02-10", 5000, "2025-05-09", 5000, "2025-05-10", 5000)
        .excluded("in_1", ExclusionReason.ORPHAN_CREDIT);
  }

  @Test
  @DisplayName("A cycle of another length tells nothing about the one that began with a credit")
  void restartWithCreditOfAnotherLength() {
    of("""
        in_1 | 2025-02-10 .. 2025-09-01 | 2025-02-10 .. 2025-02-10 | -30000
        in_2 | 2025-03-10 .. 2025-06-10 | 2025-02-10 .. 2025-03-10 | 15000
        """)
        .from("2025-01-01")
        .through("2025-06-01")
        .mrr("2025-02-10", 0, "2025-03-09", 0, "2025-03-10", 5000)
        .excluded("in_1", ExclusionReason.ORPHAN_CREDIT);
  }

  @Test
  @DisplayName("A licence in advance and usage in arrears are one price of the coming quarter, low")
  void licenceAndUsage() {
    of("""
        in_1 | 2024-01-15 .. 2024-04-15 | 2024-01-15 .. 2024-01-15 | 30000
        in_2 | 2024-01-15 .. 2024-07-15 | 2024-01-15 .. 2024-04-15 | 36000
        in_3 | 2024-04-15 .. 2024-10-15 | 2024-04-15 .. 2024-07-15 | 33000
        in_4 | 2024-07-15 .. 2025-01-15 | 2024-07-15 .. 2024-10-15 | 30000
        """)
        .through("2024-11-01")
        .mrr("2024-01-15", 10000, "2024-04-14", 10000, "2024-04-15", 12000, "2024-07-15", 11000)
        .mrr("2024-10-15", 10000)
        .low("2024-05-01", "2024-08-01", "2024-10-20");
  }

  @Test
  @DisplayName("Of all prices that a change in the last days of a year may mean, the roundest")
  void roundestPrice() {
    of("""
        in_1 | 2024-01-10T09:30 .. 2025-01-10T09:30 | 2024-01-10T09:30 .. 2024-01-10T09:30 | 94800
        in_2 | 2025-01-05T17:45 .. 2025-01-10T09:30 | 2024-01-10T09:30 .. 2025-01-05T17:45 | 1847
        """)
        .through("2025-01-08")
        .mrr("2025-01-04", 7900, "2025-01-05", 20000, "2025-01-07", 20000)
        .high("2025-01-04")
        .low("2025-01-06");
  }

  @Test
  @DisplayName("A change whose price the next year contradicts leaves that year low")
  void contradictedYear() {
    of("""
        in_1 | 2023-02-01 .. 2024-02-01 | 2023-02-01 .. 2023-02-01 | 73000
        in_2 | 2023-11-23 .. 2024-02-01 | 2023-02-01 .. 2023-11-23 | 7000
        in_3 | 2024-02-01 .. 2025-02-01 | 2023-02-01 .. 2024-02-01 | 146000
        """)
        .through("2024-08-18")
        .mrr("2023-11-22", 6083, "2024-02-01", 12167)
        .high("2023-11-22")
        .low("2024-03-01");
  }

  private static final String MONTHS_OF_2024 =
      YEAR_AND_MONTHS.substring(YEAR_AND_MONTHS.indexOf("in_02"));

  @Test
  @DisplayName("A file that begins between two renewals of the year shows the months, then both")
  void windowInTheYear() {
    of(MONTHS_OF_2024.substring(MONTHS_OF_2024.indexOf("in_05"))
            + """
            in_13 | 2025-01-01 .. 2026-01-01 | 2024-12-01 .. 2025-01-01 | 121000
            in_14 | 2025-02-01 .. 2025-03-01 | 2025-01-01 .. 2025-02-01 | 1000
            in_15 | 2025-03-01 .. 2025-04-01 | 2025-02-01 .. 2025-03-01 | 1000
            """)
        .from("2024-05-01")
        .through("2025-03-15")
        .mrr("2024-03-31", 0, "2024-04-01", 1000, "2024-05-10", 1000, "2024-12-31", 1000)
        .mrr("2025-01-01", 11000, "2025-02-10", 11000, "2025-03-10", 11000);
  }

  @Test
  @DisplayName("A file that ends in the add-on's first own month keeps it")
  void windowEndsEarly() {
    of("""
        in_1 | 2024-01-01 .. 2025-01-01 | 2024-01-01 .. 2024-01-01 | 121000
        in_2 | 2024-02-01 .. 2024-03-01 | 2024-01-01 .. 2024-02-01 | 1000
        """)
        .through("2024-02-10")
        .mrr("2024-01-10", 11000, "2024-02-05", 11000);
  }

  @Test
  @DisplayName("A month of an add-on about to be written is pending beside the year")
  void pendingBesideTheYear() {
    String months = YEAR_AND_MONTHS.substring(0, YEAR_AND_MONTHS.indexOf("in_08"));
    of(months).through("2024-08-01T00:30").mrr("2024-07-31", 11000, "2024-08-01", 11000);
    of(months).through("2024-08-01T09:00").mrr("2024-07-31", 11000, "2024-08-01", 10000);
    of(months + "in_08 | 2024-08-01 .. 2024-09-01 | 2024-07-01 .. 2024-08-01 | 1000 | draft")
        .through("2024-08-02T09:00")
        .mrr("2024-07-31", 11000, "2024-08-01", 11000, "2024-08-02", 11000)
        .excluded("in_08", ExclusionReason.STATUS_DRAFT);
  }

  @Test
  @DisplayName("A void month of an add-on is a month of the year alone")
  void voidMonth() {
    of(YEAR_AND_MONTHS.replace(
            "2024-05-01 .. 2024-06-01 | 2024-04-01 .. 2024-05-01 | 1000",
            "2024-05-01 .. 2024-06-01 | 2024-04-01 .. 2024-05-01 | 1000 | void"))
        .through("2024-12-15")
        .mrr("2024-04-30", 11000, "2024-05-01", 10000, "2024-05-31", 10000)
        .mrr("2024-06-01", 11000, "2024-12-10", 11000);
  }

  @Test
  @DisplayName("A month of an add-on given up counts until then")
  void givenUpMonth() {
    of(YEAR_AND_MONTHS.replace(
            "2024-05-01 .. 2024-06-01 | 2024-04-01 .. 2024-05-01 | 1000",
            "2024-05-01 .. 2024-06-01 | 2024-04-01 .. 2024-05-01 | 1000 | marked 2024-05-20"))
        .through("2024-12-15")
        .mrr("2024-05-19", 11000, "2024-05-20", 10000, "2024-05-31", 10000)
        .mrr("2024-06-01", 11000, "2024-12-10", 11000);
  }

  @Test
  @DisplayName("A change that ends with the add-on's month is the add-on's")
  void addOnChanges() {
    of("""
        in_1 | 2024-04-01 .. 2025-04-01 | 2024-04-01 .. 2024-04-01 | 121000
        in_2 | 2024-05-01 .. 2024-06-01 | 2024-04-01 .. 2024-05-01 | 1000
        in_3 | 2024-06-01 .. 2024-07-01 | 2024-05-01 .. 2024-06-01 | 1000
        in_4 | 2024-06-16 .. 2024-07-01 | 2024-06-01 .. 2024-06-16 | 500
        in_5 | 2024-07-01 .. 2024-08-01 | 2024-06-01 .. 2024-07-01 | 2000
        in_6 | 2024-08-01 .. 2024-09-01 | 2024-07-01 .. 2024-08-01 | 2000
        """)
        .through("2024-08-20")
        .mrr("2024-06-15", 11000, "2024-06-16", 12000, "2024-07-01", 12000, "2024-08-10", 12000)
        .high("2024-06-20", "2024-07-10");
  }

  @Test
  @DisplayName("A change that ends with the year is the year's")
  void yearChanges() {
    of("""
        in_1 | 2024-01-01 .. 2025-01-01 | 2024-01-01 .. 2024-01-01 | 121000
        in_2 | 2024-02-01 .. 2024-03-01 | 2024-01-01 .. 2024-02-01 | 1000
        in_3 | 2024-03-01 .. 2024-04-01 | 2024-02-01 .. 2024-03-01 | 1000
        in_4 | 2024-04-01 .. 2024-05-01 | 2024-03-01 .. 2024-04-01 | 1000
        in_5 | 2024-05-01 .. 2024-06-01 | 2024-04-01 .. 2024-05-01 | 1000
        in_6 | 2024-06-01 .. 2024-07-01 | 2024-05-01 .. 2024-06-01 | 1000
        in_7 | 2024-07-01 .. 2024-08-01 | 2024-06-01 .. 2024-07-01 | 1000
        in_8 | 2024-07-02 .. 2025-01-01 | 2024-01-01 .. 2024-07-02 | 60000
        in_9 | 2024-08-01 .. 2024-09-01 | 2024-07-01 .. 2024-08-01 | 1000
        """)
        .through("2024-08-20")
        .mrr("2024-07-01", 11000, "2024-07-02", 21000, "2024-08-10", 21000);
  }

  @Test
  @DisplayName("A change that ends with the month and the year is that of which the next adds up")
  void changeAtBothEnds() {
    of(YEAR_AND_MONTHS
            + """
            in_13 | 2024-12-16T12:00 .. 2025-01-01 | 2024-12-01 .. 2024-12-16T12:00 | 750
            in_14 | 2025-01-01 .. 2026-01-01 | 2024-12-01 .. 2025-01-01 | 122500
            in_15 | 2025-02-01 .. 2025-03-01 | 2025-01-01 .. 2025-02-01 | 2500
            """)
        .through("2025-02-20")
        .mrr("2024-12-15", 11000, "2024-12-16", 12500, "2024-12-31", 12500)
        .mrr("2025-01-01", 12500, "2025-02-10", 12500);
  }

  @Test
  @DisplayName("A trial without a price is cut by the first paid month")
  void trialIsCut() {
    of("""
        in_1 | 2024-03-01 .. 2024-03-15 | 2024-03-01 .. 2024-03-01 | 0
        in_2 | 2024-03-05 .. 2024-04-05 | 2024-03-05 .. 2024-03-05 | 3000
        in_3 | 2024-04-05 .. 2024-05-05 | 2024-03-05 .. 2024-04-05 | 3000
        """)
        .through("2024-04-20")
        .mrr("2024-03-04", 0, "2024-03-05", 3000, "2024-03-20", 3000, "2024-04-10", 3000);
  }

  @Test
  @DisplayName("Years from a leap day are all of twelve months")
  void leapYears() {
    of("""
        in_1 | 2024-02-29 .. 2025-02-28 | 2024-02-29 .. 2024-02-29 | 144000
        in_2 | 2025-02-28 .. 2026-02-28 | 2024-02-29 .. 2025-02-28 | 144000
        in_3 | 2026-02-28 .. 2027-02-28 | 2025-02-28 .. 2026-02-28 | 144000
        in_4 | 2027-02-28 .. 2028-02-29 | 2026-02-28 .. 2027-02-28 | 144000
        """)
        .through("2027-06-01")
        .mrr("2024-02-29", 12000, "2025-02-28", 12000, "2026-06-01", 12000, "2027-05-01", 12000)
        .high("2024-03-01", "2025-03-01", "2026-06-01", "2027-05-01");
  }

  @Test
  @DisplayName("An add-on with days of its own goes on beside the year and its renewal")
  void otherDays() {
    of("""
        in_1 | 2024-01-15 .. 2025-01-15 | 2024-01-15 .. 2024-01-15 | 120000
        in_2 | 2024-11-28 .. 2024-12-28 | 2024-11-28 .. 2024-11-28 | 1000
        in_3 | 2024-12-28 .. 2025-01-28 | 2024-11-28 .. 2024-12-28 | 1000
        in_4 | 2025-01-15 .. 2026-01-15 | 2024-01-15 .. 2025-01-15 | 120000
        in_5 | 2025-01-28 .. 2025-02-28 | 2024-12-28 .. 2025-01-28 | 1000
        """)
        .through("2025-02-20")
        .mrr("2024-11-27", 10000, "2024-11-28", 11000, "2024-12-28", 11000, "2025-01-15", 11000)
        .mrr("2025-01-28", 11000, "2025-02-10", 11000);
  }

  @Test
  @DisplayName("An add-on bought days before the renewal reaches beyond it and is a stream")
  void boughtBeforeTheRenewal() {
    of("""
        in_1 | 2024-01-15 .. 2025-01-15 | 2024-01-15 .. 2024-01-15 | 120000
        in_2 | 2024-12-28 .. 2025-01-28 | 2024-12-28 .. 2024-12-28 | 1000
        in_3 | 2025-01-15 .. 2026-01-15 | 2024-01-15 .. 2025-01-15 | 120000
        in_4 | 2025-01-28 .. 2025-02-28 | 2024-12-28 .. 2025-01-28 | 1000
        """)
        .through("2025-02-20")
        .mrr("2024-12-27", 10000, "2024-12-28", 11000, "2025-01-14", 11000, "2025-01-15", 11000)
        .mrr("2025-01-28", 11000, "2025-02-10", 11000);
  }

  @Test
  @DisplayName("A weekly add-on billed with the first month has its price from the first day")
  void weeksInMonths() {
    of("""
        in_1 | 2024-05-01 .. 2024-06-01 | 2024-05-01 .. 2024-05-01 | 5700
        in_2 | 2024-05-08 .. 2024-05-15 | 2024-05-01 .. 2024-05-08 | 700
        in_3 | 2024-05-15 .. 2024-05-22 | 2024-05-08 .. 2024-05-15 | 700
        in_4 | 2024-05-22 .. 2024-05-29 | 2024-05-15 .. 2024-05-22 | 700
        in_5 | 2024-05-29 .. 2024-06-05 | 2024-05-22 .. 2024-05-29 | 700
        in_6 | 2024-06-01 .. 2024-07-01 | 2024-05-01 .. 2024-06-01 | 5000
        in_7 | 2024-06-05 .. 2024-06-12 | 2024-05-29 .. 2024-06-05 | 700
        """)
        .through("2024-06-10")
        .mrr("2024-05-01", 8033, "2024-05-08", 8033, "2024-05-31", 8033, "2024-06-01", 8033)
        .mrr("2024-06-05", 8033);
  }

  private static final String USAGE_OF_A_YEAR =
      """
      in_01 | 2024-04-10 .. 2025-04-10 | 2024-04-10 .. 2024-04-10 | 240000
      in_02 | 2024-04-10 .. 2024-05-10 | 2024-04-10 .. 2024-05-10 | 1250 | created 2024-05-10T01:00
      in_03 | 2024-05-10 .. 2024-06-10 | 2024-05-10 .. 2024-06-10 | 1250 | created 2024-06-10T01:00
      in_04 | 2024-06-10 .. 2024-07-10 | 2024-06-10 .. 2024-07-10 | 1250 | created 2024-07-10T01:00
      in_05 | 2024-07-10 .. 2024-08-10 | 2024-07-10 .. 2024-08-10 | 1250 | created 2024-08-10T01:00
      """;

  @Test
  @DisplayName("Usage billed afterwards beside a year stays until its next invoice is due")
  void usageBesideTheYear() {
    of(USAGE_OF_A_YEAR)
        .through("2024-08-20")
        .mrr("2024-04-10", 21250, "2024-05-10", 21250, "2024-08-09", 21250, "2024-08-15", 21250);
  }

  @Test
  @DisplayName("A year of usage ends with an invoice for the next year and the last month's usage")
  void usageWithTheRenewal() {
    of(USAGE_OF_A_YEAR
            + """
            in_06 | 2024-08-10 .. 2024-09-10 | 2024-08-10 .. 2024-09-10 | 1250 | created 2024-09-10T01:00
            in_07 | 2024-09-10 .. 2024-10-10 | 2024-09-10 .. 2024-10-10 | 1250 | created 2024-10-10T01:00
            in_08 | 2024-10-10 .. 2024-11-10 | 2024-10-10 .. 2024-11-10 | 1250 | created 2024-11-10T01:00
            in_09 | 2024-11-10 .. 2024-12-10 | 2024-11-10 .. 2024-12-10 | 1250 | created 2024-12-10T01:00
            in_10 | 2024-12-10 .. 2025-01-10 | 2024-12-10 .. 2025-01-10 | 1250 | created 2025-01-10T01:00
            in_11 | 2025-01-10 .. 2025-02-10 | 2025-01-10 .. 2025-02-10 | 1250 | created 2025-02-10T01:00
            in_12 | 2025-02-10 .. 2025-03-10 | 2025-02-10 .. 2025-03-10 | 1250 | created 2025-03-10T01:00
            in_13 | 2025-03-10 .. 2026-04-10 | 2025-03-10 .. 2025-04-10 | 241250 | created 2025-04-10T01:00
            in_14 | 2025-04-10 .. 2025-05-10 | 2025-04-10 .. 2025-05-10 | 1300 | created 2025-05-10T01:00
            """)
        .through("2025-05-15")
        .mrr("2024-12-01", 21250, "2025-03-09", 21250, "2025-03-20", 21250)
        .mrr("2025-04-10", 21300, "2025-05-09", 21300, "2025-05-12", 21300);
  }

  @Test
  @DisplayName("Quarters and months from the thirtieth clamp at February")
  void clampedQuarters() {
    of("""
        in_1 | 2023-11-30 .. 2024-02-29 | 2023-11-30 .. 2023-11-30 | 31000
        in_2 | 2023-12-30 .. 2024-01-30 | 2023-11-30 .. 2023-12-30 | 1000
        in_3 | 2024-01-30 .. 2024-02-29 | 2023-12-30 .. 2024-01-30 | 1000
        in_4 | 2024-02-29 .. 2024-05-30 | 2024-01-30 .. 2024-02-29 | 31000
        in_5 | 2024-03-30 .. 2024-04-30 | 2024-02-29 .. 2024-03-30 | 1000
        in_6 | 2024-04-30 .. 2024-05-30 | 2024-03-30 .. 2024-04-30 | 1000
        in_7 | 2024-05-30 .. 2024-08-30 | 2024-04-30 .. 2024-05-30 | 31000
        in_8 | 2024-06-30 .. 2024-07-30 | 2024-05-30 .. 2024-06-30 | 1000
        """)
        .through("2024-07-15")
        .mrr("2023-11-30", 11000, "2024-01-30", 11000, "2024-02-28", 11000, "2024-02-29", 11000)
        .mrr("2024-03-30", 11000, "2024-05-30", 11000, "2024-07-10", 11000);
  }

  @Test
  @DisplayName("A year dearer by just the add-on's price says that the add-on began later")
  void beganLater() {
    of(YEAR_AND_MONTHS.replace("121000", "120000")
            + """
            in_13 | 2025-01-01 .. 2026-01-01 | 2024-12-01 .. 2025-01-01 | 121000
            in_14 | 2025-02-01 .. 2025-03-01 | 2025-01-01 .. 2025-02-01 | 1000
            """)
        .through("2025-02-20")
        .mrr("2024-01-01", 10000, "2024-01-31", 10000, "2024-02-01", 11000, "2024-12-31", 11000)
        .mrr("2025-01-01", 11000, "2025-02-10", 11000);
  }

  @Test
  @DisplayName("A credit for the rest of the add-on's month ends the add-on alone")
  void addOnEnds() {
    String months = YEAR_AND_MONTHS.substring(0, YEAR_AND_MONTHS.indexOf("in_06"));
    of(months + "in_06 | 2024-05-19 .. 2024-06-01 | 2024-05-01 .. 2024-05-19 | -419\n")
        .through("2024-12-20")
        .mrr("2024-05-18", 11000, "2024-05-19", 10000, "2024-05-31", 10000, "2024-12-01", 10000);
  }

  @Test
  @DisplayName("A month that a credit note paid is no MRR")
  void creditedMonth() {
    of("""
        in_1 | 2024-07-31 .. 2024-08-31 | 2024-07-31 .. 2024-07-31 | 5000
        in_2 | 2024-08-31 .. 2024-09-30 | 2024-07-31 .. 2024-08-31 | 5000 | credited
        in_3 | 2024-09-30 .. 2024-10-31 | 2024-08-31 .. 2024-09-30 | 5000
        """)
        .through("2024-10-20")
        .mrr("2024-08-30", 5000, "2024-08-31", 0, "2024-09-29", 0, "2024-09-30", 5000)
        .excluded("in_2", ExclusionReason.CREDITED);
  }

  @Test
  @DisplayName("A one-off that ends whole months after the cycle's start makes its days low")
  void oneOffToAnAnchor() {
    of("""
        in_1 | 2024-01-15 .. 2025-01-15 | 2024-01-15 .. 2024-01-15 | 120000
        in_2 | 2024-03-01 .. 2024-04-15 | 2024-03-01 .. 2024-03-01 | 5000
        """)
        .through("2024-12-20")
        .mrr("2024-02-01", 10000, "2024-03-10", 10000, "2024-04-14", 10000, "2024-05-01", 10000)
        .excluded("in_2", ExclusionReason.ONE_OFF_PERIOD)
        .low("2024-03-01", "2024-04-14")
        .high("2024-02-01", "2024-05-01");
  }

  @Test
  @DisplayName("A first period up to New Year is its share of the year that it ends")
  void anchoredYear() {
    of("""
        in_1 | 2023-09-15 .. 2024-01-01 | 2023-09-15 .. 2023-09-15 | 21600
        in_2 | 2024-01-01 .. 2025-01-01 | 2023-09-15 .. 2024-01-01 | 73000
        """)
        .through("2024-12-20")
        .mrr("2023-09-14", 0, "2023-09-15", 6083, "2023-12-31", 6083, "2024-01-01", 6083)
        .high("2023-10-01", "2024-10-01");
  }

  @Test
  @DisplayName("Thirty days cost as much a month across a leap day as elsewhere")
  void thirtyDays() {
    of("""
        in_1 | 2024-01-01 .. 2024-01-31 | 2024-01-01 .. 2024-01-01 | 3000
        in_2 | 2024-01-31 .. 2024-03-01 | 2024-01-01 .. 2024-01-31 | 3000
        in_3 | 2024-03-01 .. 2024-03-31 | 2024-01-31 .. 2024-03-01 | 3000
        in_4 | 2024-03-31 .. 2024-04-30 | 2024-03-01 .. 2024-03-31 | 3000
        """)
        .through("2024-04-20")
        .mrr("2024-01-10", 3042, "2024-02-10", 3042, "2024-03-10", 3042, "2024-04-10", 3042);
  }

  /** Invoices of one subscription and what is read from them. */
  static final class Bills {
    private final List<Invoice> invoices;
    private Instant from;
    private Reading reading;

    private Bills(List<Invoice> invoices) {
      this.invoices = invoices;
      this.from = invoices.stream().map(Invoice::createdAt).min(Instant::compareTo).orElseThrow();
    }

    /** One invoice a line: {@code id | service | usage | net | anything unusual}. */
    static Bills of(String table) {
      return new Bills(table.strip().lines().map(Bills::invoice).toList());
    }

    private static Invoice invoice(String line) {
      String[] cells = line.strip().split("\\s*\\|\\s*", -1);
      String[] service = cells[1].split(" \\.\\. ");
      String[] usage = cells[2].isEmpty() ? new String[2] : cells[2].split(" \\.\\. ");
      String note = cells.length > 4 ? cells[4] : "";
      Instant marked = note.startsWith("marked ") ? time(note.substring(7)) : null;
      Instant created = time(usage[1] == null ? service[0] : usage[1]);
      return new Invoice(
          cells[0],
          "cus_1",
          note.equals("unsubscribed") ? null : "sub_1",
          "EUR",
          status(note),
          !note.equals("draft"),
          note.equals("credited"),
          note.startsWith("created ") ? time(note.substring(8)) : created,
          null,
          created,
          marked,
          time(service[0]),
          time(service[1]),
          time(usage[0]),
          time(usage[1]),
          Long.parseLong(cells[3]));
    }

    private static InvoiceStatus status(String note) {
      return switch (note.split(" ")[0]) {
        case "draft" -> InvoiceStatus.DRAFT;
        case "void" -> InvoiceStatus.VOID;
        case "marked" -> InvoiceStatus.UNCOLLECTIBLE;
        default -> InvoiceStatus.PAID;
      };
    }

    private static Instant time(String text) {
      return text == null ? null : Invoices.time(text.replace('T', ' '));
    }

    Bills from(String first) {
      from = time(first);
      return this;
    }

    Bills through(String last) {
      Rules rules = Rules.of(Policy.defaults(), from, time(last));
      reading = Reading.of(invoices, null, rules);
      assertThat(reading.roundedTooMuch()).isEmpty();
      List<Invoice> backwards = new ArrayList<>(invoices);
      Collections.reverse(backwards);
      assertThat(Reading.of(backwards, null, rules).layers())
          .as("in the other order")
          .isEqualTo(reading.layers());
      return this;
    }

    /** Days, each followed by its MRR. */
    Bills mrr(Object... daysAndMrr) {
      Map<String, Long> expected = new LinkedHashMap<>();
      Map<String, Long> read = new LinkedHashMap<>();
      for (int i = 0; i < daysAndMrr.length; i += 2) {
        String day = (String) daysAndMrr[i];
        expected.put(day, ((Integer) daysAndMrr[i + 1]).longValue());
        read.put(day, active(day).mapToLong(Layer::mrrMinor).sum());
      }
      assertThat(read).as("of " + texts()).isEqualTo(expected);
      return this;
    }

    private String texts() {
      return reading.layers().stream()
          .map(
              layer ->
                  String.join(
                      " ",
                      layer.kind().name(),
                      layer.start().toString(),
                      layer.end().toString(),
                      Long.toString(layer.mrrMinor()),
                      layer.confidence().name()))
          .collect(Collectors.joining("\n", "\n", "\n"));
    }

    Bills high(String... days) {
      for (String day : days) {
        assertThat(active(day).map(Layer::confidence))
            .as(day)
            .isNotEmpty()
            .containsOnly(Layer.Confidence.HIGH);
      }
      return this;
    }

    Bills low(String... days) {
      for (String day : days) {
        assertThat(active(day).map(Layer::confidence)).as(day).contains(Layer.Confidence.LOW);
      }
      return this;
    }

    Bills excluded(String id, ExclusionReason reason) {
      assertThat(reading.exclusions()).containsEntry(id, reason);
      return this;
    }

    private Stream<Layer> active(String day) {
      LocalDate date = LocalDate.parse(day);
      return reading.layers().stream()
          .filter(layer -> !date(layer.start()).isAfter(date) && date.isBefore(date(layer.end())));
    }

    private static LocalDate date(Instant time) {
      return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
  }
}
