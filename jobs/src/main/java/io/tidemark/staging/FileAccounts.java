package io.tidemark.staging;

import io.tidemark.util.Utf8Order;
import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * The account of every file: rows and amounts by currency and status. A sum that does not fit into
 * 64 bits is an error.
 */
final class FileAccounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int STATUSES = RecordStatus.values().length;
  private static final int UNREADABLE = 2 * STATUSES;
  private static final int LARGEST = UNREADABLE + 1;

  private final HashMap<Key, long[]> all = new HashMap<>();

  private record Key(String sourceFile, String currency) implements Serializable {}

  /**
   * The account of the records of a file in one currency.
   *
   * @param currency null for records without one
   */
  record Account(String currency, long[] sums) {
    long rows(RecordStatus status) {
      return sums[status.ordinal()];
    }

    long minor(RecordStatus status) {
      return sums[STATUSES + status.ordinal()];
    }

    /** Returns the number of rejected rows without an amount. */
    long unreadableRows() {
      return sums[UNREADABLE];
    }

    /** Returns the largest absolute amount. */
    long largestMinor() {
      return sums[LARGEST];
    }
  }

  /**
   * Adds a record.
   *
   * @param row of {@link RecordRows#all}
   */
  void add(Row row, RecordStatus status) {
    Key key = new Key(row.getAs("source_file"), row.getAs("currency"));
    long[] sums = all.computeIfAbsent(key, x -> new long[LARGEST + 1]);
    sums[status.ordinal()]++;
    Long amount = row.getAs("amount_minor");
    if (amount != null) {
      int total = STATUSES + status.ordinal();
      sums[total] = Math.addExact(sums[total], amount);
      sums[LARGEST] = Math.max(sums[LARGEST], Math.absExact(amount));
    } else if (status == RecordStatus.REJECTED && !row.<Boolean>getAs("is_header")) {
      sums[UNREADABLE]++;
    }
  }

  /** Adds the sums over other records. */
  void merge(FileAccounts other) {
    other.all.forEach((key, sums) -> all.merge(key, sums, FileAccounts::plus));
  }

  private static long[] plus(long[] one, long[] other) {
    for (int index = 0; index < LARGEST; index++) {
      one[index] = Math.addExact(one[index], other[index]);
    }
    one[LARGEST] = Math.max(one[LARGEST], other[LARGEST]);
    return one;
  }

  /** Returns the accounts of a file by currency; a file without records has one of zeros. */
  Collection<Account> of(String sourceFile) {
    Map<String, Account> ofFile = new TreeMap<>(Comparator.nullsFirst(Utf8Order::compare));
    all.forEach(
        (key, sums) -> {
          if (key.sourceFile().equals(sourceFile)) {
            ofFile.put(key.currency(), new Account(key.currency(), sums));
          }
        });
    return ofFile.isEmpty() ? List.of(new Account(null, new long[LARGEST + 1])) : ofFile.values();
  }
}
