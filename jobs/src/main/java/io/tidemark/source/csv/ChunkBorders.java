package io.tidemark.source.csv;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Divides the bytes of a file between records, by its quotes, separators and line ends. This is
 * much cheaper than parsing. After a malformed quote there is no further border; the parser refuses
 * the file there.
 */
final class ChunkBorders {
  private static final int LONGEST_RECORD = 1 << 20;

  private final char separator;
  private final boolean hasOneColumn;
  private final long chunkBytes;
  private final List<Span> spans = new ArrayList<>();
  private State state = State.FIELD_START;
  private long position;
  private long lines;
  private byte previous;
  private boolean isBlank = true;
  private boolean isLone = true;

  private long start;
  private long linesBefore;
  private CRC32C checksum = new CRC32C();

  /** The possible border after the last record; -1 if there is none. */
  private long border = -1;

  private long linesBeforeBorder;
  private final ByteArrayOutputStream afterBorder = new ByteArrayOutputStream();

  private enum State {
    FIELD_START,
    PLAIN,
    QUOTED,
    CLOSED,
    /** A carriage return, which may be followed by a line feed, ended a record. */
    RETURNED,
    MALFORMED
  }

  /**
   * The position of a part.
   *
   * @param checksum CRC-32C of its bytes
   */
  record Span(long offset, long length, long linesBefore, long checksum) {}

  /**
   * Starts after the header.
   *
   * @param hasOneColumn whether every record has a single field
   * @param chunkBytes minimum size of a part
   * @param offset position in the file, in bytes
   * @param linesBefore number of lines before it
   */
  ChunkBorders(
      char separator, boolean hasOneColumn, long chunkBytes, long offset, long linesBefore) {
    this.separator = separator;
    this.hasOneColumn = hasOneColumn;
    this.chunkBytes = chunkBytes;
    this.position = offset;
    this.start = offset;
    this.lines = linesBefore;
    this.linesBefore = linesBefore;
  }

  /** Adds the next bytes of the file. */
  void add(byte[] bytes, int from, int to) {
    int done = from;
    int at = from;
    while (at < to) {
      byte next = bytes[at];
      if (state == State.RETURNED) {
        int end = next == '\n' ? at + 1 : at;
        done = endRecord(bytes, done, end);
        if (next == '\n') {
          previous = next;
          at++;
          continue;
        }
      }
      if (next == '\r' || (next == '\n' && previous != '\r')) {
        lines++;
      }
      previous = next;
      at++;
      if (follow(next)) {
        done = endRecord(bytes, done, at);
      }
    }
    sum(bytes, done, to);
  }

  /** Returns the parts, after the last byte was added. */
  List<Span> end() {
    if (state == State.RETURNED) {
      endRecord(new byte[0], 0, 0);
    }
    checksum.update(afterBorder.toByteArray());
    if (position > start) {
      spans.add(new Span(start, position - start, linesBefore, checksum.getValue()));
    }
    return List.copyOf(spans);
  }

  /** Returns whether a byte ends a record for certain. */
  private boolean follow(byte next) {
    switch (state) {
      case QUOTED -> state = next == '"' ? State.CLOSED : State.QUOTED;
      case MALFORMED -> {}
      default -> {
        if (next == '\n') {
          state = State.FIELD_START;
          return true;
        }
        if (next == '\r') {
          state = State.RETURNED;
          return false;
        }
        isBlank = false;
        if (next == separator) {
          isLone = false;
          state = State.FIELD_START;
        } else if (next == '"' && state != State.PLAIN) {
          state = State.QUOTED;
        } else {
          state = state == State.CLOSED ? State.MALFORMED : State.PLAIN;
        }
      }
    }
    return false;
  }

  /**
   * Ends a record. Records that are checked together stay in the same part: a border has no record
   * with a single field on either side.
   *
   * @return {@code to}, up to where the bytes are summed
   */
  private int endRecord(byte[] bytes, int from, int to) {
    sum(bytes, from, to);
    state = State.FIELD_START;
    if (!isBlank) {
      boolean maySplit = hasOneColumn || !isLone;
      if (border >= 0) {
        settleBorder(maySplit);
      }
      if (maySplit && position - start >= chunkBytes) {
        border = position;
        linesBeforeBorder = lines;
      }
    }
    isBlank = true;
    isLone = true;
    return to;
  }

  private void settleBorder(boolean isBorder) {
    if (isBorder) {
      spans.add(new Span(start, border - start, linesBefore, checksum.getValue()));
      start = border;
      linesBefore = linesBeforeBorder;
      checksum = new CRC32C();
    }
    checksum.update(afterBorder.toByteArray());
    afterBorder.reset();
    border = -1;
  }

  private void sum(byte[] bytes, int from, int to) {
    position += to - from;
    if (border < 0) {
      checksum.update(bytes, from, to - from);
    } else {
      afterBorder.write(bytes, from, to - from);
      if (afterBorder.size() > LONGEST_RECORD) {
        settleBorder(false);
      }
    }
  }
}
