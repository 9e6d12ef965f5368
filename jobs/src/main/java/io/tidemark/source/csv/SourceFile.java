package io.tidemark.source.csv;

import io.tidemark.source.profile.FileKind;
import java.time.Instant;
import java.util.List;

/**
 * A file that passed validation.
 *
 * @param file its name in tables
 * @param fileOrder its position in the order of ingest, from 0; a later file has newer states
 * @param sha256 of its bytes as stored, hexadecimal
 * @param sizeBytes its size as stored
 * @param records number of records without the header and blank lines
 * @param reach the latest creation date in it; {@link Instant#MIN} if it has none
 * @param notes findings about the file as a whole
 * @param chunks the parts in which it is read; empty if it has no record
 */
public record SourceFile(
    String file,
    FileKind kind,
    int fileOrder,
    String sha256,
    long sizeBytes,
    long records,
    Instant reach,
    ColumnMapping layout,
    List<FileFinding> notes,
    List<Chunk> chunks) {
  public SourceFile {
    notes = List.copyOf(notes);
    chunks = List.copyOf(chunks);
  }

  public SourceFile withFileOrder(int order) {
    List<Chunk> ordered = chunks.stream().map(chunk -> chunk.withFileOrder(order)).toList();
    return new SourceFile(
        file, kind, order, sha256, sizeBytes, records, reach, layout, notes, ordered);
  }

  public SourceFile withName(String name) {
    List<Chunk> named = chunks.stream().map(chunk -> chunk.withFile(name)).toList();
    return new SourceFile(
        name, kind, fileOrder, sha256, sizeBytes, records, reach, layout, notes, named);
  }
}
