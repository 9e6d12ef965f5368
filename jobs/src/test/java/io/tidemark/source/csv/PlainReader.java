package io.tidemark.source.csv;

import io.tidemark.errors.Problems;
import io.tidemark.errors.UserError;
import io.tidemark.source.Sources;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.Profile;
import io.tidemark.source.profile.ValueFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Reads files as a run does, without Spark. */
public final class PlainReader {
  static final LocalDate READ_ON = LocalDate.of(2025, 3, 1);
  private static final Configuration HADOOP = new Configuration();
  private static final Profile STRIPE = Profile.parse(Profile.text("stripe"));
  private static final int FIRST_FIELD = 5;

  private PlainReader() {}

  /** The strict pass over invoice files, in parts of at least so many bytes. */
  public static List<SourceFile> scan(List<String> invoices, long chunkBytes) {
    return scan(invoices, STRIPE, chunkBytes);
  }

  /** The rows of an invoice file under another profile. */
  public static List<Row> rows(String invoices, Profile profile) {
    return rows(scan(List.of(invoices), profile, Long.MAX_VALUE).get(0), profile.format());
  }

  private static List<SourceFile> scan(List<String> invoices, Profile profile, long chunkBytes) {
    Problems problems = new Problems();
    List<SourceFile> files =
        Sources.scan(
                new Sources.Named(invoices, List.of(), List.of()),
                profile,
                chunkBytes,
                HADOOP,
                (kind, chunks) ->
                    chunks.stream()
                        .map(chunk -> parse(chunk, profile.format(), new ArrayList<>()))
                        .toList(),
                problems)
            .files();
    problems.refuse();
    return files;
  }

  /** The rows of an invoice file, part by part. */
  public static List<Row> rows(SourceFile file) {
    return rows(file, STRIPE.format());
  }

  private static List<Row> rows(SourceFile file, ValueFormat format) {
    List<ParsedRecord> records = new ArrayList<>();
    for (Chunk chunk : file.chunks()) {
      UserError refusal = parse(chunk, format, records).refusal();
      if (refusal != null) {
        throw refusal;
      }
    }
    return records.stream().map(record -> row(file, record)).toList();
  }

  private static ChunkFindings parse(Chunk chunk, ValueFormat format, List<ParsedRecord> records) {
    try (ChunkParser parser = new ChunkParser(chunk, format, READ_ON, HADOOP)) {
      parser.forEachRemaining(records::add);
      return parser.findings();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A record in the shape of {@link io.tidemark.source.SourceData}. */
  private static Row row(SourceFile file, ParsedRecord record) {
    List<Object> row = new ArrayList<>();
    row.add(file.file());
    row.add(file.fileOrder());
    row.add(record.line());
    row.add(record.text());
    row.add(record.fingerprint());
    for (Object value : record.values()) {
      row.add(
          value instanceof Instant time
              ? Timestamp.from(time)
              : value instanceof LocalDate date ? Date.valueOf(date) : value);
    }
    row.add(problems(record.problems()));
    row.add(problems(record.flaws()));
    return RowFactory.create(row.toArray());
  }

  private static Object[] problems(List<ParsedRecord.Problem> problems) {
    return problems.stream()
        .map(problem -> RowFactory.create(problem.field(), problem.value(), problem.reason()))
        .toArray();
  }

  /** The rows of an invoice file in one part. */
  public static List<Row> rows(String invoices) {
    return rows(scan(List.of(invoices), Long.MAX_VALUE).get(0));
  }

  /** The values of a row, without where it stands. */
  public static String values(Row row) {
    List<String> values = new ArrayList<>();
    for (int index = 0; index < FileKind.INVOICES.fields().size(); index++) {
      values.add(String.valueOf(row.get(FIRST_FIELD + index)));
    }
    return String.join(" | ", values);
  }

  /** The reasons a row is unfit; none where it is fit. */
  public static List<String> reasons(Row row) {
    return problems(row, row.length() - 2);
  }

  /** What was nulled in a row. */
  public static List<String> flaws(Row row) {
    return problems(row, row.length() - 1);
  }

  private static List<String> problems(Row row, int index) {
    Object[] problems = (Object[]) row.get(index);
    return List.of(problems).stream()
        .map(problem -> ((Row) problem).getString(2))
        .collect(Collectors.toList());
  }
}
