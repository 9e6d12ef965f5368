package io.tidemark.source.csv;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads strict UTF-8 text and returns at most one physical line per read. A parser on top of it has
 * therefore consumed whole lines when a record ends, so the bytes, lines and text of every record
 * are known exactly.
 */
final class StrictLineReader extends Reader {
  private static final int LONGEST_RECORD = 1 << 20;

  private final InputStream input;
  private final String file;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] line = new byte[1 << 12];
  private CharBuffer text = CharBuffer.allocate(1 << 12).limit(0);
  private final StringBuilder record = new StringBuilder();
  private int recordBytes;
  private long offset;
  private long linesRead;
  private boolean isEnded;
  private boolean isTerminated;

  /**
   * Creates a reader of a file or a part of it.
   *
   * @param offset position in the file where the input begins, in bytes
   * @param linesBefore number of lines of the file before it
   */
  StrictLineReader(InputStream input, String file, long offset, long linesBefore) {
    this.input = input;
    this.file = file;
    this.offset = offset;
    this.linesRead = linesBefore;
  }

  /** Starts a record at the next line. */
  void startRecord() {
    record.setLength(0);
    recordBytes = 0;
  }

  /** Returns the text since the start of the record, without the line end. */
  String record() {
    int end = record.length();
    while (end > 0 && (record.charAt(end - 1) == '\n' || record.charAt(end - 1) == '\r')) {
      end--;
    }
    return record.substring(0, end);
  }

  /** Returns the position of the next byte in the file. */
  long offset() {
    return offset;
  }

  /** Returns the number of the next line, from 1. */
  long nextLine() {
    return linesRead + 1;
  }

  /** Returns whether the last line read had a line end. */
  boolean isTerminated() {
    return isTerminated;
  }

  /** Returns whether the end of the input was reached and reported. */
  boolean isEnded() {
    return isEnded;
  }

  @Override
  public int read(char[] into, int start, int length) throws IOException {
    if (!text.hasRemaining() && !readLine()) {
      isEnded = true;
      return -1;
    }
    int count = Math.min(length, text.remaining());
    text.get(into, start, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }

  private boolean readLine() throws IOException {
    int length = 0;
    isTerminated = false;
    while (!isTerminated && hasMore()) {
      length = append(length, plainBytes());
      if (position < limit) {
        byte special = buffer[position];
        if (special == 0) {
          throw Errors.fileRefused(
              ErrorCode.ENCODING_NUL,
              file + ", line " + nextLine(),
              "The file contains a NUL byte: it is binary or not UTF-8.",
              "Export it again as CSV in UTF-8.");
        }
        length = append(length, 1);
        if (special == '\r' && hasMore() && buffer[position] == '\n') {
          length = append(length, 1);
        }
        isTerminated = true;
      }
    }
    if (length == 0) {
      return false;
    }
    offset += length;
    linesRead++;
    decode(length);
    record.append(text);
    return true;
  }

  private boolean hasMore() throws IOException {
    if (position == limit) {
      position = 0;
      limit = Math.max(input.read(buffer, 0, buffer.length), 0);
    }
    return position < limit;
  }

  /** Returns the number of bytes up to a line end or a NUL. */
  private int plainBytes() {
    int end = position;
    while (end < limit && buffer[end] != '\n' && buffer[end] != '\r' && buffer[end] != 0) {
      end++;
    }
    return end - position;
  }

  private int append(int length, int count) {
    recordBytes += count;
    if (recordBytes > LONGEST_RECORD) {
      throw Errors.fileRefused(
          ErrorCode.RECORD_TOO_LONG,
          file + ", line " + nextLine(),
          "The record is longer than 1 MiB. Usually a quote before this line is not closed.",
          "Correct the quote, or export the file again.");
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
    }
    System.arraycopy(buffer, position, line, length, count);
    position += count;
    return length + count;
  }

  private void decode(int length) {
    if (text.capacity() < length) {
      text = CharBuffer.allocate(line.length);
    }
    text.clear();
    decoder.reset();
    if (decoder.decode(ByteBuffer.wrap(line, 0, length), text, true).isError()) {
      throw Errors.fileRefused(
          ErrorCode.ENCODING_INVALID,
          file + ", line " + linesRead,
          "The file contains bytes that are not valid UTF-8.",
          "Export it again as CSV in UTF-8 (a spreadsheet calls it \"CSV UTF-8\").");
    }
    text.flip();
  }
}
