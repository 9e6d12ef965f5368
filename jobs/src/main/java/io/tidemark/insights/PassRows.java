package io.tidemark.insights;

import static org.apache.spark.sql.functions.col;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.LayerRows;
import io.tidemark.mrr.MrrInterval;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.staging.Invoices;
import io.tidemark.staging.RecordRows;
import io.tidemark.staging.Subscriptions;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.PackedTable;
import io.tidemark.tables.RowBuilder;
import io.tidemark.tables.StagingTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The input and output rows of {@link CustomerPass}. */
final class PassRows {
  static final String CUSTOMER_ID = "customer_id";
  static final String CUSTOMER = "customer";
  static final String ADJUSTMENT = "adjustment";
  static final String INVOICE = "invoice";

  /**
   * The schema of the output: one row per customer, and one per partition with only {@code sums}.
   */
  static final StructType SCHEMA =
      new StructType()
          .add("customers", PackedTable.type(StagingTables.CUSTOMERS))
          .add("invoices", PackedTable.type(StagingTables.INVOICES))
          .add("subscriptions", Subscriptions.TYPE)
          .add("layers", PackedTable.type(MrrTables.MRR_LAYERS))
          .add("customer_mrr", PackedTable.type(MrrTables.CUSTOMER_MRR))
          .add("movements", PackedTable.type(MrrTables.MRR_MOVEMENTS))
          .add("months", PackedTable.type(InsightTables.CUSTOMER_MONTHLY_MOVEMENTS))
          .add("sums", DataTypes.BinaryType);

  private PassRows() {}

  /**
   * The staged rows of a customer.
   *
   * @param exclusions code of the reason by invoice id; an invoice without one counts
   * @param subscriptions {@link Subscriptions#rows}
   */
  record Staged(
      Row customer, List<Row> invoices, Map<String, String> exclusions, List<Row> subscriptions) {
    private Object[] reasoned() {
      return invoices.stream()
          .map(
              invoice -> {
                String reason = exclusions.get(invoice.<String>getAs("invoice_id"));
                return reason == null ? invoice : Invoices.withReason(invoice, reason);
              })
          .toArray();
    }
  }

  /**
   * Returns all data of each customer in consecutive rows.
   *
   * @param partitions number of hash partitions of customers
   */
  static Dataset<Row> byCustomer(RecordRows records, int partitions) {
    // The number of partitions is fixed, because Spark would merge them by size in bytes, but most
    // time is spent on the rules.
    return records
        .acceptedInvoices()
        .unionByName(records.acceptedCustomers(), true)
        .unionByName(records.acceptedAdjustments(), true)
        .repartition(partitions, col(CUSTOMER_ID))
        .sortWithinPartitions(CUSTOMER_ID);
  }

  static Row ofSums(byte[] sums) {
    return RowFactory.create(null, null, null, null, null, null, null, sums);
  }

  /** Returns the row of a customer without invoices and adjustments. */
  static Row ofUnbilled(Row customer) {
    Object[] customers = {customer};
    return RowFactory.create(customers, null, null, null, null, null, null, null);
  }

  static Row of(Staged staged, CustomerHistory customer, LayerRows packed, RowBuilder monthly) {
    String id = customer.customerId();
    List<Row> layers = new ArrayList<>();
    for (MrrLayer layer : customer.layers()) {
      layers.add(packed.of(id, layer));
    }
    List<Row> intervals = new ArrayList<>();
    List<Row> movements = new ArrayList<>();
    for (Account account : customer.accounts()) {
      for (MrrInterval interval : account.intervals()) {
        intervals.add(packed.of(id, account.key(), interval));
      }
      for (MrrMovement movement : account.movements()) {
        movements.add(packed.of(id, account.key(), movement));
      }
    }
    return RowFactory.create(
        new Object[] {staged.customer()},
        staged.reasoned(),
        staged.subscriptions().toArray(),
        layers.toArray(),
        intervals.toArray(),
        movements.toArray(),
        MonthlyMovements.rows(customer, monthly).toArray(),
        null);
  }
}
