package io.tidemark.digest;

import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import io.tidemark.warehouse.ExportRows;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The MRR of a run on a date.
 *
 * @param amounts MRR by currency, then converted
 */
public record Headline(LocalDate date, List<Amount> amounts) {
  private static final Comparator<Amount> ORDER =
      Comparator.comparing(Amount::isConverted).thenComparing(Amount::currency);

  public Headline {
    amounts = amounts.stream().sorted(ORDER).toList();
  }

  /** MRR in major units per month, and the number of customers with MRR. */
  public record Amount(String currency, boolean isConverted, BigDecimal mrr, long customers) {}

  /**
   * Reads the headline of a run from its exports.
   *
   * @throws io.tidemark.errors.UserError if the table is missing or damaged
   */
  public static Headline read(Path runFolder, LocalDate date) {
    List<Amount> amounts = new ArrayList<>();
    try (ExportRows rows = ExportReader.ofTables(runFolder).all("daily_mrr", List.of())) {
      while (rows.hasNext()) {
        ExportRow row = rows.next();
        if (row.date("date").equals(date)) {
          amounts.add(
              new Amount(
                  row.text("currency"),
                  row.isTrue("is_converted"),
                  row.amount("mrr"),
                  row.number("customers")));
        }
      }
    }
    return new Headline(date, amounts);
  }

  /**
   * Returns MRR of the whole business: the converted amount or, if there is none, that of the only
   * currency; empty without MRR.
   */
  public Optional<Amount> total() {
    return amounts.stream().filter(Amount::isConverted).findFirst().or(this::only);
  }

  private Optional<Amount> only() {
    return amounts.size() == 1 ? Optional.of(amounts.get(0)) : Optional.empty();
  }
}
