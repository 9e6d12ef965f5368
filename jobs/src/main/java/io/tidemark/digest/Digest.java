package io.tidemark.digest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A run in brief, for a message to its readers. Amounts are in major units of {@code currency} per
 * month, except {@code arr}.
 *
 * @param identity hash of inputs, settings and code, as in the manifest
 * @param currency of the headline: the reporting currency, or the only one
 * @param isConverted whether the headline is the sum of several currencies, converted
 * @param mrr MRR on the as-of date
 * @param arr twelve times MRR
 * @param customers with MRR on the as-of date
 * @param growth of the last complete month; null if there is none
 * @param currencies MRR on the as-of date in each currency, not converted
 * @param since the comparison with the previous run; null for the first run or if the currency of
 *     the headline has changed
 * @param significantDays after the as-of date of the previous run, at most a month before this one
 * @param newRisks risks that the previous run did not have, or had with a lower severity
 * @param restatements days that the previous run published with other MRR; null if there are none
 * @param warnings findings about the files that may affect figures
 */
public record Digest(
    String identity,
    LocalDate asOf,
    String currency,
    boolean isConverted,
    BigDecimal mrr,
    BigDecimal arr,
    long customers,
    Growth growth,
    List<InCurrency> currencies,
    Since since,
    List<SignificantDay> significantDays,
    List<NewRisk> newRisks,
    Restated restatements,
    List<Warning> warnings) {
  public Digest {
    currencies = List.copyOf(currencies);
    significantDays = List.copyOf(significantDays);
    newRisks = List.copyOf(newRisks);
    warnings = List.copyOf(warnings);
  }

  /** Growth of MRR in a month; {@code rate} is (end - start) / start, null from zero. */
  public record Growth(LocalDate month, BigDecimal startMrr, BigDecimal endMrr, Double rate) {}

  /** MRR in a currency. */
  public record InCurrency(String currency, BigDecimal mrr, long customers) {}

  /**
   * The difference from the previous run.
   *
   * @param asOf the as-of date of the previous run
   * @param mrr of the previous run on that date
   * @param change MRR of this run less {@code mrr}
   * @param restated the part of the change that restates that date; the rest happened since
   */
  public record Since(
      LocalDate asOf,
      BigDecimal mrr,
      BigDecimal change,
      BigDecimal restated,
      long customersChange) {}

  /** A day with a significant change of MRR; {@code scope} is single_customer or broad. */
  public record SignificantDay(LocalDate date, BigDecimal change, String scope) {}

  /** A risk of the forecast; {@code mrr} is null if unknown. */
  public record NewRisk(String risk, String what, BigDecimal mrr, String severity) {}

  /**
   * Days with restated MRR.
   *
   * @param largestChange the largest difference of a day, by its absolute value
   * @param causes in alphabetical order
   */
  public record Restated(
      long days,
      LocalDate firstDay,
      LocalDate lastDay,
      BigDecimal largestChange,
      List<String> causes) {
    public Restated {
      causes = List.copyOf(causes);
    }
  }

  /** A finding about the files; {@code isFileWide} if it affects all figures. */
  public record Warning(String check, String what, long rows, boolean isFileWide) {}
}
