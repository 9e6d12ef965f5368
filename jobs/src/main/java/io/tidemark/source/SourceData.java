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
 * What the files say: one row per record, typed, with all that is wrong with it.
 *
 * <p>The rows of the first three datasets have {@code source_file}, {@code file_order} (from 0, in
 * the order of ingest), {@code source_line}, {@code raw_record}, {@code fingerprint} (a hash of the
 * fields: equal for identical copies), the fields of their {@link FileKind} (null where the text is
 * empty or no value), and two arrays of {@code (field, value, reason)}: {@code problems}, what
 * makes the row unfit, and {@code flaws}, what was nulled. The field of a problem of the whole
 * record is empty.
 *
 * @param fileRows one row per file of the ledger: {@code source_file, kind, file_order, sha256,
 *     size_bytes, file_rows, headers} (header name by field name), {@code notes}, an array of
 *     {@code (check, example)}, and {@code is_replaced}, whether a newer file holds instead
 * @param files the files whose rows these are, in the order of ingest: those the ledger lacked
 * @param ledger with what was ingested before
 * @param unrepeated kinds of which no two records of these files have the same id
 * @param detectsEndsIn the zone of days in which inclusive ends of periods are looked for; empty
 *     where the profile states whether ends are
 * @param readOn the day they were read: no date is believed that is more than ten years ahead of it
 */
public record SourceData(
    Dataset<Row> invoices,
    Dataset<Row> customers,
    Dataset<Row> adjustments,
    Dataset<Row> fileRows,
    List<SourceFile> files,
    IngestLog ledger,
    Set<FileKind> unrepeated,
    LocalDate readOn,
    Optional<ZoneId> detectsEndsIn) {}
