package io.tidemark.source;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the files say, unread into types: one row per record, every field a string.
 *
 * @param invoices {@code source_file, file_order, source_line, raw_record, row_reason} and the
 *     fields of {@link Kind#INVOICES}
 * @param customers the same for {@link Kind#CUSTOMERS}
 * @param fileRows one row per file: {@code source_file, kind, file_order, sha256, size_bytes,
 *     file_rows, headers} (header name by field name)
 * @param files the files, in the order of ingest
 * @param readOn the day they were read: no date is believed that is more than ten years ahead of it
 */
public record SourceData(
    Dataset<Row> invoices,
    Dataset<Row> customers,
    Dataset<Row> fileRows,
    List<SourceFile> files,
    LocalDate readOn) {}
