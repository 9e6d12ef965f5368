package io.tidemark.source.csv;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Locale;

/** Checks that the content of a file matches its name. */
final class FileTypes {
  private static final String GZIP = "1f8b";
  private static final String ZIP = "504b0304";

  private FileTypes() {}

  /**
   * Refuses a file whose content does not match its name.
   *
   * @param stored the file from its first byte; supports mark and reset
   * @throws io.tidemark.errors.UserError if it is compressed but not named so, or the reverse, or
   *     is neither .csv nor .csv.gz
   */
  static void refuseMismatch(InputStream stored, InputFile input) throws IOException {
    stored.mark(4);
    String start = HexFormat.of().formatHex(stored.readNBytes(4));
    stored.reset();
    String name = input.path().getName().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".csv") && !name.endsWith(".csv.gz")) {
      throw refused(input, "The file name does not end in .csv or .csv.gz.");
    }
    if (start.equals(ZIP)) {
      throw refused(input, "The file is a zip archive or a spreadsheet.");
    }
    if (input.isCompressed() && !start.startsWith(GZIP) && !start.isEmpty()) {
      throw refused(input, "The file name ends in .gz, but the file is not gzip-compressed.");
    }
    if (!input.isCompressed() && start.startsWith(GZIP)) {
      throw refused(input, "The file is gzip-compressed, but its name does not end in .csv.gz.");
    }
  }

  private static io.tidemark.errors.UserError refused(InputFile input, String why) {
    return Errors.fileRefused(
        ErrorCode.FILE_TYPE, input.name(), why, "Use a CSV file, optionally gzip-compressed.");
  }
}
