package io.tidemark.source.csv;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** The bytes of a part of a file, which shows whether they are those that it was divided by. */
final class ChunkBytes implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Chunk chunk;
  private final CheckedInputStream stored;
  private final InputStream text;

  private ChunkBytes(Chunk chunk, CheckedInputStream stored, InputStream text) {
    this.chunk = chunk;
    this.stored = stored;
    this.text = text;
  }

  /**
   * Opens a part.
   *
   * @throws io.tidemark.errors.UserError if the file is compressed and cannot be uncompressed
   */
  static ChunkBytes of(Chunk chunk, Configuration hadoop) throws IOException {
    InputFile input = new InputFile(new Path(chunk.path()), chunk.file());
    if (!input.isCompressed()) {
      InputStream part =
          BoundedInputStream.builder()
              .setInputStream(input.openAt(chunk.offset(), hadoop))
              .setMaxCount(chunk.length())
              .get();
      CheckedInputStream bytes = new CheckedInputStream(part, new CRC32C());
      return new ChunkBytes(chunk, bytes, bytes);
    }
    CheckedInputStream bytes = new CheckedInputStream(input.open(hadoop), new CRC32C());
    InputStream text =
        new BufferedInputStream(
            new BoundedGzipStream(
                new BufferedInputStream(bytes), chunk.file(), chunk.storedBytes()),
            BUFFER);
    text.skipNBytes(chunk.offset());
    return new ChunkBytes(chunk, bytes, text);
  }

  /** Returns the uncompressed bytes. */
  InputStream text() {
    return text;
  }

  /** Reads the rest and returns whether the part has its checksum. */
  boolean isUnchanged() throws IOException {
    stored.transferTo(OutputStream.nullOutputStream());
    return stored.getChecksum().getValue() == chunk.checksum();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
