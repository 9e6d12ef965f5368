package io.tidemark.source.csv;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A set of record ids as 64-bit hashes. Collisions can cause false duplicates, never missed ones,
 * so if all hashes differ, a search for duplicates is not needed.
 */
public final class UniqueIdCheck {
  private static final int SEED = 42;
  private static final int SHARES = 256;
  private static final int FIRST_ROOM = 16;

  /**
   * The hashes may use one of this many equal parts of the memory, which is otherwise empty then.
   */
  private static final int SHARES_OF_MEMORY = 8;

  private final long most;
  private final long[][] hashes = new long[SHARES][FIRST_ROOM];
  private final int[] counts = new int[SHARES];
  private long count;

  /**
   * Creates an empty set.
   *
   * @param most the largest number of ids to keep; with more ids, duplicates cannot be excluded
   */
  UniqueIdCheck(long most) {
    this.most = most;
  }

  /** Returns an empty set that keeps as many ids as fit in memory. */
  public static UniqueIdCheck inMemory() {
    return new UniqueIdCheck(Runtime.getRuntime().maxMemory() / SHARES_OF_MEMORY / Long.BYTES);
  }

  /** Returns the hash of an id. */
  static long hash(String id) {
    return XXH64.hashUTF8String(UTF8String.fromString(id), SEED);
  }

  /**
   * Adds ids.
   *
   * @param ids their hashes
   * @param length number of them
   */
  void add(long[] ids, int length) {
    count += length;
    for (int index = 0; index < length && count <= most; index++) {
      add(ids[index]);
    }
  }

  private void add(long hash) {
    int share = (int) (hash >>> (Long.SIZE - 8));
    if (counts[share] == hashes[share].length) {
      hashes[share] = Arrays.copyOf(hashes[share], hashes[share].length * 3 / 2);
    }
    hashes[share][counts[share]++] = hash;
  }

  /** Returns whether it is certain that no id was added twice. */
  public boolean allDiffer() {
    if (count > most) {
      return false;
    }
    for (int share = 0; share < SHARES; share++) {
      Arrays.sort(hashes[share], 0, counts[share]);
      for (int place = 1; place < counts[share]; place++) {
        if (hashes[share][place] == hashes[share][place - 1]) {
          return false;
        }
      }
    }
    return true;
  }
}
