package io.tidemark.source.csv;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A file to be read. Local files are opened by Java, since Hadoop rejects names with a colon.
 *
 * @param path its absolute path
 * @param name its name in tables, as the user gave it
 */
public record InputFile(Path path, String name) {
  /** The size in bytes and the modification time, which show whether a file was written to. */
  record State(long bytes, long changedAt) {}

  public boolean isCompressed() {
    return path.getName().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  State state(Configuration hadoop) throws IOException {
    if (isLocal()) {
      return new State(Files.size(local()), Files.getLastModifiedTime(local()).toMillis());
    }
    FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
    return new State(status.getLen(), status.getModificationTime());
  }

  public InputStream open(Configuration hadoop) throws IOException {
    return isLocal() ? Files.newInputStream(local()) : path.getFileSystem(hadoop).open(path);
  }

  /** Opens the file at a position of its stored bytes. */
  InputStream openAt(long offset, Configuration hadoop) throws IOException {
    if (isLocal()) {
      InputStream file = new FileInputStream(local().toFile());
      file.skipNBytes(offset);
      return file;
    }
    FSDataInputStream stored = path.getFileSystem(hadoop).open(path);
    stored.seek(offset);
    return stored;
  }

  private boolean isLocal() {
    return "file".equals(path.toUri().getScheme());
  }

  private java.nio.file.Path local() {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}
