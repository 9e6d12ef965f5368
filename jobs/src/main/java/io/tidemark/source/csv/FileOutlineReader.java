package io.tidemark.source.csv;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.Profile;
import io.tidemark.source.profile.TimeText;
import io.tidemark.tables.QualityCheck;
import io.tidemark.util.Checksums;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads the header of a file and finds its parts, without parsing records. This is a sequential
 * pass over its bytes, which also computes its checksum.
 */
public final class FileOutlineReader {
  private static final int BUFFER = 1 << 16;
  private static final int SAMPLED_PARTS = 8;
  private static final int SAMPLED_RECORDS = 200;

  private final InputFile input;
  private final FileKind kind;
  private final Profile profile;
  private final long chunkBytes;
  private final Configuration hadoop;
  private final List<FileFinding> notes = new ArrayList<>();
  private ColumnMapping layout;
  private RawRecord header;

  private FileOutlineReader(
      InputFile input, FileKind kind, Profile profile, long chunkBytes, Configuration hadoop) {
    this.input = input;
    this.kind = kind;
    this.profile = profile;
    this.chunkBytes = chunkBytes;
    this.hadoop = hadoop;
  }

  /**
   * Returns the outline of a file.
   *
   * @param chunkBytes minimum size of a part; a compressed file has one part
   * @throws UserError if it is unreadable, or refused for its type, encoding or header
   */
  public static FileOutline of(
      InputFile input, FileKind kind, Profile profile, long chunkBytes, Configuration hadoop) {
    try {
      return new FileOutlineReader(input, kind, profile, chunkBytes, hadoop).outline();
    } catch (IOException unreadable) {
      throw Errors.unreadable(input.name(), String.valueOf(unreadable.getMessage()));
    }
  }

  private FileOutline outline() throws IOException {
    InputFile.State before = input.state(hadoop);
    readHeader(before.bytes());
    MessageDigest digest = Checksums.digest();
    List<ChunkBorders.Span> spans = spans(digest);
    if (!before.equals(input.state(hadoop))) {
      throw ChunkParser.changed(input.name());
    }
    List<Chunk> chunks =
        spans.stream()
            .map(
                span ->
                    new Chunk(
                        input.path().toString(),
                        input.name(),
                        0,
                        layout,
                        before.bytes(),
                        span.offset(),
                        span.length(),
                        span.linesBefore(),
                        span.checksum()))
            .toList();
    ColumnMapping assumed = layout.withStyles(assumedStyles(chunks));
    return new FileOutline(
        input.name(),
        kind,
        HexFormat.of().formatHex(digest.digest()),
        before.bytes(),
        assumed,
        notes,
        chunks.stream().map(chunk -> chunk.withLayout(assumed)).toList());
  }

  private void readHeader(long storedBytes) throws IOException {
    try (InputStream stored = new BufferedInputStream(input.open(hadoop))) {
      FileTypes.refuseMismatch(stored, input);
      InputStream bytes =
          new BufferedInputStream(
              input.isCompressed()
                  ? new BoundedGzipStream(stored, input.name(), storedBytes)
                  : stored,
              BUFFER);
      long offset = ByteOrderMark.skipMark(bytes, input.name());
      layout = Header.of(bytes, input.name(), kind, profile);
      CsvRecordReader records =
          new CsvRecordReader(bytes, input.name(), layout.separator(), offset, 0);
      header = records.next();
      if (header.quotes().isBare()) {
        throw brokenHeader("a name contains a quote");
      }
      if (offset > 0) {
        notes.add(new FileFinding(QualityCheck.BYTE_ORDER_MARK, input.name()));
      }
      ProfileLine.resembling(layout, profile)
          .forEach(line -> notes.add(new FileFinding(QualityCheck.COLUMN_RESEMBLES, line)));
      if (new CheckedRecordReader(records, layout).beginsWithPiece()) {
        throw brokenHeader("the line after it has a single field");
      }
    }
  }

  private UserError brokenHeader(String why) {
    return Errors.fileRefused(
        ErrorCode.HEADER_MISMATCH,
        input.name() + ", line 1",
        "The header is malformed: " + why + ".",
        "Correct the header, or export the file again.");
  }

  /** Returns the parts after the header. The digest gets all stored bytes. */
  private List<ChunkBorders.Span> spans(MessageDigest digest) throws IOException {
    boolean hasOneColumn = layout.header().size() == 1;
    ChunkBorders borders =
        new ChunkBorders(
            layout.separator(), hasOneColumn, chunkBytes, header.endOffset(), header.endLine());
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    long offset = 0;
    try (InputStream stored = input.open(hadoop)) {
      for (int read = stored.read(buffer); read >= 0; read = stored.read(buffer)) {
        digest.update(buffer, 0, read);
        if (input.isCompressed()) {
          checksum.update(buffer, 0, read);
        } else if (offset + read > header.endOffset()) {
          borders.add(buffer, (int) Math.max(header.endOffset() - offset, 0), read);
        }
        offset += read;
      }
    }
    return input.isCompressed()
        ? List.of(
            new ChunkBorders.Span(
                header.endOffset(), Long.MAX_VALUE, header.endLine(), checksum.getValue()))
        : borders.end();
  }

  /**
   * Returns the formats of the columns in the first records of some parts. The formats of all
   * records decide; if these differ, the file is parsed again.
   */
  private List<ColumnStyle> assumedStyles(List<Chunk> chunks) throws IOException {
    ChunkFindings found = new ChunkFindings(input.name(), layout, profile.format());
    int step = Math.max(chunks.size() / SAMPLED_PARTS, 1);
    try {
      for (int place = 0; place < chunks.size(); place += step) {
        sample(chunks.get(place), found);
      }
    } catch (UserError refused) {
      // The parser reports it.
    }
    return found.decimals().styles(times(found));
  }

  private void sample(Chunk chunk, ChunkFindings found) throws IOException {
    try (ChunkBytes bytes = ChunkBytes.of(chunk, hadoop)) {
      CheckedRecordReader records =
          new CheckedRecordReader(
              new CsvRecordReader(
                  bytes.text(),
                  input.name(),
                  layout.separator(),
                  chunk.offset(),
                  chunk.linesBefore()),
              layout);
      CheckedRecord next = records.next();
      for (int count = 0; next != null && count < SAMPLED_RECORDS; count++) {
        found.add(next);
        next = records.next();
      }
    }
  }

  private List<TimeText.Style> times(ChunkFindings found) {
    try {
      return found.times().styles();
    } catch (UserError undecided) {
      return Collections.nCopies(kind.fields().size(), null);
    }
  }
}
