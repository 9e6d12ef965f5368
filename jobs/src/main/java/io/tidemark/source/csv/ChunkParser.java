package io.tidemark.source.csv;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.ValueFormat;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;

/**
 * Parses the records of a part of a file, in order, and collects the findings about them. A reason
 * to refuse the file is a finding as well: the records end there.
 */
public final class ChunkParser implements Iterator<ParsedRecord>, Closeable {
  private final Chunk chunk;
  private final ColumnMapping layout;
  private final ChunkFindings findings;
  private final SwallowedRecords swallowed;
  private final RecordMapper mapper;
  private final int idIndex;
  private final int createdIndex;
  private ChunkBytes bytes;
  private CheckedRecordReader records;
  private ParsedRecord next;

  /** Opens the part and parses its first record. */
  public ChunkParser(Chunk chunk, ValueFormat format, LocalDate readOn, Configuration hadoop) {
    ValueParser values = new ValueParser(format, readOn);
    this.chunk = chunk;
    this.layout = chunk.layout();
    this.findings = new ChunkFindings(chunk.file(), layout, format);
    this.swallowed = new SwallowedRecords(layout, values);
    this.mapper = new RecordMapper(layout, values);
    FileKind kind = layout.kind();
    this.idIndex = kind.idIndex();
    this.createdIndex = kind.indexOf("created_at");
    attempt(
        () -> {
          bytes = ChunkBytes.of(chunk, hadoop);
          records =
              new CheckedRecordReader(
                  new CsvRecordReader(
                      bytes.text(),
                      chunk.file(),
                      layout.separator(),
                      chunk.offset(),
                      chunk.linesBefore()),
                  layout);
          return null;
        });
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public ParsedRecord next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    ParsedRecord record = next;
    advance();
    return record;
  }

  /** Returns the findings, after the last record. */
  public ChunkFindings findings() {
    return findings;
  }

  /** Closes the file, at its end or before. */
  @Override
  public void close() throws IOException {
    if (bytes != null) {
      bytes.close();
    }
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  /** Runs a step. If it fails because of the file, the file is refused. */
  private <T> T attempt(Step<T> step) {
    try {
      return step.run();
    } catch (UserError refused) {
      boolean isStart = records == null;
      boolean isEnd = records != null && records.isAtEnd();
      findings.refuse(unlessChanged(refused), isStart, isEnd);
    } catch (IOException unreadable) {
      refuse(Errors.unreadable(chunk.file(), String.valueOf(unreadable.getMessage())));
    }
    return null;
  }

  private void refuse(UserError error) {
    findings.refuse(error, false, false);
  }

  private void advance() {
    next = findings.refusal() == null ? attempt(this::parsed) : null;
  }

  /** Returns the next record, or null after the last one, if the file did not change. */
  private ParsedRecord parsed() throws IOException {
    CheckedRecord checked = records.next();
    if (checked == null) {
      if (!bytes.isUnchanged()) {
        refuse(changed(chunk.file()));
      }
      close();
      return null;
    }
    RawRecord record = checked.record();
    findings.check(record);
    refuseCutOff(record);
    refuseSwallowed(record);
    findings.add(checked);
    ParsedRecord parsed = mapper.parsed(checked);
    if (checked.reason() == null) {
      findings.reach(createdIndex < 0 ? null : (Instant) parsed.values()[createdIndex]);
      String id = idIndex < 0 ? null : layout.text(record.fields(), idIndex);
      if (id != null) {
        findings.id(id);
      }
    }
    return parsed;
  }

  /** Returns the error for a file that changed while it was read. */
  static UserError changed(String file) {
    return Errors.fileRefused(
        ErrorCode.INPUT_CHANGED,
        file,
        "The file changed while it was read.",
        "Wait until the file is complete, then run again.");
  }

  /** Bytes other than those that the borders were found in cannot be trusted to have any error. */
  private UserError unlessChanged(UserError refused) {
    try {
      return bytes == null || bytes.isUnchanged() ? refused : changed(chunk.file());
    } catch (IOException unreadable) {
      return refused;
    }
  }

  private void refuseCutOff(RawRecord record) {
    if (!record.isTerminated() && record.fields().size() < layout.header().size()) {
      throw Errors.fileRefused(
          ErrorCode.FILE_TRUNCATED,
          chunk.file() + ", line " + record.line(),
          "The last record has "
              + record.fields().size()
              + " of "
              + layout.header().size()
              + " fields and no line end: the file is truncated.",
          "Copy or export the file again.");
    }
  }

  /** Refuses a record with an unclosed quote, which swallows its rest and the records after it. */
  private void refuseSwallowed(RawRecord record) {
    boolean hasLines = record.endLine() > record.line();
    if (hasLines && swallowed.isIn(record)) {
      throw Errors.fileRefused(
          ErrorCode.QUOTE_UNTERMINATED,
          chunk.file() + ", line " + record.line(),
          "A quoted field of this record spans lines and contains a complete record.",
          "Close the open quote, or export the file again.");
    }
  }
}
