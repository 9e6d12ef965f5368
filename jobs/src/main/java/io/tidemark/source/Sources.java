package io.tidemark.source;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** Reads the files of a run: the one way in. */
public final class Sources {
  private static final StructType FILE_ROWS =
      new StructType()
          .add("source_file", DataTypes.StringType, false)
          .add("kind", DataTypes.StringType, false)
          .add("file_order", DataTypes.IntegerType, false)
          .add("sha256", DataTypes.StringType, false)
          .add("size_bytes", DataTypes.LongType, false)
          .add("file_rows", DataTypes.LongType, false)
          .add(
              "headers",
              DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType),
              false);

  private Sources() {}

  /**
   * Passes strictly over every file, then offers their records as datasets that read the same bytes
   * with the same reader when they are asked.
   *
   * @param invoices files, folders or globs, in the order of ingest
   * @param customers the same; may be empty
   * @throws io.tidemark.errors.UserError where a file is missing, given twice or refused
   */
  public static SourceData read(
      SparkSession spark, List<String> invoices, List<String> customers, Profile profile) {
    return read(spark, invoices, customers, profile, LocalDate.now(Clock.systemUTC()));
  }

  /** The same, as if the files were read on a given day. */
  public static SourceData read(
      SparkSession spark,
      List<String> invoices,
      List<String> customers,
      Profile profile,
      LocalDate readOn) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<SourceFile> files = scan(invoices, customers, profile, hadoop);
    return new SourceData(
        rows(spark, files, Kind.INVOICES),
        rows(spark, files, Kind.CUSTOMERS),
        fileRows(spark, files),
        files,
        readOn);
  }

  /**
   * The strict pass alone, without Spark.
   *
   * @throws io.tidemark.errors.UserError as {@link #read}
   */
  public static List<SourceFile> scan(
      List<String> invoices, List<String> customers, Profile profile, Configuration hadoop) {
    List<SourceFile> files = new ArrayList<>();
    for (Input input : Inputs.of(invoices, hadoop)) {
      files.add(Scan.of(input, files.size(), Kind.INVOICES, profile, hadoop));
    }
    for (Input input : Inputs.of(customers, hadoop)) {
      files.add(Scan.of(input, files.size(), Kind.CUSTOMERS, profile, hadoop));
    }
    refuseTwice(files);
    return List.copyOf(files);
  }

  private static void refuseTwice(List<SourceFile> files) {
    Map<String, String> seen = new HashMap<>();
    for (SourceFile file : files) {
      String other = seen.putIfAbsent(file.sha256(), file.file());
      if (other != null) {
        throw Errors.fileRefused(
            ErrorCode.INPUT_DUPLICATE,
            file.file(),
            "It is " + (other.equals(file.file()) ? "named twice" : "byte for byte " + other) + ".",
            "Name every file once.");
      }
    }
  }

  private static Dataset<Row> rows(SparkSession spark, List<SourceFile> files, Kind kind) {
    List<Chunk> chunks =
        files.stream()
            .filter(file -> file.kind() == kind)
            .flatMap(file -> file.chunks().stream())
            .toList();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    ChunkReader reader =
        new ChunkReader(
            context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())));
    return spark
        .createDataset(chunks, Encoders.javaSerialization(Chunk.class))
        .flatMap(reader, Encoders.row(Layout.schema(kind)));
  }

  private static Dataset<Row> fileRows(SparkSession spark, List<SourceFile> files) {
    List<Row> rows =
        files.stream()
            .map(
                file ->
                    RowFactory.create(
                        file.file(),
                        file.kind().text(),
                        file.fileOrder(),
                        file.sha256(),
                        file.sizeBytes(),
                        file.records(),
                        file.layout().headers()))
            .toList();
    return spark.createDataFrame(rows, FILE_ROWS);
  }
}
