package io.tidemark.source;

import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.profile.FileKind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The records of the input files: one typed row per record, with its problems.
 *
 * <p>The rows of the first three datasets have {@code source_file}, {@code file_order} (from 0, in
 * the order of ingest), {@code source_line}, {@code raw_record}, {@code fingerprint} (a hash of the
 * fields, equal for identical copies), the fields of their {@link FileKind} (null if the text is
 * empty or invalid), and two arrays of {@code (field, value, reason)}: {@code problems}, for which
 * the row is rejected, and {@code flaws}, values that were set to null. The field of a problem with
 * the whole record is empty.
 *
 * @param fileRows one row per file of the ingest log: {@code source_file, kind, file_order, sha256,
 *     size_bytes, file_rows, headers} (header name by field name), {@code notes}, an array of
 *     {@code (check, example)}, and {@code is_replaced}, whether a newer file replaces it
 * @param files the files that were new in the log, whose rows the datasets have, in the order of
 *     ingest
 * @param ingestLog the log, with the files that were ingested before
 * @param unrepeated kinds of which no two records of these files have the same id
 * @param readOn the day the files were read; dates more than ten years later are rejected
 * @param detectsEndsIn the time zone of the days in which inclusive period ends are detected; empty
 *     if the profile defines the ends
 * @param onRelease drops the rows that are kept in memory and on disk
 */
public record SourceData(
    Dataset<Row> invoices,
    Dataset<Row> customers,
    Dataset<Row> adjustments,
    Dataset<Row> fileRows,
    List<SourceFile> files,
    IngestLog ingestLog,
    Set<FileKind> unrepeated,
    LocalDate readOn,
    Optional<ZoneId> detectsEndsIn,
    Runnable onRelease) {

  /** Drops the rows of the datasets. If they are needed again, the files are read again. */
  public void release() {
    onRelease.run();
  }
}
