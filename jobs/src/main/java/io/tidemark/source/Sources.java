package io.tidemark.source;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.Problems;
import io.tidemark.source.csv.Chunk;
import io.tidemark.source.csv.ChunkReader;
import io.tidemark.source.csv.FileValidator;
import io.tidemark.source.csv.InputFile;
import io.tidemark.source.csv.RecordMapper;
import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.csv.UniqueIdCheck;
import io.tidemark.source.csv.ValueParser;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.Profile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Reads the input files of a run. All records enter through this class. */
public final class Sources {
  private static final long CHUNK_BYTES = 8L << 20;

  private Sources() {}

  /**
   * The files, folders or globs that a user named for each kind, in the order of ingest. The files
   * of one folder or glob are ordered by their latest creation date.
   *
   * @param customers may be empty
   * @param adjustments may be empty
   */
  public record Named(List<String> invoices, List<String> customers, List<String> adjustments) {
    public Named {
      invoices = List.copyOf(invoices);
      customers = List.copyOf(customers);
      adjustments = List.copyOf(adjustments);
    }

    private List<String> of(FileKind kind) {
      return switch (kind) {
        case INVOICES -> invoices;
        case CUSTOMERS -> customers;
        case ADJUSTMENTS -> adjustments;
      };
    }
  }

  /**
   * Validates every file and returns the records as lazy datasets. The datasets read the same bytes
   * with the same reader. Files that the warehouse already has are not read again.
   *
   * @param earlier the log of the warehouse
   * @throws io.tidemark.errors.UserError if files are missing, duplicate or refused; it has all of
   *     the problems
   */
  public static SourceData read(
      SparkSession spark, Named named, Profile profile, LocalDate readOn, IngestLog earlier) {
    Problems problems = new Problems();
    SourceData data = read(spark, named, profile, readOn, earlier, problems);
    problems.refuse();
    return data;
  }

  /**
   * Reads the files that are not refused, into an empty warehouse.
   *
   * @param problems collects the reasons of the files that are refused
   */
  public static SourceData read(
      SparkSession spark, Named named, Profile profile, LocalDate readOn, Problems problems) {
    return read(spark, named, profile, readOn, IngestLog.empty(), problems);
  }

  private static SourceData read(
      SparkSession spark,
      Named named,
      Profile profile,
      LocalDate readOn,
      IngestLog earlier,
      Problems problems) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Map<FileKind, UniqueIdCheck> ids = new EnumMap<>(FileKind.class);
    Stream.of(FileKind.values()).forEach(kind -> ids.put(kind, UniqueIdCheck.inMemory()));
    IngestLog.Extended extended =
        earlier.extended(
            scan(named, profile, readOn, CHUNK_BYTES, ids, hadoop, problems),
            kind -> of(kind, profile).hash(kind));
    List<SourceFile> files = extended.fresh();
    return new SourceData(
        rows(spark, files, FileKind.INVOICES, profile, readOn),
        rows(spark, files, FileKind.CUSTOMERS, profile, readOn),
        rows(spark, files, FileKind.ADJUSTMENTS, profile, readOn),
        FileRows.of(spark, extended.ledger()),
        files,
        extended.ledger(),
        unrepeated(ids),
        readOn,
        profile.format().detectsEndsIn());
  }

  private static Set<FileKind> unrepeated(Map<FileKind, UniqueIdCheck> ids) {
    return Stream.of(FileKind.values())
        .filter(kind -> kind.idIndex() >= 0 && ids.get(kind).allDiffer())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Finds and opens the named files, without Spark.
   *
   * @param problems collects every name without a file that can be opened
   */
  public static void find(List<String> named, Configuration hadoop, Problems problems) {
    InputFiles.of(named, hadoop, problems);
  }

  public static List<SourceFile> scan(
      Named named,
      Profile profile,
      LocalDate readOn,
      long chunkBytes,
      Map<FileKind, UniqueIdCheck> ids,
      Configuration hadoop,
      Problems problems) {
    List<SourceFile> files = new ArrayList<>();
    for (FileKind kind : FileKind.values()) {
      Profile itsProfile = of(kind, profile);
      ValueParser values = new ValueParser(itsProfile.format(), readOn);
      for (List<InputFile> group : InputFiles.of(named.of(kind), hadoop, problems)) {
        group.stream()
            .flatMap(
                input ->
                    problems
                        .attempt(
                            () ->
                                FileValidator.of(
                                    input,
                                    kind,
                                    itsProfile,
                                    values,
                                    chunkBytes,
                                    ids.get(kind),
                                    hadoop))
                        .stream())
            .sorted(Comparator.comparing(SourceFile::reach).thenComparing(SourceFile::file))
            .forEach(file -> files.add(file.withFileOrder(files.size())));
      }
    }
    return onlyOnce(files, problems);
  }

  private static Profile of(FileKind kind, Profile profile) {
    return kind == FileKind.ADJUSTMENTS ? Profile.ofAdjustments() : profile;
  }

  private static List<SourceFile> onlyOnce(List<SourceFile> files, Problems problems) {
    Map<String, String> seen = new HashMap<>();
    List<SourceFile> once = new ArrayList<>();
    for (SourceFile file : files) {
      String other = seen.putIfAbsent(file.sha256(), file.file());
      if (other == null) {
        once.add(file);
      } else {
        problems.add(
            Errors.fileRefused(
                ErrorCode.INPUT_DUPLICATE,
                file.file(),
                "The file is "
                    + (other.equals(file.file()) ? "listed twice" : "identical to " + other)
                    + ".",
                "List every file once."));
      }
    }
    return List.copyOf(once);
  }

  private static Dataset<Row> rows(
      SparkSession spark,
      List<SourceFile> files,
      FileKind kind,
      Profile profile,
      LocalDate readOn) {
    List<Chunk> chunks =
        files.stream()
            .filter(file -> file.kind() == kind)
            .flatMap(file -> file.chunks().stream())
            .toList();
    if (chunks.isEmpty()) {
      return spark.createDataFrame(List.<Row>of(), RecordMapper.schema(kind));
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    ChunkReader reader =
        new ChunkReader(
            context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())),
            of(kind, profile).format(),
            readOn);
    return spark
        .createDataset(chunks, Encoders.javaSerialization(Chunk.class))
        .flatMap(reader, Encoders.row(RecordMapper.schema(kind)));
  }
}
