package io.tidemark.source.csv;

import java.io.Serializable;

/**
 * A part of a file that begins and ends with a record.
 *
 * @param path where Hadoop finds the file
 * @param file the file as it is named in tables
 * @param fileOrder its place in the order of ingest, from 0
 * @param offset where the part begins, in bytes of the uncompressed file
 * @param length its length in bytes, uncompressed
 * @param linesBefore how many lines of the file precede it
 * @param checksum of its records as the strict pass read them, as {@link #extended} makes it
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

  /** The checksum of some records, extended by one: any change of a record changes it. */
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
