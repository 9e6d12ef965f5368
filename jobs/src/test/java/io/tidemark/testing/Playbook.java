package io.tidemark.testing;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * The 55 customers of dbt Labs' mrr-playbook (github.com/dbt-labs/mrr-playbook, its seed {@code
 * subscription_periods}), billed month by month in the least columns an export may have.
 */
public final class Playbook {
  private Playbook() {}

  /** Customer, then start month, number of months and monthly amount of each stretch. */
  private static final String CUSTOMERS =
      """
      1: 2018-11 3x50, 2019-04 2x50, 2019-06 2x75
      2: 2017-09 2x25
      3: 2017-09 1x50
      4: 2017-10 1x25
      5: 2018-11 1x50, 2018-12 3x25, 2019-07 1x50, 2019-08 1x25, 2019-09 1x50, 2019-10 2x25, \
      2019-12 1x40
      6: 2018-05 1x35, 2018-06 19x65
      7: 2018-01 1x55, 2018-02 22x70
      8: 2019-04 8x65
      9: 2018-05 1x85, 2018-06 19x75
      10: 2018-04 1x80, 2018-09 1x50, 2018-10 6x25, 2019-04 1x50, 2019-05 1x25, 2019-06 5x50, \
      2019-11 1x25, 2019-12 1x35
      11: 2018-09 1x30, 2018-10 15x50
      12: 2018-06 1x25, 2018-07 18x50
      13: 2019-08 1x25, 2019-09 4x50
      14: 2019-03 1x25, 2019-04 1x50, 2019-05 1x25, 2019-06 1x50, 2019-07 2x25, 2019-09 1x50, \
      2019-10 3x25
      15: 2019-02 11x30
      16: 2019-07 6x25
      17: 2018-11 1x25, 2018-12 5x50, 2019-05 1x25, 2019-06 3x40, 2019-09 1x35, 2019-10 1x65, \
      2019-11 1x100, 2019-12 1x95
      18: 2018-11 1x90, 2018-12 12x50
      19: 2019-05 1x25, 2019-06 7x50
      20: 2019-01 1x25, 2019-02 10x50
      21: 2018-11 1x25, 2018-12 12x50
      22: 2018-12 1x25, 2019-01 7x35
      23: 2019-03 1x35, 2019-04 9x50
      24: 2019-05 1x25, 2019-06 7x60
      25: 2019-08 1x30, 2019-09 1x35, 2019-10 3x45
      26: 2019-05 1x55, 2019-06 2x50
      27: 2019-07 1x130, 2019-08 5x125
      28: 2019-07 1x50, 2019-08 4x25
      29: 2019-06 1x50, 2019-07 5x35
      30: 2019-04 1x55, 2019-05 7x45
      31: 2019-11 1x50, 2019-12 1x25
      32: 2019-05 1x50, 2019-06 7x25
      33: 2019-10 1x50, 2019-11 1x25
      34: 2019-08 1x50, 2019-09 4x25
      35: 2019-10 1x50, 2019-11 1x25
      36: 2019-09 1x50, 2019-10 3x25
      37: 2019-09 4x25
      38: 2019-09 3x30
      39: 2019-11 1x35
      40: 2019-09 1x35, 2019-10 3x50
      41: 2019-11 1x25, 2019-12 1x50
      42: 2019-09 1x25, 2019-10 2x50
      43: 2019-11 1x25
      44: 2019-10 1x50, 2019-11 2x25
      45: 2019-10 1x45, 2019-11 2x35
      46: 2019-12 1x50
      47: 2019-10 1x25, 2019-11 1x50
      48: 2019-11 1x25
      49: 2019-11 1x50
      50: 2019-12 1x25
      51: 2020-01 1x50
      52: 2019-12 1x25
      53: 2020-01 1x50
      54: 2020-01 1x25
      55: 2020-01 1x50
      """;

  /** The export's header, then 352 invoices. */
  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(Export.MINIMAL_HEADER);
    CUSTOMERS.lines().forEach(customer -> bill(customer, lines));
    return lines;
  }

  private static void bill(String customer, List<String> lines) {
    String[] parts = customer.split(": ");
    for (String stretch : parts[1].split(", ")) {
      String[] words = stretch.split("[ x]");
      YearMonth first = YearMonth.parse(words[0]);
      for (int number = 0; number < Integer.parseInt(words[1]); number++) {
        YearMonth month = first.plusMonths(number);
        lines.add(
            "in_%s_%s,cus_%s,sub_%s,paid,usd,%s.00,0.00,0.00,%s.00,%s-01 00:00,%s-01 00:00,%s-01 00:00"
                .formatted(
                    parts[0],
                    month,
                    parts[0],
                    parts[0],
                    words[2],
                    words[2],
                    month,
                    month,
                    month.plusMonths(1)));
      }
    }
  }
}
