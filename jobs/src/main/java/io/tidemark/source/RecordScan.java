package io.tidemark.source;

import io.tidemark.source.csv.Chunk;
import io.tidemark.source.csv.ChunkFindings;
import io.tidemark.source.csv.ChunkParser;
import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.ValueFormat;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Parses the parts of files in Spark tasks, one part per task. Each task yields its rows and then
 * its findings, and Spark keeps both, so that findings count once however often a task runs.
 */
final class RecordScan {
  private final SparkSession spark;
  private final FileKind kind;
  private final List<Chunk> chunks;
  private final JavaRDD<Object> parsed;

  private RecordScan(
      SparkSession spark, FileKind kind, List<Chunk> chunks, JavaRDD<Object> parsed) {
    this.spark = spark;
    this.kind = kind;
    this.chunks = chunks;
    this.parsed = parsed;
  }

  /** Returns the scan of the parts of some files of a kind. Nothing is read before it is needed. */
  static RecordScan of(
      SparkSession spark, FileKind kind, List<Chunk> chunks, ValueFormat format, LocalDate readOn) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
    JavaRDD<Object> parsed =
        context
            .parallelize(chunks, Math.max(chunks.size(), 1))
            .mapPartitions(new Parse(hadoop, format, readOn))
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new RecordScan(spark, kind, chunks, parsed);
  }

  /** Returns the findings of each part, in order. */
  List<ChunkFindings> findings() {
    return chunks.isEmpty()
        ? List.of()
        : parsed
            .filter(element -> element instanceof ChunkFindings)
            .map(element -> (ChunkFindings) element)
            .collect();
  }

  /**
   * Returns the rows of accepted files.
   *
   * @param files files whose parts were parsed, with the layout that they were parsed with
   */
  Dataset<Row> rows(List<SourceFile> files) {
    Map<Integer, Place> places = new HashMap<>();
    for (SourceFile file : files) {
      for (Chunk chunk : file.chunks()) {
        places.put(indexOf(chunk), new Place(file.file(), file.fileOrder()));
      }
    }
    return places.isEmpty()
        ? spark.createDataFrame(List.of(), ParsedRows.schema(kind))
        : ((org.apache.spark.sql.classic.SparkSession) spark)
            .internalCreateDataFrame(
                parsed.mapPartitionsWithIndex(new Placed(places), true).rdd(),
                ParsedRows.schema(kind),
                false);
  }

  /** Returns whether the parts were parsed with the layout of their files. */
  boolean hasLayoutOf(List<SourceFile> files) {
    return files.stream()
        .flatMap(file -> file.chunks().stream())
        .allMatch(chunk -> chunks.get(indexOf(chunk)).layout().equals(chunk.layout()));
  }

  /** Drops the rows. If they are needed again, they are read again. */
  void release() {
    parsed.unpersist(true);
  }

  private int indexOf(Chunk chunk) {
    for (int index = 0; index < chunks.size(); index++) {
      Chunk other = chunks.get(index);
      if (other.path().equals(chunk.path()) && other.offset() == chunk.offset()) {
        return index;
      }
    }
    throw new IllegalArgumentException("not scanned: " + chunk);
  }

  /** Parses parts in a task. */
  private record Parse(
      Broadcast<SerializableConfiguration> hadoop, ValueFormat format, LocalDate readOn)
      implements FlatMapFunction<Iterator<Chunk>, Object> {

    @Override
    public Iterator<Object> call(Iterator<Chunk> parts) {
      if (!parts.hasNext()) {
        return Collections.emptyIterator();
      }
      Chunk part = parts.next();
      Configuration configuration = hadoop.value().value();
      ChunkParser parser = new ChunkParser(part, format, readOn, configuration);
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) end -> close(parser));
      return new Elements(parser, new ParsedRows(part.layout().kind()));
    }

    private static void close(ChunkParser parser) {
      try {
        parser.close();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  /** The rows of a part, then its findings. */
  private static final class Elements implements Iterator<Object> {
    private final ChunkParser parser;
    private final ParsedRows rows;
    private boolean isEnded;

    Elements(ChunkParser parser, ParsedRows rows) {
      this.parser = parser;
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return !isEnded;
    }

    @Override
    public Object next() {
      if (parser.hasNext()) {
        return rows.row(parser.next());
      }
      isEnded = true;
      return parser.findings();
    }
  }

  /** The name of a file in tables and its position in the order of ingest. */
  private record Place(String file, int order) implements Serializable {}

  /** Adds the file to the rows of each part; drops the parts of other files. */
  private record Placed(Map<Integer, Place> places)
      implements Function2<Integer, Iterator<Object>, Iterator<InternalRow>> {

    @Override
    public Iterator<InternalRow> call(Integer index, Iterator<Object> elements) {
      Place place = places.get(index);
      if (place == null) {
        return Collections.emptyIterator();
      }
      InternalRow ofFile =
          new GenericInternalRow(new Object[] {UTF8String.fromString(place.file()), place.order()});
      JoinedRow row = new JoinedRow();
      return new Iterator<>() {
        private Object next = elements.next();

        @Override
        public boolean hasNext() {
          // Spark releases the rows when it reaches the end, which is after the findings.
          return next instanceof InternalRow || isMore(elements, (ChunkFindings) next);
        }

        @Override
        public InternalRow next() {
          row.apply(ofFile, (InternalRow) next);
          next = elements.next();
          return row;
        }
      };
    }

    /** Ends a part. Throws the reason to refuse the file if it was read again and has changed. */
    private static boolean isMore(Iterator<Object> elements, ChunkFindings last) {
      if (last.refusal() != null) {
        throw last.refusal();
      }
      return elements.hasNext();
    }
  }
}
