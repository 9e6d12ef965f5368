package io.tidemark.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
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
  boolean isCompressed() {
    return path.getName().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  FileStatus status(Configuration hadoop) throws IOException {
    return path.getFileSystem(hadoop).getFileStatus(path);
  }

  InputStream open(Configuration hadoop) throws IOException {
    return path.getFileSystem(hadoop).open(path);
  }

  /** Opens the file at a position of its uncompressed bytes. */
  InputStream openAt(long offset, Configuration hadoop) throws IOException {
    FSDataInputStream stored = path.getFileSystem(hadoop).open(path);
    if (!isCompressed()) {
      stored.seek(offset);
      return stored;
    }
    InputStream text =
        new Uncompressed(new BufferedInputStream(stored), name, Long.MAX_VALUE / 1000);
    text.skipNBytes(offset);
    return text;
  }
}
