package io.tidemark.source;

import java.util.List;

/**
 * A file that passed the strict pass.
 *
 * @param file as it is named in tables
 * @param fileOrder its place in the order of ingest, from 0
 * @param sha256 of its bytes as stored, hexadecimal
 * @param sizeBytes its size as stored
 * @param records its records without the header and blank lines
 * @param chunks the parts it is read in; none where it has no record
 */
public record SourceFile(
    String file,
    Kind kind,
    int fileOrder,
    String sha256,
    long sizeBytes,
    long records,
    Layout layout,
    List<Chunk> chunks) {
  public SourceFile {
    chunks = List.copyOf(chunks);
  }
}
