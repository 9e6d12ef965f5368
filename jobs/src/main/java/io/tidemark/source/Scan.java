package io.tidemark.source;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/** The strict pass: reads a whole file once before the run believes a single row of it. */
final class Scan {
  private static final long CHUNK = 8L << 20;
  private static final int BUFFER = 1 << 16;

  private final Input input;
  private final int fileOrder;
  private final Kind kind;
  private final Profile profile;

  private Scan(Input input, int fileOrder, Kind kind, Profile profile) {
    this.input = input;
    this.fileOrder = fileOrder;
    this.kind = kind;
    this.profile = profile;
  }

  /**
   * Reads a file from its first byte to its last.
   *
   * @throws UserError where it is unreadable, or where its rows cannot be trusted as a whole
   */
  static SourceFile of(
      Input input, int fileOrder, Kind kind, Profile profile, Configuration hadoop) {
    Scan scan = new Scan(input, fileOrder, kind, profile);
    try {
      FileStatus before = input.status(hadoop);
      MessageDigest digest = Hashes.sha256();
      Text text = scan.stored(new DigestInputStream(input.open(hadoop), digest));
      FileStatus after = input.status(hadoop);
      if (before.getLen() != after.getLen()
          || before.getModificationTime() != after.getModificationTime()) {
        throw changed(input.name());
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      return new SourceFile(
          input.name(),
          kind,
          fileOrder,
          sha256,
          before.getLen(),
          text.records(),
          text.layout(),
          text.chunks());
    } catch (IOException unreadable) {
      throw Errors.unreadable(input.name(), String.valueOf(unreadable.getMessage()));
    }
  }

  /** What to say of a file that is not what it was a moment ago. */
  static UserError changed(String file) {
    return Errors.fileRefused(
        ErrorCode.INPUT_CHANGED,
        file,
        "It was changed while it was read.",
        "Let whatever writes it finish, then run again.");
  }

  /** Reads the bytes as stored, all of them, whatever the text in them needs. */
  private Text stored(InputStream stored) throws IOException {
    try (stored) {
      InputStream bytes = input.isCompressed() ? Input.uncompressed(stored) : stored;
      Text text = text(new BufferedInputStream(bytes, BUFFER));
      stored.transferTo(OutputStream.nullOutputStream());
      return text;
    } catch (EOFException | ZipException corrupt) {
      throw Errors.fileRefused(
          ErrorCode.GZIP_CORRUPT,
          input.name(),
          "It cannot be uncompressed to its end: " + corrupt.getMessage() + ".",
          "Copy or export it again.");
    }
  }

  private Text text(InputStream bytes) throws IOException {
    long offset = Encoding.skipMark(bytes, input.name());
    Layout layout = Header.of(bytes, input.name(), kind, profile);
    Records records = new Records(bytes, input.name(), layout.separator(), offset, 0);
    records.next();
    records.takeChecksum();
    Decimals decimals = new Decimals(input.name(), layout);
    List<Chunk> chunks = new ArrayList<>();
    long count = 0;
    long start = records.offset();
    long linesBefore = records.linesRead();
    for (RawRecord record = records.next(); record != null; record = records.next()) {
      count++;
      refuseCutOff(record, layout);
      if (layout.reason(record) == null) {
        decimals.note(record);
      }
      if (records.offset() - start >= CHUNK && !input.isCompressed()) {
        chunks.add(chunk(layout, start, linesBefore, records));
        start = records.offset();
        linesBefore = records.linesRead();
      }
    }
    if (records.offset() > start) {
      chunks.add(chunk(layout, start, linesBefore, records));
    }
    return new Text(layout, count, chunks);
  }

  private Chunk chunk(Layout layout, long start, long linesBefore, Records records) {
    return new Chunk(
        input.path().toString(),
        input.name(),
        fileOrder,
        layout,
        start,
        records.offset() - start,
        linesBefore,
        records.takeChecksum());
  }

  private void refuseCutOff(RawRecord record, Layout layout) {
    if (!record.isTerminated() && record.fields().size() < layout.header().size()) {
      throw Errors.fileRefused(
          ErrorCode.FILE_TRUNCATED,
          input.name() + ", line " + record.line(),
          "The last record has "
              + record.fields().size()
              + " of "
              + layout.header().size()
              + " fields and no line end: the file was cut off.",
          "Copy or export it again.");
    }
  }

  private record Text(Layout layout, long records, List<Chunk> chunks) {}
}
