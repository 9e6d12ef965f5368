package io.tidemark.staging;

import io.tidemark.tables.PackedTable;
import io.tidemark.tables.StagingTables;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/** The customers of the files and those that only other records refer to. */
public final class Customers {
  private static final StructType SCHEMA = PackedTable.schema(StagingTables.CUSTOMERS);

  private Customers() {}

  /**
   * Returns a customer as a packed row of {@link StagingTables#CUSTOMERS}. A customer absent from
   * the files is a placeholder, so that its revenue is not dropped.
   *
   * @param record a packed row of the same table, with the columns that files have; null if the
   *     files do not have the customer
   * @param showsPayment whether an invoice of the customer shows a payment
   */
  public static Row of(String customerId, Row record, boolean showsPayment) {
    Object[] values = new Object[SCHEMA.length()];
    for (int index = 0; record != null && index < values.length; index++) {
      values[index] = record.get(index);
    }
    Long payments = record == null ? null : record.getAs("payment_count");
    values[SCHEMA.fieldIndex("customer_id")] = customerId;
    values[SCHEMA.fieldIndex("is_placeholder")] = record == null;
    values[SCHEMA.fieldIndex("has_paid")] = hasPaid(showsPayment, payments);
    return new GenericRowWithSchema(values, SCHEMA);
  }

  private static Boolean hasPaid(boolean showsPayment, Long payments) {
    if (showsPayment || (payments != null && payments > 0)) {
      return true;
    }
    return payments == null ? null : Boolean.FALSE;
  }
}
