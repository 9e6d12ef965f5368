package io.tidemark.source.csv;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;

/** The byte order mark at the start of a file. */
public final class ByteOrderMark {
  private ByteOrderMark() {}

  /**
   * Skips the byte order mark of UTF-8.
   *
   * @param input supports mark and reset
   * @return the number of skipped bytes
   * @throws io.tidemark.errors.UserError if the mark is that of another encoding
   */
  public static long skipMark(InputStream input, String file) throws IOException {
    input.mark(4);
    String start = HexFormat.of().formatHex(input.readNBytes(4));
    input.reset();
    if (start.equals("fffe0000") || start.equals("0000feff")) {
      throw refused(ErrorCode.ENCODING_UTF32, "UTF-32", file);
    }
    if (start.startsWith("fffe") || start.startsWith("feff")) {
      throw refused(ErrorCode.ENCODING_UTF16, "UTF-16", file);
    }
    if (start.startsWith("efbbbf")) {
      input.skipNBytes(3);
      return 3;
    }
    return 0;
  }

  private static io.tidemark.errors.UserError refused(ErrorCode code, String name, String file) {
    return Errors.fileRefused(
        code,
        file,
        "The file is encoded in " + name + ", not in UTF-8.",
        "Export it again as CSV in UTF-8 (a spreadsheet calls it \"CSV UTF-8\").");
  }
}
