package io.tidemark.source.csv;

import java.io.Serializable;

/**
 * A part of a file that begins and ends with a record.
 *
 * @param path the path for Hadoop
 * @param file the name of the file in tables
 * @param fileOrder its position in the order of ingest, from 0
 * @param offset start of the part, in bytes of the uncompressed file
 * @param length its length in bytes, uncompressed
 * @param linesBefore number of lines of the file before it
 * @param checksum of its records as validated, computed with {@link #extended}
 */
public record Chunk(
    String path,
    String file,
    int fileOrder,
    ColumnMapping layout,
    long offset,
    long length,
    long linesBefore,
    long checksum)
    implements Serializable {
  private static final long FACTOR = 1_000_003;

  /** Returns the checksum of some records, extended by one. Any change of a record changes it. */
  static long extended(long checksum, RawRecord record) {
    return checksum * FACTOR + record.text().hashCode();
  }

  Chunk withLayout(ColumnMapping other) {
    return new Chunk(path, file, fileOrder, other, offset, length, linesBefore, checksum);
  }

  Chunk withFileOrder(int order) {
    return new Chunk(path, file, order, layout, offset, length, linesBefore, checksum);
  }

  Chunk withFile(String name) {
    return new Chunk(path, name, fileOrder, layout, offset, length, linesBefore, checksum);
  }
}
