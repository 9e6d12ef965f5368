package io.tidemark.source.csv;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.TimeText;
import io.tidemark.tables.QualityCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A file whose columns, checksum and parts are known, but whose records were not parsed yet.
 *
 * @param name its name in tables
 * @param sha256 of its bytes as stored, hexadecimal
 * @param sizeBytes its size as stored
 * @param layout its columns, with formats that were assumed from the first records of each part
 * @param notes findings about its start
 * @param chunks its parts, which are parsed with this layout
 */
public record FileOutline(
    String name,
    FileKind kind,
    String sha256,
    long sizeBytes,
    ColumnMapping layout,
    List<FileFinding> notes,
    List<Chunk> chunks) {
  public FileOutline {
    notes = List.copyOf(notes);
    chunks = List.copyOf(chunks);
  }

  /**
   * Returns the file. Its layout is the assumed one if that reads all values alike; otherwise the
   * records must be parsed again.
   *
   * @param parts the findings of its parts, in order
   * @return the file, with 0 for its position in the order of ingest
   * @throws io.tidemark.errors.UserError if its rows cannot be trusted as a whole
   */
  public SourceFile settled(List<ChunkFindings> parts) {
    List<FileFinding> all = new ArrayList<>(notes);
    if (parts.isEmpty()) {
      all.add(new FileFinding(QualityCheck.FILE_HEADER_ONLY, name));
      noteColumns(all);
      return file(0, Instant.MIN, layout, all);
    }
    ChunkFindings found = parts.get(0);
    parts.stream().skip(1).forEach(found::add);
    if (found.refusal() != null) {
      throw found.refusal();
    }
    if (found.records() == 0) {
      all.add(new FileFinding(QualityCheck.FILE_HEADER_ONLY, name));
    } else if (!found.last().isTerminated()) {
      noteFinalRecord(found, all);
    }
    noteColumns(all);
    List<String> commas = found.decimals().columnsWith(',');
    List<String> points = found.decimals().columnsWith('.');
    if (!commas.isEmpty() && !points.isEmpty()) {
      String example = "comma in " + commas.get(0) + ", point in " + String.join(", ", points);
      all.add(new FileFinding(QualityCheck.DECIMAL_SIGNS, example));
    }
    List<TimeText.Style> times = found.times().styles();
    found.reach(found.times().reach(times));
    List<ColumnStyle> styles = found.decimals().styles(times);
    ColumnMapping known = readsAlike(found, styles) ? layout : layout.withStyles(styles);
    return file(found.records(), found.reach(), known, all);
  }

  private SourceFile file(long records, Instant reach, ColumnMapping known, List<FileFinding> all) {
    List<Chunk> parts = chunks.stream().map(chunk -> chunk.withLayout(known)).toList();
    return new SourceFile(name, kind, 0, sha256, sizeBytes, records, reach, known, all, parts);
  }

  private boolean readsAlike(ChunkFindings found, List<ColumnStyle> styles) {
    for (int index = 0; index < styles.size(); index++) {
      ColumnStyle assumed = layout.styles().get(index);
      ColumnStyle style = styles.get(index);
      boolean isSameTime =
          found.times().isIso(index) || Objects.equals(style.time(), assumed.time());
      if (!isSameTime || !found.decimals().isSame(index, style, assumed)) {
        return false;
      }
    }
    return true;
  }

  private void noteColumns(List<FileFinding> all) {
    if (!layout.unknownColumns().isEmpty()) {
      String unknown = String.join(", ", layout.unknownColumns());
      all.add(new FileFinding(QualityCheck.COLUMN_UNKNOWN, unknown));
    }
    if (!layout.isTaxKnown()) {
      all.add(new FileFinding(QualityCheck.TAX_UNKNOWN, name));
    }
    if (!layout.absentForMrr().isEmpty()) {
      String absent = String.join(", ", layout.absentForMrr());
      all.add(new FileFinding(QualityCheck.COLUMN_ABSENT, name + ": " + absent));
    }
  }

  private void noteFinalRecord(ChunkFindings found, List<FileFinding> all) {
    switch (found.finalRecord().of(found.last())) {
      case WHOLE -> all.add(new FileFinding(QualityCheck.FINAL_NEWLINE_MISSING, name));
      case UNDECIDED -> all.add(new FileFinding(QualityCheck.LAST_VALUE_UNCERTAIN, name));
      case CUT_OFF ->
          throw Errors.fileRefused(
              ErrorCode.FILE_TRUNCATED,
              name + ", line " + found.last().line(),
              "The last record has no line end and its last value is malformed: the file is"
                  + " truncated.",
              "Copy or export the file again. If the value is correct, add a line end.");
    }
  }
}
