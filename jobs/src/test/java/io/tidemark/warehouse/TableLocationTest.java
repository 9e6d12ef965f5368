package io.tidemark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.StoreErrors;
import io.tidemark.errors.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a store's folder is; a folder of the disk stands for it. */
class TableLocationTest {
  private static final Instant NINE = Instant.parse("2025-07-01T09:00:00Z");

  @TempDir private Path folder;
  private Path warehouse;
  private Path store;
  private Optional<String> address;

  @BeforeEach
  void aWarehouseAndAStore() throws IOException {
    warehouse = Files.createDirectory(folder.resolve("warehouse"));
    store = folder.resolve("store");
    address = Optional.of(store.toUri().toString());
  }

  @Test
  void withoutAnAddressTheTablesAreInTheWarehouse() {
    TableLocation place = TableLocation.settle(warehouse, Optional.empty());

    assertThat(place.isRemote()).isFalse();
    assertThat(place.table("customers")).isEqualTo(warehouse + "/delta/customers");
  }

  @Test
  void anEmptyFolderBecomesTheWarehousesOwn() {
    TableLocation place = TableLocation.settle(warehouse, address);

    assertThat(place.isRemote()).isTrue();
    assertThat(place.table("customers")).endsWith("/store/customers");
    assertThat(store.resolve(TableLocation.OWNER)).exists();
    assertThat(TableLocation.settle(warehouse, address).table("a")).isEqualTo(place.table("a"));
  }

  @Test
  void aFolderWithAnythingElseInItIsLeftAlone() throws IOException {
    Files.createDirectory(store);
    Files.createDirectory(store.resolve("customers"));

    assertRefused(warehouse, "cannot put the tables at ");
    assertThat(store.resolve(TableLocation.OWNER)).doesNotExist();
  }

  @Test
  void anotherWarehousesFolderIsLeftAlone() throws IOException {
    TableLocation.settle(warehouse, address);
    Path other = Files.createDirectory(folder.resolve("other"));

    assertRefused(other, "cannot put the tables at ");
  }

  @Test
  void whatAnotherWroteOverOurNameIsNotOurs() throws IOException {
    TableLocation.settle(warehouse, address);
    Files.delete(store.resolve("." + TableLocation.OWNER + ".crc"));
    Files.writeString(store.resolve(TableLocation.OWNER), "another");

    assertRefused(warehouse, "cannot put the tables at ");
  }

  @Test
  void nothingHoldsUntilARunIsPublished() {
    TableLocation.settle(warehouse, address);

    assertThat(TableLocation.settle(warehouse, Optional.empty()).isRemote()).isFalse();
    assertThat(TableLocation.of(warehouse).isRemote()).isFalse();
  }

  @Test
  void publishedTablesStayWhereTheyAre() throws IOException {
    try (Runs runs = Runs.lock(warehouse)) {
      TableLocation.settle(warehouse, address);
      runs.publish(runs.start(NINE, "0123456789"), manifest(), NINE, 0);
    }

    assertThat(TableLocation.settle(warehouse, Optional.empty()).isRemote()).isTrue();
    assertThatThrownBy(
            () ->
                TableLocation.settle(
                    warehouse, Optional.of(folder.resolve("b").toUri().toString())))
        .hasMessageContaining("cannot move the tables of this warehouse to ");
  }

  @Test
  void whatARunLeftForExecutorsGoes() throws IOException {
    TableLocation.settle(warehouse, address);
    Path left = Files.createDirectories(store.resolve(".exchange/invoices")).resolve("part");
    Files.writeString(left, "rows");

    TableLocation.settle(warehouse, address);

    assertThat(left).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3a://key:horse@bucket/tables",
        "s3a://key:battery/horse@bucket/tables",
        "s3a://key:battery@horse@bucket/tables",
        "s3a:///:horse@bucket/tables",
        "s3a://key:12/horse@bucket/tables",
        "hdfs://key:12horse@namenode:8020/tables",
        "S3A://key:horse@bucket/tables",
        "key:horse@bucket/tables"
      })
  void aPasswordInAnAddressIsRefusedAndNotRepeated(String secret) {
    assertThatThrownBy(() -> TableLocation.settle(warehouse, Optional.of(secret)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(ErrorCode.COMMAND_LINE_INVALID.name())
        .hasMessageNotContainingAny("horse", "battery");
    assertThat(warehouse).isEmptyDirectory();
  }

  @Test
  void anAddressWithoutAPasswordIsNoSecret() {
    StoreErrors.refuseSecret("s3a://bucket/a:b/exports@noon.csv");
    StoreErrors.refuseSecret("hdfs://namenode:8020/exports/exports@noon.csv");
    assertThatThrownBy(() -> StoreErrors.refuseSecret("s3a://key:horse@bucket/tables"))
        .hasMessageContaining("the address s3a://bucket/tables contains a password");
  }

  @Test
  void whatIsWrittenForExecutorsComesBack() throws IOException {
    ScratchSpace exchange = ScratchSpace.in(store.toUri().toString());
    Path written =
        Files.createDirectories(store.resolve("invoices/month=2025-01")).resolve("part-1");
    Files.writeString(written, "rows", StandardCharsets.UTF_8);
    Path export = folder.resolve("exports/invoices");

    exchange.fetch(export);
    String offered = exchange.offer(export);
    exchange.clear();

    assertThat(export.resolve("month=2025-01/part-1")).hasContent("rows");
    assertThat(offered).endsWith("/offered/invoices");
    assertThat(store).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "No FileSystem for scheme \"gs\": UnsupportedFileSystemException, No file system on the class"
        + " path",
    "Class org.apache.hadoop.fs.s3a.S3AFileSystem not found, No file system on the class path",
    "UnknownStoreException: `x', The bucket does not exist",
    "NoAuthWithAWSException: No AWS Credentials, The credentials for the store are missing",
    "'S3Exception: Forbidden (Service: S3, Status Code: 403)', The store rejected",
    "SdkClientException: Unable to execute HTTP request, The store does not respond"
  })
  void aStoresFailuresAreSaidInWords(String message, String why) {
    UserError error =
        StoreErrors.of("s3a://bucket", new IllegalStateException(new IOException(message)))
            .orElseThrow();

    assertThat(error.getMessage().lines().skip(1)).first().asString().startsWith(why);
    assertThat(error.getMessage().lines()).hasSize(3);
    assertThat(StoreErrors.of("s3a://bucket", new IOException("No space left"))).isEmpty();
  }

  private void assertRefused(Path from, String problem) {
    assertThatThrownBy(() -> TableLocation.settle(from, address))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(ErrorCode.STORE_UNUSABLE + ": " + problem);
  }

  private static Manifest manifest() {
    return new Manifest(
        "",
        "0123456789",
        NINE,
        NINE,
        LocalDate.EPOCH,
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Map.of(),
        "h2",
        Map.of());
  }
}
