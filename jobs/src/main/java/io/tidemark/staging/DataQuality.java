package io.tidemark.staging;

import io.tidemark.source.IngestedFile;
import io.tidemark.source.csv.FileFinding;
import io.tidemark.tables.QualityCheck;
import io.tidemark.tables.StagingTables;
import io.tidemark.util.Found;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Findings about the input that matter for reading the figures. */
public final class DataQuality {
  private DataQuality() {}

  /**
   * Returns the rows of {@link StagingTables#DATA_QUALITY} that follow from the files alone.
   *
   * @param sums of all records
   * @param periodEnds of the invoices
   */
  public static List<Row> of(RecordSums sums, List<IngestedFile> files, PeriodEnds periodEnds) {
    List<Row> rows = new ArrayList<>();
    sums.found()
        .forEach(
            (check, found) ->
                rows.add(
                    check.row(
                        what(check, sums), found.count(), sums.total(check), found.example())));
    if (periodEnds.areInclusive() && sums.serviceEnds().count() > 0) {
      QualityCheck check = QualityCheck.PERIOD_END_INCLUSIVE;
      Found ends = sums.serviceEnds();
      rows.add(check.row(ends.count(), sums.total(check), ends.example()));
    }
    ofFiles(files)
        .forEach((check, found) -> rows.add(check.row(found.count(), 0, found.example())));
    return rows;
  }

  /**
   * Returns the findings of a run without a customers file: one for the file in place of those for
   * each record of a customer missing from it.
   */
  public static List<Row> withoutCustomersFile(List<Row> findings) {
    List<Row> rows = new ArrayList<>();
    for (Row finding : findings) {
      QualityCheck check = QualityCheck.valueOf(finding.getAs("check"));
      if (check == QualityCheck.CUSTOMER_UNKNOWN) {
        rows.add(QualityCheck.CUSTOMERS_FILE_ABSENT.row(1, 0, null));
      } else if (check != QualityCheck.ADJUSTMENT_CUSTOMER_UNKNOWN) {
        rows.add(finding);
      }
    }
    return rows;
  }

  private static String what(QualityCheck check, RecordSums sums) {
    if (check != QualityCheck.REFUNDS) {
      return check.definition();
    }
    BigDecimal refunded = new BigDecimal(sums.refundedMinor(), 2);
    return String.format(
        Locale.ROOT, "%s (%,.2f in all, in the account's currency)", check.definition(), refunded);
  }

  private static Map<QualityCheck, Found> ofFiles(List<IngestedFile> files) {
    Map<QualityCheck, Found> found = new EnumMap<>(QualityCheck.class);
    for (IngestedFile file : files) {
      for (FileFinding note : file.notes()) {
        found.merge(note.check(), Found.one(note.example()), Found::plus);
      }
    }
    return found;
  }
}
