package io.tidemark.source;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.Errors;
import io.tidemark.errors.Problems;
import io.tidemark.source.csv.Chunk;
import io.tidemark.source.csv.ChunkFindings;
import io.tidemark.source.csv.SourceFile;
import io.tidemark.source.profile.FileKind;
import io.tidemark.source.profile.Profile;
import io.tidemark.source.profile.ValueFormat;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

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
   * Reads every file once and returns the records, after all files were accepted. Records that the
   * warehouse already has are not returned again.
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
    Map<FileKind, RecordScan> scans = new EnumMap<>(FileKind.class);
    Scanned scanned =
        scan(
            named,
            profile,
            CHUNK_BYTES,
            spark.sparkContext().hadoopConfiguration(),
            (kind, chunks) -> {
              ValueFormat format = of(kind, profile).format();
              scans.put(kind, RecordScan.of(spark, kind, chunks, format, readOn));
              return scans.get(kind).findings();
            },
            problems);
    IngestLog.Extended extended =
        earlier.extended(scanned.files(), kind -> of(kind, profile).hash(kind));
    List<SourceFile> files = extended.fresh();
    scans.replaceAll(
        (kind, scan) -> {
          List<SourceFile> ofKind = of(kind, files);
          if (scan.hasLayoutOf(ofKind)) {
            return scan;
          }
          scan.release();
          List<Chunk> chunks = chunks(ofKind);
          return RecordScan.of(spark, kind, chunks, of(kind, profile).format(), readOn);
        });
    return new SourceData(
        scans.get(FileKind.INVOICES).rows(of(FileKind.INVOICES, files)),
        scans.get(FileKind.CUSTOMERS).rows(of(FileKind.CUSTOMERS, files)),
        scans.get(FileKind.ADJUSTMENTS).rows(of(FileKind.ADJUSTMENTS, files)),
        FileRows.of(spark, extended.ingestLog()),
        files,
        extended.ingestLog(),
        scanned.unrepeated(),
        readOn,
        profile.format().detectsEndsIn(),
        () -> scans.values().forEach(RecordScan::release));
  }

  private static List<SourceFile> of(FileKind kind, List<SourceFile> files) {
    return files.stream().filter(file -> file.kind() == kind).toList();
  }

  private static List<Chunk> chunks(List<SourceFile> files) {
    return files.stream().flatMap(file -> file.chunks().stream()).toList();
  }

  /**
   * Finds and opens the named files, without Spark.
   *
   * @param problems collects every name without a file that can be opened
   */
  public static void find(List<String> named, Configuration hadoop, Problems problems) {
    InputFiles.of(named, hadoop, problems);
  }

  /** Parses parts of files of a kind and returns the findings of each, in order. */
  public interface Parser {
    List<ChunkFindings> parse(FileKind kind, List<Chunk> chunks);
  }

  /**
   * The files that were scanned.
   *
   * @param files in the order of ingest
   * @param unrepeated kinds of which no two records have the same id
   */
  public record Scanned(List<SourceFile> files, Set<FileKind> unrepeated) {}

  /**
   * Scans files: finds their parts, parses them and settles what the parts show together.
   *
   * @param chunkBytes minimum size of a part
   * @param problems collects the reasons of the files that are refused
   */
  public static Scanned scan(
      Named named,
      Profile profile,
      long chunkBytes,
      Configuration hadoop,
      Parser parser,
      Problems problems) {
    List<SourceFile> files = new ArrayList<>();
    Set<FileKind> unrepeated = EnumSet.noneOf(FileKind.class);
    for (FileKind kind : FileKind.values()) {
      KindScan scan = new KindScan(kind, of(kind, profile), chunkBytes, hadoop);
      scan.open(named.of(kind), problems);
      scan.parse(parser);
      scan.settle(problems).forEach(file -> files.add(file.withFileOrder(files.size())));
      if (scan.isUnrepeated()) {
        unrepeated.add(kind);
      }
    }
    return new Scanned(onlyOnce(files, problems), unrepeated);
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
}
