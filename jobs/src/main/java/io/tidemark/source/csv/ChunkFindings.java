package io.tidemark.source.csv;

import io.tidemark.errors.UserError;
import io.tidemark.source.profile.ValueFormat;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;

/**
 * The facts about the records of a part of a file that decide whether the file is accepted and how
 * its columns are read. The findings of all parts, combined in order, are those of the file.
 */
public final class ChunkFindings implements Serializable {
  private static final long serialVersionUID = 1L;

  private final DecimalSeparatorCheck decimals;
  private final TimeStyles times;
  private final FinalRecord finalRecord;
  private long records;
  private Instant reach = Instant.MIN;
  private long[] ids = new long[16];
  private int idCount;
  private RawRecord last;
  private Refusal refusal;

  /**
   * The first reason to refuse the file.
   *
   * @param isStart whether the first record of the part cannot be parsed. Each record is parsed
   *     before the one before it is checked, so this precedes what the check of the last record of
   *     the previous part finds.
   * @param isEnd whether it was found at the last record of the part
   */
  private record Refusal(UserError error, boolean isStart, boolean isEnd) implements Serializable {}

  ChunkFindings(String file, ColumnMapping layout, ValueFormat format) {
    this.decimals = new DecimalSeparatorCheck(file, layout, format);
    this.times = new TimeStyles(file, layout, format);
    this.finalRecord = new FinalRecord(layout);
  }

  /** Sets the record that is checked. */
  void check(RawRecord record) {
    last = record;
  }

  /**
   * Adds a record.
   *
   * @throws UserError if its decimal separator shows that the file cannot be read
   */
  void add(CheckedRecord checked) {
    RawRecord record = checked.record();
    if (checked.reason() == null) {
      decimals.note(record);
      times.note(record);
      if (record.isTerminated()) {
        finalRecord.add(record);
      }
    }
    records++;
  }

  /** Adds the creation time of a record; null if it has none. */
  void reach(Instant created) {
    reach = created != null && created.isAfter(reach) ? created : reach;
  }

  /** Adds the id of a record. */
  void id(String id) {
    if (idCount == ids.length) {
      ids = Arrays.copyOf(ids, 2 * idCount);
    }
    ids[idCount++] = UniqueIdCheck.hash(id);
  }

  /** Refuses the file. */
  void refuse(UserError error, boolean isStart, boolean isEnd) {
    refusal = new Refusal(error, isStart, isEnd);
  }

  /** Combines these findings with those of the next part. */
  void add(ChunkFindings next) {
    if (refusal != null) {
      boolean precedes = refusal.isEnd() && next.refusal != null && next.refusal.isStart();
      refuse(precedes ? next.refusal.error() : refusal.error(), false, false);
      return;
    }
    DecimalSeparatorCheck.Conflict conflict = decimals.add(next.decimals);
    refusal = next.refusal;
    if (conflict != null) {
      boolean isLast = conflict.line() == next.last.line();
      boolean isEnd = isLast && (next.refusal == null || next.refusal.isEnd());
      refuse(conflict.error(), false, isEnd);
    }
    times.add(next.times);
    finalRecord.add(next.finalRecord);
    records += next.records;
    reach(next.reach);
    last = next.last == null ? last : next.last;
  }

  /** Returns the first reason to refuse the file, or null. */
  public UserError refusal() {
    return refusal == null ? null : refusal.error();
  }

  /** Adds the ids of the records to a check. */
  public void addIdsTo(UniqueIdCheck check) {
    check.add(ids, idCount);
  }

  long records() {
    return records;
  }

  Instant reach() {
    return reach;
  }

  /** Returns the last record, or null. */
  RawRecord last() {
    return last;
  }

  DecimalSeparatorCheck decimals() {
    return decimals;
  }

  TimeStyles times() {
    return times;
  }

  FinalRecord finalRecord() {
    return finalRecord;
  }
}
