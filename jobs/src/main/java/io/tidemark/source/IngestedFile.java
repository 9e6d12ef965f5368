package io.tidemark.source;

import io.tidemark.source.csv.FileFinding;
import io.tidemark.source.csv.SourceFile;
import java.util.List;
import java.util.Map;

/**
 * A file whose records a warehouse holds.
 *
 * @param file as it is named in tables: unlike any other of the warehouse
 * @param given as it was named when it was ingested
 * @param kind as text
 * @param sha256 of its bytes as stored, hexadecimal
 * @param readAs hash of what its columns and values were read by
 * @param sizeBytes its size as stored
 * @param records its records without the header and blank lines
 * @param headers the header name of each field it has, by field name
 * @param notes what is worth knowing of it as a whole
 */
public record IngestedFile(
    String file,
    String given,
    String kind,
    String sha256,
    String readAs,
    long sizeBytes,
    long records,
    Map<String, String> headers,
    List<FileFinding> notes) {
  public IngestedFile {
    headers = Map.copyOf(headers);
    notes = List.copyOf(notes);
  }

  static IngestedFile of(SourceFile file, String name, String readAs) {
    return new IngestedFile(
        name,
        file.file(),
        file.kind().text(),
        file.sha256(),
        readAs,
        file.sizeBytes(),
        file.records(),
        file.layout().headers(),
        file.notes());
  }
}
