package io.tidemark.source.csv;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.Profile;
import io.tidemark.tables.QualityCheck;
import io.tidemark.util.Checksums;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;

/** Validates a whole file before the run uses any of its rows. */
public final class FileValidator {
  private static final int BUFFER = 1 << 16;

  private final InputFile input;
  private final FileKind kind;
  private final Profile profile;
  private final ValueParser values;
  private final long chunkBytes;
  private final UniqueIdCheck ids;

  private FileValidator(
      InputFile input,
      FileKind kind,
      Profile profile,
      ValueParser values,
      long chunkBytes,
      UniqueIdCheck ids) {
    this.input = input;
    this.kind = kind;
    this.profile = profile;
    this.values = values;
    this.chunkBytes = input.isCompressed() ? Long.MAX_VALUE : chunkBytes;
    this.ids = ids;
  }

  /**
   * Reads and validates a file from its first byte to its last.
   *
   * @param chunkBytes minimum size of a part
   * @param ids collects the ids of the records
   * @return the file, with 0 for its position in the order of ingest
   * @throws UserError if it is unreadable or its rows cannot be trusted as a whole
   */
  public static SourceFile of(
      InputFile input,
      FileKind kind,
      Profile profile,
      ValueParser values,
      long chunkBytes,
      UniqueIdCheck ids,
      Configuration hadoop) {
    try {
      InputFile.State before = input.state(hadoop);
      MessageDigest digest = Checksums.digest();
      FileValidator scan = new FileValidator(input, kind, profile, values, chunkBytes, ids);
      ValidationResult text = scan.stored(input.open(hadoop), digest, before.bytes());
      if (!before.equals(input.state(hadoop))) {
        throw changed(input.name());
      }
      return new SourceFile(
          input.name(),
          kind,
          0,
          HexFormat.of().formatHex(digest.digest()),
          before.bytes(),
          text.records(),
          text.reach(),
          text.layout(),
          text.notes(),
          text.chunks());
    } catch (IOException unreadable) {
      throw Errors.unreadable(input.name(), String.valueOf(unreadable.getMessage()));
    }
  }

  /** Returns the error for a file that changed while it was read. */
  static UserError changed(String file) {
    return Errors.fileRefused(
        ErrorCode.INPUT_CHANGED,
        file,
        "The file changed while it was read.",
        "Wait until the file is complete, then run again.");
  }

  /**
   * Reads all stored bytes, including any after the end of the text, so that the digest covers
   * them.
   */
  private ValidationResult stored(InputStream opened, MessageDigest digest, long size)
      throws IOException {
    try (InputStream stored = new BufferedInputStream(new DigestInputStream(opened, digest))) {
      FileTypes.refuseMismatch(stored, input);
      InputStream bytes =
          input.isCompressed() ? new BoundedGzipStream(stored, input.name(), size) : stored;
      ValidationResult text = text(new BufferedInputStream(bytes, BUFFER));
      stored.transferTo(OutputStream.nullOutputStream());
      return text;
    }
  }

  private ValidationResult text(InputStream bytes) throws IOException {
    long offset = ByteOrderMark.skipMark(bytes, input.name());
    ColumnMapping layout = Header.of(bytes, input.name(), kind, profile);
    CsvRecordReader records =
        new CsvRecordReader(bytes, input.name(), layout.separator(), offset, 0);
    RawRecord header = records.next();
    if (header.quotes().isBare()) {
      throw brokenHeader("a name contains a quote");
    }
    ValidationResult.Builder text =
        new ValidationResult.Builder(input, layout, header, profile.format(), values);
    if (offset > 0) {
      text.note(QualityCheck.BYTE_ORDER_MARK, input.name());
    }
    ProfileLine.resembling(layout, profile)
        .forEach(line -> text.note(QualityCheck.COLUMN_RESEMBLES, line));
    CheckedRecordReader all = new CheckedRecordReader(records, layout);
    if (all.beginsWithPiece()) {
      throw brokenHeader("the line after it has a single field");
    }
    for (CheckedRecord next = all.next(); next != null; next = all.next()) {
      text.add(next, chunkBytes);
      text.reach(created(layout, next));
      ids.add(id(layout, next));
    }
    return text.build();
  }

  private UserError brokenHeader(String why) {
    return Errors.fileRefused(
        ErrorCode.HEADER_MISMATCH,
        input.name() + ", line 1",
        "The header is malformed: " + why + ".",
        "Correct the header, or export the file again.");
  }

  private String id(ColumnMapping layout, CheckedRecord judged) {
    boolean hasId = judged.reason() == null && kind.idIndex() >= 0;
    return hasId ? layout.text(judged.record().fields(), kind.idIndex()) : null;
  }

  private Instant created(ColumnMapping layout, CheckedRecord judged) {
    int index = kind.indexOf("created_at");
    if (judged.reason() != null || index < 0) {
      return null;
    }
    String text = layout.text(judged.record().fields(), index);
    return (Instant) values.of(kind.fields().get(index), text, 0, ColumnStyle.UNKNOWN).value();
  }
}
