package io.tidemark.source.csv;

import java.io.Serializable;

/**
 * A part of a file that begins and ends with a record.
 *
 * @param path the path for Hadoop
 * @param file the name of the file in tables
 * @param fileOrder its position in the order of ingest, from 0
 * @param storedBytes size of the file as stored
 * @param offset start of the part, in bytes of the uncompressed file
 * @param length its length in bytes, uncompressed; {@link Long#MAX_VALUE} for a compressed file,
 *     which has one part
 * @param linesBefore number of lines of the file before it
 * @param checksum CRC-32C of its bytes; of the stored bytes of the file if it is compressed
 */
public record Chunk(
    String path,
    String file,
    int fileOrder,
    ColumnMapping layout,
    long storedBytes,
    long offset,
    long length,
    long linesBefore,
    long checksum)
    implements Serializable {

  Chunk withLayout(ColumnMapping other) {
    return new Chunk(
        path, file, fileOrder, other, storedBytes, offset, length, linesBefore, checksum);
  }

  Chunk withFileOrder(int order) {
    return new Chunk(path, file, order, layout, storedBytes, offset, length, linesBefore, checksum);
  }

  Chunk withFile(String name) {
    return new Chunk(
        path, name, fileOrder, layout, storedBytes, offset, length, linesBefore, checksum);
  }
}
