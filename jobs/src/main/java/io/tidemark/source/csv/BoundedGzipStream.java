package io.tidemark.source.csv;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Uncompresses a gzip file to its end. Refuses a file that is corrupt or truncated, or that expands
 * to more than 200 times its size and 64 MiB.
 */
public final class BoundedGzipStream extends FilterInputStream {
  private static final long ALWAYS_ALLOWED = 64L << 20;
  private static final long HIGHEST_RATIO = 200;

  private final String file;
  private final long limit;
  private long count;

  /**
   * @param storedSize the size of the compressed file, in bytes
   */
  public BoundedGzipStream(InputStream stored, String file, long storedSize) throws IOException {
    super(opened(stored, file));
    this.file = file;
    this.limit = Math.max(ALWAYS_ALLOWED, storedSize * HIGHEST_RATIO);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int start, int length) throws IOException {
    int read;
    try {
      read = in.read(into, start, length);
    } catch (IOException corrupt) {
      throw corrupt(file, corrupt);
    }
    count += Math.max(read, 0);
    if (count > limit) {
      throw Errors.fileRefused(
          ErrorCode.GZIP_RATIO,
          file,
          "The file is more than " + HIGHEST_RATIO + " times larger when uncompressed.",
          "If this is intended, uncompress the file and use the .csv file.");
    }
    return read;
  }

  private static InputStream opened(InputStream stored, String file) {
    try {
      return GzipCompressorInputStream.builder()
          .setInputStream(stored)
          .setDecompressConcatenated(true)
          .get();
    } catch (IOException corrupt) {
      throw corrupt(file, corrupt);
    }
  }

  private static UserError corrupt(String file, IOException corrupt) {
    return Errors.fileRefused(
        ErrorCode.GZIP_CORRUPT,
        file,
        "The file cannot be uncompressed: " + corrupt.getMessage() + ".",
        "Copy or export the file again.");
  }
}
