package io.tidemark.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A file to be read.
 *
 * @param path where Hadoop finds it
 * @param name as it is named in tables: as the user gave it
 */
record Input(Path path, String name) {
  private static final int BUFFER = 1 << 16;

  boolean isCompressed() {
    return isCompressed(path.toString());
  }

  FileStatus status(Configuration hadoop) throws IOException {
    return path.getFileSystem(hadoop).getFileStatus(path);
  }

  InputStream open(Configuration hadoop) throws IOException {
    return path.getFileSystem(hadoop).open(path);
  }

  /** Opens a file at a position of its uncompressed bytes. */
  static InputStream openAt(Configuration hadoop, String path, long offset) throws IOException {
    Path file = new Path(path);
    FSDataInputStream stored = file.getFileSystem(hadoop).open(file);
    if (!isCompressed(path)) {
      stored.seek(offset);
      return stored;
    }
    InputStream text = uncompressed(stored);
    text.skipNBytes(offset);
    return text;
  }

  static InputStream uncompressed(InputStream stored) throws IOException {
    return new BufferedInputStream(new GZIPInputStream(stored, BUFFER), BUFFER);
  }

  private static boolean isCompressed(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".gz");
  }
}
