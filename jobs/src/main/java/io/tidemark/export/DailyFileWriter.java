package io.tidemark.export;

import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.DailyMrr;
import io.tidemark.tables.Money;
import io.tidemark.warehouse.ColumnFile;
import io.tidemark.warehouse.ColumnValues;
import io.tidemark.warehouse.FileSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes the MRR of customers on each day of a month to one file, from intervals. File names are
 * unique, so that a task that runs twice does not overwrite its own files.
 *
 * @param folder the folder of the table
 * @param hasCsv whether the days are also written as CSV, without a header
 */
record DailyFileWriter(
    String folder, FileSchema schema, boolean hasCsv, Broadcast<SerializableConfiguration> hadoop)
    implements MapPartitionsFunction<Row, DailyFile> {
  private static final int NOT_REPEATED = 0;
  private static final int REQUIRED = 0;
  private static final int BYTES_OF_AMOUNT = 9;

  /**
   * Writes the files of the months in a partition.
   *
   * @param intervals the rows of {@link DailyMrr#byMonth}
   */
  @Override
  public Iterator<DailyFile> call(Iterator<Row> intervals) throws IOException {
    List<DailyFile> files = new ArrayList<>();
    List<Interval> ofMonth = new ArrayList<>();
    while (intervals.hasNext()) {
      Interval next = Interval.of(intervals.next());
      if (!ofMonth.isEmpty() && ofMonth.get(0).month() != next.month()) {
        files.add(write(ofMonth));
        ofMonth.clear();
      }
      ofMonth.add(next);
    }
    if (!ofMonth.isEmpty()) {
      files.add(write(ofMonth));
    }
    return files.iterator();
  }

  /**
   * The days within a month on which a customer has one MRR.
   *
   * @param month the first day of the month, in days since 1970
   * @param first the first day, in days since 1970
   * @param after the day after the last, in days since 1970
   * @param mrr in major units
   * @param idBytes the customer id as it is written to the file; {@code currencyBytes} and {@code
   *     mrrBytes} likewise
   */
  private record Interval(
      int month,
      String customerId,
      AccountKey account,
      int first,
      int after,
      long mrrMinor,
      BigDecimal mrr,
      Binary idBytes,
      Binary currencyBytes,
      Binary mrrBytes) {
    static Interval of(Row row) {
      String customerId = row.getAs("customer_id");
      AccountKey account = new AccountKey(row.getAs("currency"), row.getAs("is_converted"));
      long mrrMinor = row.getAs("mrr_minor");
      BigDecimal mrr = Money.major(mrrMinor, account.currency());
      return new Interval(
          row.getAs(DailyMrr.MONTH),
          customerId,
          account,
          row.getAs(DailyMrr.FIRST),
          row.getAs(DailyMrr.AFTER),
          mrrMinor,
          mrr,
          Binary.fromString(customerId),
          Binary.fromString(account.currency()),
          ColumnValues.fixed(mrr, BYTES_OF_AMOUNT));
    }

    boolean hasDay(int day) {
      return first <= day && day < after;
    }

    boolean isOfSameAccount(Interval other) {
      return customerId.equals(other.customerId) && account.equals(other.account);
    }

    void write(ColumnWriter[] columns, int day) {
      columns[0].write(day, NOT_REPEATED, REQUIRED);
      columns[1].write(idBytes, NOT_REPEATED, REQUIRED);
      columns[2].write(currencyBytes, NOT_REPEATED, REQUIRED);
      columns[3].write(account.isConverted(), NOT_REPEATED, REQUIRED);
      columns[4].write(mrrBytes, NOT_REPEATED, REQUIRED);
    }
  }

  private DailyFile write(List<Interval> intervals) throws IOException {
    LocalDate month = LocalDate.ofEpochDay(intervals.get(0).month());
    String id = UUID.randomUUID().toString();
    String in = Exports.monthFolder(YearMonth.from(month));
    String parquet = in + "/part-" + id;
    String csv = hasCsv ? in + "/rows-" + id : null;
    DailySum sum = new DailySum();
    Configuration conf = hadoop.value().value();
    try (ColumnFile file =
        new ColumnFile(new Path(folder, parquet), schema, ColumnFile.Sizes.SCAN, conf)) {
      for (LocalDate day = month; day.getMonth() == month.getMonth(); day = day.plusDays(1)) {
        int number = Math.toIntExact(day.toEpochDay());
        for (Interval interval : intervals) {
          if (interval.hasDay(number)) {
            interval.write(file.columns(), number);
            file.endRow();
            sum.add(day, interval.account(), interval.mrrMinor());
          }
        }
      }
    }
    if (hasCsv) {
      writeCsv(new Path(folder, csv), month, intervals, conf);
    }
    long copies = 0;
    String example = null;
    for (int index = 1; index < intervals.size(); index++) {
      Interval before = intervals.get(index - 1);
      Interval interval = intervals.get(index);
      if (interval.isOfSameAccount(before) && interval.first() < before.after()) {
        copies += Math.min(interval.after(), before.after()) - interval.first();
        example = example == null ? text(interval) : example;
      }
    }
    return new DailyFile(
        new ExportFile(parquet, csv, null, sum.rows(), copies, example), sum.days());
  }

  private static void writeCsv(
      Path path, LocalDate month, List<Interval> intervals, Configuration conf) throws IOException {
    try (CsvFile csv = new CsvFile(path.getFileSystem(conf).create(path, false))) {
      for (LocalDate day = month; day.getMonth() == month.getMonth(); day = day.plusDays(1)) {
        int number = Math.toIntExact(day.toEpochDay());
        for (Interval interval : intervals) {
          if (interval.hasDay(number)) {
            AccountKey account = interval.account();
            csv.write(
                day,
                interval.customerId(),
                account.currency(),
                account.isConverted(),
                interval.mrr());
          }
        }
      }
    }
  }

  private static String text(Interval interval) {
    return String.join(
        " ",
        LocalDate.ofEpochDay(interval.first()).toString(),
        interval.customerId(),
        interval.account().currency(),
        Boolean.toString(interval.account().isConverted()));
  }
}
