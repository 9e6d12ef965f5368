package io.tidemark.source.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the records of a file or a part of it, strictly by RFC 4180, with their positions. This is
 * the only CSV reader: validation and the run itself both use it.
 */
public final class CsvRecordReader implements Closeable {
  private final String file;
  private final StrictLineReader lines;
  private final CloseableIterator<Fields> iterator;

  /**
   * Creates a reader of a file or a part of it.
   *
   * @param offset position in the file where the input begins, in bytes
   * @param linesBefore number of lines of the file before it
   */
  public CsvRecordReader(
      InputStream input, String file, char separator, long offset, long linesBefore) {
    this.file = file;
    this.lines = new StrictLineReader(input, file, offset, linesBefore);
    this.iterator =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowUnclosedQuote(false)
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .build(new FieldsHandler(), lines)
            .iterator();
  }

  /**
   * Returns the next record that is not a blank line, or null at the end.
   *
   * @throws UserError if the boundaries of records cannot be trusted
   */
  public RawRecord next() throws IOException {
    while (true) {
      lines.startRecord();
      long line = lines.nextLine();
      Fields fields = fetch(line);
      if (fields == null) {
        return null;
      }
      if (!fields.isBlank()) {
        return new RawRecord(
            line,
            lines.offset(),
            lines.nextLine() - 1,
            lines.record(),
            fields.texts(),
            fields.quotes(),
            lines.isTerminated());
      }
    }
  }

  @Override
  public void close() throws IOException {
    iterator.close();
  }

  private Fields fetch(long line) throws IOException {
    try {
      return iterator.hasNext() ? iterator.next() : null;
    } catch (java.io.UncheckedIOException unreadable) {
      throw unreadable.getCause();
    } catch (CsvParseException malformed) {
      if (malformed.getCause() instanceof UserError refused) {
        throw refused;
      }
      throw lines.isEnded() ? unterminated(line) : unescaped(line);
    }
  }

  private UserError unterminated(long line) {
    return Errors.fileRefused(
        ErrorCode.QUOTE_UNTERMINATED,
        file + ", line " + line,
        "The file ends before the closing quote of a field of this record.",
        "The file may be truncated. Export it again, or correct the quote.");
  }

  private UserError unescaped(long line) {
    return Errors.fileRefused(
        ErrorCode.QUOTE_UNESCAPED,
        file + ", line " + line,
        "Text follows the closing quote of a field, so the fields cannot be separated reliably.",
        "Escape quotes inside quoted fields by doubling them, or export the file again.");
  }

  private record Fields(List<String> texts, RawRecord.Quotes quotes, boolean isBlank) {}

  /** Collects the fields of one record. */
  private static final class FieldsHandler extends AbstractBaseCsvCallbackHandler<Fields> {
    private List<String> texts = List.of();
    private boolean hasBareQuote;
    private boolean isFirstQuoted;
    private boolean isLastQuoted;
    private boolean isBlank;

    @Override
    protected void handleBegin(long line) {
      texts = new ArrayList<>(texts.size());
      hasBareQuote = false;
      isBlank = false;
    }

    @Override
    protected void handleField(int index, char[] buffer, int start, int length, boolean isQuoted) {
      String text = new String(buffer, start, length);
      texts.add(text);
      hasBareQuote |= !isQuoted && text.indexOf('"') >= 0;
      isFirstQuoted = index == 0 ? isQuoted : isFirstQuoted;
      isLastQuoted = isQuoted;
    }

    @Override
    protected void handleEmpty() {
      isBlank = true;
    }

    @Override
    protected Fields buildRecord() {
      RawRecord.Quotes quotes = new RawRecord.Quotes(hasBareQuote, isFirstQuoted, isLastQuoted);
      return new Fields(texts, quotes, isBlank);
    }
  }
}
