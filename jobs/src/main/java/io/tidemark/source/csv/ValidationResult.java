package io.tidemark.source.csv;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.source.profile.TimeText;
import io.tidemark.source.profile.ValueFormat;
import io.tidemark.tables.QualityCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The result of validating the text of a file. */
record ValidationResult(
    ColumnMapping layout,
    long records,
    Instant reach,
    List<FileFinding> notes,
    List<Chunk> chunks) {

  /** Collects the records of a file, one by one. */
  static final class Builder {
    private final InputFile input;
    private final ColumnMapping layout;
    private final DecimalSeparatorCheck decimals;
    private final TimeStyles times;
    private final SwallowedRecords swallowed;
    private final FinalRecord finalRecord;
    private final List<FileFinding> notes = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private RawRecord last;
    private long count;
    private Instant reach = Instant.MIN;
    private long start;
    private long linesBefore;
    private long checksum;

    Builder(
        InputFile input,
        ColumnMapping layout,
        RawRecord header,
        ValueFormat format,
        ValueParser values) {
      this.input = input;
      this.layout = layout;
      this.decimals = new DecimalSeparatorCheck(input.name(), layout, format);
      this.times = new TimeStyles(input.name(), layout, format);
      this.swallowed = new SwallowedRecords(layout, values);
      this.finalRecord = new FinalRecord(layout);
      this.last = header;
      this.start = header.endOffset();
      this.linesBefore = header.endLine();
    }

    void note(QualityCheck check, String example) {
      notes.add(new FileFinding(check, example));
    }

    /**
     * Adds a record.
     *
     * @throws io.tidemark.errors.UserError if the record shows that the file cannot be trusted
     */
    void add(CheckedRecord judged, long chunkBytes) {
      RawRecord record = judged.record();
      refuseCutOff(record);
      refuseSwallowed(record);
      if (judged.reason() == null) {
        decimals.note(record);
        times.note(record);
        if (record.isTerminated()) {
          finalRecord.add(record);
        }
      }
      if (last.endOffset() - start >= chunkBytes && maySplit(last) && maySplit(record)) {
        endChunk();
      }
      checksum = Chunk.extended(checksum, record);
      count++;
      last = record;
    }

    void reach(Instant created) {
      reach = created != null && created.isAfter(reach) ? created : reach;
    }

    ValidationResult build() {
      if (last.endOffset() > start) {
        endChunk();
      }
      if (count == 0) {
        note(QualityCheck.FILE_HEADER_ONLY, input.name());
      } else if (!last.isTerminated()) {
        noteFinalRecord();
      }
      if (!layout.unknownColumns().isEmpty()) {
        note(QualityCheck.COLUMN_UNKNOWN, String.join(", ", layout.unknownColumns()));
      }
      if (!layout.isTaxKnown()) {
        note(QualityCheck.TAX_UNKNOWN, input.name());
      }
      if (!layout.absentForMrr().isEmpty()) {
        String absent = String.join(", ", layout.absentForMrr());
        note(QualityCheck.COLUMN_ABSENT, input.name() + ": " + absent);
      }
      List<String> commas = decimals.columnsWith(',');
      List<String> points = decimals.columnsWith('.');
      if (!commas.isEmpty() && !points.isEmpty()) {
        note(
            QualityCheck.DECIMAL_SIGNS,
            "comma in " + commas.get(0) + ", point in " + String.join(", ", points));
      }
      List<TimeText.Style> timeStyles = times.styles();
      reach(times.reach(timeStyles));
      ColumnMapping known = layout.withStyles(decimals.styles(timeStyles));
      List<Chunk> parts = chunks.stream().map(chunk -> chunk.withLayout(known)).toList();
      return new ValidationResult(known, count, reach, List.copyOf(notes), parts);
    }

    private void noteFinalRecord() {
      switch (finalRecord.of(last)) {
        case WHOLE -> note(QualityCheck.FINAL_NEWLINE_MISSING, input.name());
        case UNDECIDED -> note(QualityCheck.LAST_VALUE_UNCERTAIN, input.name());
        case CUT_OFF ->
            throw Errors.fileRefused(
                ErrorCode.FILE_TRUNCATED,
                input.name() + ", line " + last.line(),
                "The last record has no line end and its last value is malformed: the file is"
                    + " truncated.",
                "Copy or export the file again. If the value is correct, add a line end.");
      }
    }

    /**
     * Returns whether a part may end next to a record. Records that are checked together stay in
     * the same part.
     */
    private boolean maySplit(RawRecord record) {
      return !record.isLone() || layout.header().size() == 1;
    }

    private void endChunk() {
      long length = last.endOffset() - start;
      chunks.add(
          new Chunk(
              input.path().toString(),
              input.name(),
              0,
              layout,
              start,
              length,
              linesBefore,
              checksum));
      start = last.endOffset();
      linesBefore = last.endLine();
      checksum = 0;
    }

    private void refuseCutOff(RawRecord record) {
      if (!record.isTerminated() && record.fields().size() < layout.header().size()) {
        throw Errors.fileRefused(
            ErrorCode.FILE_TRUNCATED,
            input.name() + ", line " + record.line(),
            "The last record has "
                + record.fields().size()
                + " of "
                + layout.header().size()
                + " fields and no line end: the file is truncated.",
            "Copy or export the file again.");
      }
    }

    /**
     * Refuses a record with an unclosed quote, which swallows its rest and the records after it.
     */
    private void refuseSwallowed(RawRecord record) {
      boolean hasLines = record.endLine() > record.line();
      if (hasLines && swallowed.isIn(record)) {
        throw Errors.fileRefused(
            ErrorCode.QUOTE_UNTERMINATED,
            input.name() + ", line " + record.line(),
            "A quoted field of this record spans lines and contains a complete record.",
            "Close the open quote, or export the file again.");
      }
    }
  }
}
