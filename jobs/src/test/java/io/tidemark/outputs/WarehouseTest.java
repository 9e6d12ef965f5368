package io.tidemark.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.tidemark.tables.Table;
import io.tidemark.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
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
    Dataset<Row> before = first.publish(PLANS, plans("basic", 900L));
    Warehouse second = new Warehouse(spark, folder, "run 2");
    Dataset<Row> after = second.publish(PLANS, plans("basic", 1_200L));

    assertThat(before.collectAsList()).containsExactly(RowFactory.create("basic", 900L, null));
    assertThat(after.collectAsList()).containsExactly(RowFactory.create("basic", 1_200L, null));
    assertThat(second.versions().get("plans")).isGreaterThan(first.versions().get("plans"));
    assertThat(second.read(PLANS, first.versions().get("plans")).collectAsList())
        .isEqualTo(before.collectAsList());
    assertThat(commit(second.versions().get("plans"))).contains("\"userMetadata\":\"run 2\"");
  }

  @Test
  void commentsAndObligationsReachTheTable() {
    Warehouse warehouse = new Warehouse(spark, folder, "run 1");
    Dataset<Row> written = warehouse.publish(PLANS, plans("basic", 900L));

    StructField price = DeltaTable.forPath(spark, path()).toDF().schema().apply("price_minor");
    assertThat(price.getComment().get()).isEqualTo("A month, minor units");
    assertThat(written.count()).isEqualTo(1);
    assertThatThrownBy(() -> warehouse.publish(PLANS, plans("free", null)))
        .hasStackTraceContaining("NOT NULL");
    assertThat(warehouse.read(PLANS, warehouse.versions().get("plans")).count()).isEqualTo(1);
  }

  @Test
  void aTableDeclaredAnewKeepsItsHistory() {
    Warehouse first = new Warehouse(spark, folder, "run 1");
    first.publish(PLANS, plans("basic", 900L));
    Warehouse second = new Warehouse(spark, folder, "run 2");
    Dataset<Row> seats =
        spark.createDataFrame(List.of(RowFactory.create("basic", 5L)), PLANS_WITH_SEATS.schema());

    assertThat(second.publish(PLANS_WITH_SEATS, seats).columns()).containsExactly("plan", "seats");
    assertThat(second.read(PLANS, first.versions().get("plans")).columns())
        .containsExactly("plan", "price_minor", "note");
  }

  @Test
  void whatWasNotPublishedIsUndone() {
    Warehouse first = new Warehouse(spark, folder, "run 1");
    first.publish(PLANS, plans("basic", 900L));
    Map<String, Long> pinned = first.versions();
    new Warehouse(spark, folder, "crashed").publish(PLANS, plans("basic", 1_200L));

    assertThat(new Warehouse(spark, folder, "run 2").restore(pinned)).containsExactly("plans");
    assertThat(DeltaTable.forPath(spark, path()).toDF().select("price_minor").first().getLong(0))
        .isEqualTo(900L);
  }

  @Test
  void anOldVersionStaysReadableForYears() throws IOException {
    new Warehouse(spark, folder, "run 1").publish(PLANS, plans("basic", 900L));

    assertThat(commit(0))
        .contains("\"delta.deletedFileRetentionDuration\":\"interval 3650 days\"")
        .contains("\"delta.logRetentionDuration\":\"interval 3650 days\"");
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
}
