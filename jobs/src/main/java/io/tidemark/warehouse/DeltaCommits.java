package io.tidemark.warehouse;

import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.tidemark.tables.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/** Commits files to Delta tables with Delta Kernel, which runs no Spark job. */
final class DeltaCommits {
  /** Longer than any run is kept: Delta refuses to read older versions, even if not vacuumed. */
  private static final String RETENTION = "interval 3650 days";

  private final Engine engine;
  private final String writer;

  /**
   * Creates a writer of commits.
   *
   * @param writer the name in the history of the tables
   */
  DeltaCommits(Configuration hadoop, String writer) {
    this.engine = DefaultEngine.create(hadoop);
    this.writer = writer;
  }

  /**
   * Replaces the content of a table in one commit. Creates a table that does not exist, and
   * replaces one that is declared otherwise; its history is kept.
   *
   * @param address the address of the table
   * @return the version of the commit
   */
  long replace(Table table, String address, boolean exists, List<DataFile> files)
      throws IOException {
    TableImpl target = (TableImpl) io.delta.kernel.Table.forPath(engine, address);
    String path = target.getPath(engine);
    StructType schema = DataTypeJsonSerDe.deserializeStructType(table.schema().json());
    if (!exists) {
      return commit(
          TableManager.buildCreateTableTransaction(path, schema, writer)
              .withTableProperties(properties(table))
              .withMaxRetries(0)
              .build(engine),
          transaction -> added(transaction, path, files));
    }
    SnapshotImpl latest = target.getLatestSnapshot(engine);
    if (!latest.getSchema().equals(schema)) {
      return commit(
          target
              .createReplaceTableTransactionBuilder(engine, writer)
              .withSchema(engine, schema)
              .withTableProperties(engine, properties(table))
              .build(engine),
          transaction -> added(transaction, path, files));
    }
    return commit(
        target
            .createTransactionBuilder(engine, writer, Operation.WRITE)
            .withMaxRetries(0)
            .build(engine),
        transaction -> removed(latest).combine(added(transaction, path, files)));
  }

  private long commit(
      Transaction transaction, Function<Transaction, CloseableIterator<Row>> actions)
      throws IOException {
    TransactionCommitResult result =
        transaction.commit(engine, CloseableIterable.inMemoryIterable(actions.apply(transaction)));
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      if (hook.getType() == PostCommitHook.PostCommitHookType.CHECKPOINT) {
        hook.threadSafeInvoke(engine);
      }
    }
    return result.getVersion();
  }

  private static Map<String, String> properties(Table table) {
    return Map.of(
        "comment",
        "One row per " + table.grain(),
        "delta.deletedFileRetentionDuration",
        RETENTION,
        "delta.logRetentionDuration",
        RETENTION,
        // Every file has rows of all customers and dates, so that statistics never skip one.
        "delta.dataSkippingNumIndexedCols",
        "0");
  }

  /** Returns the actions that remove all files of a version. */
  private CloseableIterator<Row> removed(SnapshotImpl version) {
    return Utils.intoRows(version.getScanBuilder().build().getScanFiles(engine))
        .map(file -> new AddFile(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL)))
        .map(file -> file.toRemoveFileRow(true, Optional.empty()))
        .map(SingleAction::createRemoveFileSingleAction);
  }

  private CloseableIterator<Row> added(Transaction transaction, String path, List<DataFile> files) {
    Row state = transaction.getTransactionState(engine);
    return Transaction.generateAppendActions(
        engine,
        state,
        Utils.toCloseableIterator(files.stream().map(file -> status(path, file)).iterator()),
        Transaction.getWriteContext(engine, state, Map.of()));
  }

  private static DataFileStatus status(String path, DataFile file) {
    DataFileStatistics rows =
        new DataFileStatistics(file.rows(), Map.of(), Map.of(), Map.of(), Optional.empty());
    return new DataFileStatus(
        path + "/" + file.name(), file.bytes(), file.modifiedAt(), Optional.of(rows));
  }
}
