package io.tidemark.outputs;

import io.tidemark.audit.CustomerDay;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.DailyMrr;
import io.tidemark.tables.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes the MRR of customers on each day of a month to one file, from intervals. A task that runs
 * twice writes files of different names, and only those of the attempt that counts are kept.
 *
 * @param folder of the table
 * @param schema of its files, as Parquet has it
 * @param sparkSchema the same as Spark's JSON
 */
record DailyFileWriter(
    String folder, String schema, String sparkSchema, Broadcast<SerializableConfiguration> hadoop)
    implements MapPartitionsFunction<Row, DailyFile> {
  private static final int BYTES_OF_AMOUNT = 9;

  /**
   * Writes the files of the months in a partition.
   *
   * @param intervals of {@link DailyMrr#byMonth}
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
   * Days of a customer at one MRR, within a month.
   *
   * @param month as days since 1970 of its first day
   * @param first the same of the first day
   * @param after the same of the day after the last
   * @param amount MRR as the file has it
   */
  private record Interval(
      int month,
      Binary customerId,
      AccountKey account,
      Binary currency,
      int first,
      int after,
      long mrrMinor,
      Binary amount) {
    static Interval of(Row row) {
      AccountKey account = new AccountKey(row.getAs("currency"), row.getAs("is_converted"));
      long mrrMinor = row.getAs("mrr_minor");
      return new Interval(
          row.getAs(DailyMrr.MONTH),
          Binary.fromString(row.getAs("customer_id")),
          account,
          Binary.fromString(account.currency()),
          row.getAs(DailyMrr.FIRST),
          row.getAs(DailyMrr.AFTER),
          mrrMinor,
          binary(Money.major(mrrMinor, account.currency())));
    }

    boolean hasDay(int day) {
      return first <= day && day < after;
    }

    boolean isOfSameAccount(Interval other) {
      return other != null && customerId.equals(other.customerId) && account.equals(other.account);
    }
  }

  /** Two's complement, big endian, in as many bytes as the precision takes. */
  private static Binary binary(BigDecimal amount) {
    byte[] digits = amount.unscaledValue().toByteArray();
    byte[] padded = new byte[BYTES_OF_AMOUNT];
    Arrays.fill(padded, (byte) (amount.signum() < 0 ? -1 : 0));
    System.arraycopy(digits, 0, padded, BYTES_OF_AMOUNT - digits.length, digits.length);
    return Binary.fromConstantByteArray(padded);
  }

  private DailyFile write(List<Interval> intervals) throws IOException {
    LocalDate month = LocalDate.ofEpochDay(intervals.get(0).month());
    String name = Exports.monthFolder(YearMonth.from(month)) + "/part-" + UUID.randomUUID();
    Configuration conf = hadoop.value().value();
    List<CustomerDay> days = new ArrayList<>();
    long rows = 0;
    try (ColumnFile file =
        new ColumnFile(
            new Path(folder, name),
            MessageTypeParser.parseMessageType(schema),
            sparkSchema,
            conf)) {
      for (LocalDate day = month; day.getMonth() == month.getMonth(); day = day.plusDays(1)) {
        rows += write(file, day, intervals, days);
      }
    }
    long copies = 0;
    String example = null;
    Interval before = null;
    for (Interval interval : intervals) {
      if (interval.isOfSameAccount(before) && interval.first() < before.after()) {
        copies += Math.min(interval.after(), before.after()) - interval.first();
        example = example == null ? text(interval) : example;
      }
      before = interval;
    }
    return new DailyFile(name, rows, copies, example, days);
  }

  /** Writes the rows of a day in the order of the key; returns how many. */
  private static long write(
      ColumnFile file, LocalDate date, List<Interval> intervals, List<CustomerDay> days)
      throws IOException {
    int day = Math.toIntExact(date.toEpochDay());
    Map<AccountKey, long[]> sums = new TreeMap<>();
    long rows = 0;
    long[] sum = null;
    AccountKey summed = null;
    for (Interval interval : intervals) {
      if (!interval.hasDay(day)) {
        continue;
      }
      ColumnWriter[] columns = file.columns();
      ColumnFile.put(columns[0], day);
      ColumnFile.put(columns[1], interval.customerId());
      ColumnFile.put(columns[2], interval.currency());
      ColumnFile.put(columns[3], interval.account().isConverted());
      ColumnFile.put(columns[4], interval.amount());
      file.endRow();
      if (!interval.account().equals(summed)) {
        summed = interval.account();
        sum = sums.computeIfAbsent(summed, key -> new long[2]);
      }
      sum[0] = Math.addExact(sum[0], interval.mrrMinor());
      sum[1]++;
      rows++;
    }
    sums.forEach((account, of) -> days.add(new CustomerDay(date, account, of[0], of[1])));
    return rows;
  }

  private static String text(Interval interval) {
    return String.join(
        " ",
        LocalDate.ofEpochDay(interval.first()).toString(),
        interval.customerId().toStringUsingUTF8(),
        interval.account().currency(),
        Boolean.toString(interval.account().isConverted()));
  }
}
