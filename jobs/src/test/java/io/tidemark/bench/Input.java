package io.tidemark.bench;

import io.tidemark.source.IngestLog;
import io.tidemark.source.SourceData;
import io.tidemark.source.Sources;
import io.tidemark.testing.TestSources;
import io.tidemark.warehouse.Parallelism;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** An export as a run reads it. */
record Input(Path invoices, Path customers) {
  /** Cuts the work of a session up as a run over these files does. */
  Parallelism tune(SparkSession spark) throws IOException {
    Parallelism spread = Parallelism.of(Files.size(invoices) + Files.size(customers));
    spread.tune(spark);
    return spread;
  }

  SourceData read(SparkSession spark) {
    Sources.Named named =
        new Sources.Named(List.of(invoices.toString()), List.of(customers.toString()), List.of());
    return Sources.read(
        spark, named, TestSources.stripe(), LocalDate.EPOCH.plusYears(60), IngestLog.empty());
  }
}
