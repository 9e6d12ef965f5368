package io.tidemark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.tidemark.errors.UserError;
import io.tidemark.tables.IngestTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.Manifest.TableState;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseTest {
  private static final Table PLANS =
      Table.named("plans")
          .onePer("plan")
          .key("plan")
          .column("plan", Table.STRING, "Its name")
          .column("price_minor", Table.LONG, "A month, minor units")
          .optional("note", Table.STRING, "What is to be said")
          .build();
  private static final Table PLANS_WITH_SEATS =
      Table.named("plans")
          .onePer("plan")
          .key("plan")
          .column("plan", Table.STRING, "Its name")
          .column("seats", Table.LONG, "Most users")
          .build();

  @TempDir private Path folder;
  private final SparkSession spark = TestSpark.session();

  @Test
  void everyRunReadsTheVersionItWrote() throws IOException {
    Warehouse first = new Warehouse(spark, folder, "run 1");
    first.publish(PLANS, plans("basic", 900L));
    Warehouse second = new Warehouse(spark, folder, "run 2");
    second.publish(PLANS, plans("basic", 1_200L));

    assertThat(version(second)).isGreaterThan(version(first));
    assertThat(left(first, PLANS).collectAsList())
        .containsExactly(RowFactory.create("basic", 900L, null));
    assertThat(left(second, PLANS).collectAsList())
        .containsExactly(RowFactory.create("basic", 1_200L, null));
    DeltaFolder history = new DeltaFolder(Path.of(path()));
    assertThat(history.isBy("run 2", version(second))).isTrue();
    assertThat(history.isBy("run 1", version(second))).isFalse();
    assertThat(DeltaTable.forPath(spark, path()).toDF().select("price_minor").collectAsList())
        .containsExactly(RowFactory.create(1_200L));
    assertThat(commit(1)).contains("\"remove\"").doesNotContain("\"metaData\"");
  }

  @Test
  void commentsAndObligationsReachTheTable() {
    Warehouse warehouse = new Warehouse(spark, folder, "run 1");
    long written = warehouse.publish(PLANS, plans("basic", 900L));

    StructField price = DeltaTable.forPath(spark, path()).toDF().schema().apply("price_minor");
    assertThat(price.getComment().get()).isEqualTo("A month, minor units");
    assertThat(written).isEqualTo(1);
    assertThatThrownBy(() -> warehouse.publish(PLANS, plans("free", null)))
        .hasStackTraceContaining("plans: price_minor is null");
    assertThat(left(warehouse, PLANS).count()).isEqualTo(1);
  }

  @Test
  void aTableDeclaredAnewKeepsItsHistory() {
    Warehouse first = new Warehouse(spark, folder, "run 1");
    first.publish(PLANS, plans("basic", 900L));
    Warehouse second = new Warehouse(spark, folder, "run 2");
    Dataset<Row> seats =
        spark.createDataFrame(List.of(RowFactory.create("basic", 5L)), PLANS_WITH_SEATS.schema());

    second.publish(PLANS_WITH_SEATS, seats);

    assertThat(left(second, PLANS_WITH_SEATS).columns()).containsExactly("plan", "seats");
    assertThat(left(first, PLANS).columns()).containsExactly("plan", "price_minor", "note");
    DeltaTable declared = DeltaTable.forPath(spark, path());
    assertThat(declared.toDF().collectAsList()).containsExactly(RowFactory.create("basic", 5L));
    assertThat(declared.history().count()).isEqualTo(2);
    Dataset<Row> before = spark.read().format("delta").option("versionAsOf", 0).load(path());
    assertThat(before.collectAsList()).containsExactly(RowFactory.create("basic", 900L, null));
  }

  @Test
  void whatWasNotPublishedIsUndoneOnce() throws IOException {
    publishRun(900L, 0);
    new Warehouse(spark, folder, "crashed").publish(PLANS, plans("basic", 1_200L));

    assertThat(Warehouse.recover(spark, folder)).containsExactly("plans");
    assertThat(DeltaTable.forPath(spark, path()).toDF().select("price_minor").first().getLong(0))
        .isEqualTo(900L);
    assertThat(Warehouse.recover(spark, folder)).isEmpty();
  }

  /** Nobody waits until the disk holds what Delta derives: the power may go before. */
  @Test
  void whatDeltaDerivedOfAnUnpublishedVersionMayHaveBrokenOff() throws IOException {
    Warehouse published = publishRun(900L, 0);
    long pinned = version(published);
    Warehouse crashed = new Warehouse(spark, folder, "crashed");
    crashed.publish(PLANS, plans("basic", 1_200L));
    String latest = "%020d".formatted(version(crashed));
    Path log = Path.of(path(), "_delta_log");
    String pointer = "{\"version\":%d,\"size\":3}".formatted(Long.valueOf(latest));
    Files.writeString(log.resolve("_last_checkpoint"), pointer);
    for (String torn : List.of(latest + ".checkpoint.parquet", latest + ".crc")) {
      Files.writeString(log.resolve(torn), "PAR1");
      Files.deleteIfExists(log.resolve("." + torn + ".crc"));
    }
    Files.write(log.resolve("." + latest + ".json.crc"), new byte[] {1});
    DeltaLog.clearCache();

    Runs.lock(folder).close();

    assertThat(new DeltaFolder(Path.of(path())).latest()).hasValue(Long.parseLong(latest));
    assertThat(log.resolve(latest + ".checkpoint.parquet")).doesNotExist();
    assertThat(log.resolve("_last_checkpoint")).doesNotExist();
    assertThat(Warehouse.recover(spark, folder)).containsExactly("plans");
    assertThat(new DeltaFolder(Path.of(path())).isAt(pinned)).isTrue();
    assertThat(DeltaTable.forPath(spark, path()).toDF().select("price_minor").first().getLong(0))
        .isEqualTo(900L);
  }

  @Test
  void aTableOfARunThatWasNeverPublishedIsMadeAnew() throws IOException {
    new Warehouse(spark, folder, "crashed").publish(PLANS, plans("basic", 1_200L));
    Path brokenOff = folder.resolve("delta/.plans.new");
    PrivateFiles.createDeletable(brokenOff);
    Files.createDirectory(brokenOff.resolve("_delta_log"));

    Runs.lock(folder).close();

    assertThat(folder.resolve("delta")).isEmptyDirectory();
    publishRun(900L, 0);
    Runs.lock(folder).close();
    assertThat(commit(0)).contains("\"numRecords\\\":1");
  }

  @Test
  void aPinnedVersionThatIsGoneIsTheWarehousesDamage() throws IOException {
    publishRun(900L, 0);
    new Warehouse(spark, folder, "crashed").publish(PLANS, plans("basic", 1_200L));
    try (Stream<Path> files = Files.list(folder.resolve("delta/plans"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }

    assertThatThrownBy(() -> Warehouse.recover(spark, folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("WAREHOUSE_DAMAGED");
  }

  /** What the second run replaced is gone, what the third replaced is not: it came later. */
  @Test
  void dataIsDeletedThatNoKeptRunReads() throws IOException {
    Warehouse first = publishRun(900L, 1);
    publishRun(1_200L, 1);
    Warehouse third = publishRun(1_500L, 1);
    TableState replaced = first.state("plans", 1);

    third.vacuum();

    assertThat(left(third, PLANS).select("price_minor").first())
        .isEqualTo(RowFactory.create(1_500L));
    assertThatThrownBy(() -> third.read(PLANS, replaced))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("WAREHOUSE_DAMAGED")
        .hasMessageContaining("delta/plans/part-");
    assertThat(new DeltaFolder(folder.resolve("delta/plans")).isAt(version(third))).isTrue();
  }

  @Test
  void aFoldersNameIsNoGlob() {
    Warehouse odd = new Warehouse(spark, folder.resolve("w [1]{a}*?"), "run 1");
    odd.publish(PLANS, plans("basic", 900L));

    assertThat(left(odd, PLANS).count()).isEqualTo(1);
  }

  @Test
  void aTableWithoutRowsIsReadAsOne() {
    Warehouse warehouse = new Warehouse(spark, folder, "run 1");
    warehouse.publish(PLANS, plans("basic", 900L).limit(0));

    assertThat(left(warehouse, PLANS).columns()).containsExactly("plan", "price_minor", "note");
    assertThat(left(warehouse, PLANS).collectAsList()).isEmpty();
  }

  @Test
  void everyTypeAndListIsReadAsItWasComputed() {
    StructType problem =
        ((StructType)
            ((ArrayType) IngestTables.INVOICE_RECORDS.schema().apply("problems").dataType())
                .elementType());
    Table records =
        Table.named("records")
            .onePer("record")
            .key("line")
            .column("line", Table.LONG, "Its line")
            .optional("position", Table.INT, "A number")
            .optional("is_closed", Table.BOOLEAN, "A truth")
            .optional("day", Table.DATE, "A day")
            .optional("time", Table.TIMESTAMP, "A time")
            .optional("rate", Table.RATE, "A rate")
            .column("problems", DataTypes.createArrayType(problem), "Reasons")
            .optional("flaws", DataTypes.createArrayType(problem), "Others")
            .optional("text", Table.STRING, "A text")
            .build();
    Row one = RowFactory.create("total", "1,0", null);
    Row other = RowFactory.create(null, "", "NOT_A_NUMBER");
    Timestamp time = Timestamp.from(Instant.parse("1969-12-31T23:59:59.999999Z"));
    BigDecimal rate = new BigDecimal("-0.00000001");
    Row[] none = {};
    List<Row> rows =
        List.of(
            RowFactory.create(1L, 2, true, Date.valueOf("1969-12-31"), time, rate, none, none, "é"),
            RowFactory.create(2L, null, null, null, null, null, new Row[] {one, other}, null, ""),
            RowFactory.create(
                3L, null, false, null, null, null, new Row[] {null, one}, new Row[] {other}, null));
    Warehouse warehouse = new Warehouse(spark, folder, "run 1");

    warehouse.publish(records, spark.createDataFrame(rows, records.schema()).repartition(5));

    Dataset<Row> read =
        DeltaTable.forPath(spark, folder.resolve("delta/records").toString()).toDF();
    assertThat(read.orderBy("line").collectAsList().toString()).isEqualTo(texts(records, rows));
    assertThat(left(warehouse, records).orderBy("line").collectAsList().toString())
        .isEqualTo(texts(records, rows));
  }

  private String texts(Table table, List<Row> rows) {
    return spark.createDataFrame(rows, table.schema()).orderBy("line").collectAsList().toString();
  }

  @Test
  @DisplayName(
      "A file of a failed task is no part of the table, and a partition without rows has none")
  void filesThatNoCommitNames() throws IOException {
    Warehouse warehouse = new Warehouse(spark, folder, "run 1");
    try (DataFileWriter failed = warehouse.dataFolder(PLANS).newFile()) {
      assertThatThrownBy(() -> failed.write(new GenericInternalRow(3)))
          .hasMessage("plans: plan is null");
    }
    warehouse.publish(PLANS, plans("basic", 900L).repartition(4));

    assertThat(warehouse.state("plans", 1).data()).hasSize(1);
    assertThat(DeltaTable.forPath(spark, path()).toDF().count()).isEqualTo(1);
    try (Stream<Path> files = Files.list(Path.of(path()))) {
      assertThat(files.filter(file -> file.toString().endsWith(".parquet"))).hasSize(2);
    }
  }

  @Test
  @DisplayName(
      "A table of many runs has a checkpoint, and versions before and after it are readable")
  void checkpoint() {
    List<Warehouse> runs = new ArrayList<>();
    for (long run = 0; run <= 11; run++) {
      Warehouse warehouse = new Warehouse(spark, folder, "run " + run);
      warehouse.publish(PLANS, plans("basic", run));
      runs.add(warehouse);
    }

    assertThat(Path.of(path(), "_delta_log", "%020d.checkpoint.parquet".formatted(10))).exists();
    DeltaLog.clearCache();
    for (long run : List.of(2L, 11L)) {
      Dataset<Row> then = spark.read().format("delta").option("versionAsOf", run).load(path());
      assertThat(then.select("price_minor").collectAsList())
          .containsExactly(RowFactory.create(run));
    }
    for (long run = 0; run <= 11; run++) {
      assertThat(left(runs.get((int) run), PLANS).select("price_minor").first().getLong(0))
          .isEqualTo(run);
    }
  }

  @Test
  void anOldVersionStaysReadableForYears() throws IOException {
    new Warehouse(spark, folder, "run 1").publish(PLANS, plans("basic", 900L));

    assertThat(commit(0))
        .contains("\"delta.deletedFileRetentionDuration\":\"interval 3650 days\"")
        .contains("\"delta.logRetentionDuration\":\"interval 3650 days\"");
  }

  /** A run of one table. */
  private Warehouse publishRun(long price, int keptRuns) {
    Instant now = Instant.now();
    try (Runs runs = Runs.lock(folder)) {
      Runs.Run run = runs.start(now, "0123456789");
      Warehouse warehouse = new Warehouse(spark, folder, run.id());
      warehouse.publish(PLANS, plans("basic", price));
      Map<String, TableState> tables = Map.of("plans", warehouse.state("plans", 1));
      Manifest manifest = Manifests.of(run, now, Map.of(), tables);
      runs.publish(run, manifest, now, keptRuns);
      return warehouse;
    }
  }

  /** The rows of a table as the run that wrote them left it. */
  private static Dataset<Row> left(Warehouse writer, Table table) {
    return writer.read(table, writer.state(table.name(), 1));
  }

  private Dataset<Row> plans(String plan, Long price) {
    List<Row> rows = List.of(RowFactory.create(plan, price, null));
    return spark.createDataFrame(rows, PLANS.schema().asNullable());
  }

  private String commit(long version) throws IOException {
    return Files.readString(Path.of(path(), "_delta_log", "%020d.json".formatted(version)));
  }

  private String path() {
    return folder.resolve("delta/plans").toString();
  }

  private static long version(Warehouse warehouse) {
    return warehouse.state("plans", 1).deltaVersion();
  }
}
