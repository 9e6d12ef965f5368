package io.tidemark.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A local Parquet file, read through a buffer. Parquet reads a page index in single bytes, and its
 * own {@code LocalInputFile} makes a system call for each.
 */
record ParquetInput(Path path) implements InputFile {
  @Override
  public long getLength() throws IOException {
    return Files.size(path);
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    Buffered stream = new Buffered(FileChannel.open(path));
    return new DelegatingSeekableInputStream(stream) {
      @Override
      public long getPos() {
        return stream.position();
      }

      @Override
      public void seek(long position) {
        stream.seek(position);
      }
    };
  }

  private static final class Buffered extends InputStream {
    private static final int BYTES = 1 << 16;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BYTES).limit(0);
    private long start;

    Buffered(FileChannel file) {
      this.file = file;
    }

    long position() {
      return start + buffer.position();
    }

    void seek(long position) {
      if (position >= start && position <= start + buffer.limit()) {
        buffer.position((int) (position - start));
      } else {
        start = position;
        buffer.position(0).limit(0);
      }
    }

    @Override
    public int read() throws IOException {
      return isAtEnd() ? -1 : buffer.get() & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (isAtEnd()) {
        return -1;
      }
      int read = Math.min(length, buffer.remaining());
      buffer.get(bytes, offset, read);
      return read;
    }

    private boolean isAtEnd() throws IOException {
      if (!buffer.hasRemaining()) {
        start += buffer.limit();
        buffer.clear();
        file.read(buffer, start);
        buffer.flip();
      }
      return !buffer.hasRemaining();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
