package io.tidemark.source;

import io.tidemark.source.csv.FileFinding;
import io.tidemark.source.csv.SourceFile;
import java.util.List;
import java.util.Map;

/**
 * A file whose records are in a warehouse.
 *
 * @param file its name in tables, unique in the warehouse
 * @param given its name when it was ingested
 * @param kind as text
 * @param sha256 of its bytes as stored, hexadecimal
 * @param readAs hash of the profile that its columns and values were read with
 * @param sizeBytes its size as stored
 * @param records number of records without the header and blank lines
 * @param headers the header name of each field it has, by field name
 * @param notes findings about the file as a whole
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
