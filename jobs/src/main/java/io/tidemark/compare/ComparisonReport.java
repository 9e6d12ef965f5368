package io.tidemark.compare;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The comparison of a run with the file of another system. Amounts are in major units; a difference
 * is the figure of the file less the figure of the run.
 *
 * @param file as given on the command line
 * @param rows of the file, without its header
 * @param months that were compared, oldest first
 * @param monthsNotCompared months of the file that the run does not cover
 * @param figures MRR of a customer in a month and currency that at least one side has
 * @param customers with a figure
 * @param totals by month and currency
 * @param causes by cause and currency, the largest first
 * @param differences by customer, currency and month
 * @param rejects rows and values of the file that were not read
 */
public record ComparisonReport(
    String runId,
    String file,
    LocalDate asOf,
    long rows,
    List<String> months,
    List<String> monthsNotCompared,
    long figures,
    long customers,
    List<MonthTotal> totals,
    List<CauseTotal> causes,
    List<Difference> differences,
    List<RejectedRow> rejects) {
  public ComparisonReport {
    months = List.copyOf(months);
    monthsNotCompared = List.copyOf(monthsNotCompared);
    totals = List.copyOf(totals);
    causes = List.copyOf(causes);
    differences = List.copyOf(differences);
    rejects = List.copyOf(rejects);
  }

  /**
   * The MRR of a month in one currency.
   *
   * @param date the last day of the month, or the as-of date if that is earlier
   * @param customers whose figures differ
   */
  public record MonthTotal(
      String month,
      LocalDate date,
      String currency,
      BigDecimal published,
      BigDecimal other,
      BigDecimal difference,
      long customers) {}

  /**
   * The differences with one cause.
   *
   * @param cause a {@link Cause}
   * @param detail the variant of the cause; empty if it has none
   * @param figures number of customers and months
   * @param lastMonth the difference in the last compared month
   * @param allMonths the sum of the differences of all compared months
   */
  public record CauseTotal(
      String cause,
      String detail,
      String definition,
      String currency,
      long figures,
      long customers,
      BigDecimal lastMonth,
      BigDecimal allMonths) {}

  /**
   * A figure that differs.
   *
   * @param isConverted whether it is the sum of all currencies of the customer, converted
   * @param cause a {@link Cause}
   * @param detail the variant of the cause, or the invoice or subscription; may be empty
   * @param recomputed the figure under this cause; null if there is nothing to compute it from
   * @param isExact whether it is the figure of the file to the minor unit
   * @param otherCauses other causes that give the same figure
   */
  public record Difference(
      String customerId,
      String month,
      LocalDate date,
      String currency,
      boolean isConverted,
      BigDecimal published,
      BigDecimal other,
      BigDecimal difference,
      String cause,
      String detail,
      BigDecimal recomputed,
      boolean isExact,
      List<String> otherCauses) {
    public Difference {
      otherCauses = List.copyOf(otherCauses);
    }
  }
}
