package io.tidemark.mrr.restate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_seconds;

import io.tidemark.mrr.AdjustmentLayers;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RestatementCause;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Finds why the MRR of a customer can differ from the previous run, from the changes to the
 * customer's data.
 */
public final class RestatementCauses {
  /** The columns that define what an invoice bills, when, and to whom. */
  static final List<String> CONTENT =
      List.of(
          "customer_id",
          "subscription_id",
          "currency",
          "created_at",
          "service_start",
          "service_end",
          "usage_start",
          "usage_end",
          "net_minor",
          "discount_minor");

  private static final StructType CAUSE =
      new StructType()
          .add("customer_id", Table.STRING)
          .add("rank", Table.INT)
          .add("cause", Table.STRING);

  private RestatementCauses() {}

  /**
   * The tables of a run that causes are derived from.
   *
   * @param invoices {@link StagingTables#INVOICES}
   * @param customers {@link StagingTables#CUSTOMERS}
   * @param layers {@link MrrTables#MRR_LAYERS}
   */
  public record Held(Dataset<Row> invoices, Dataset<Row> customers, Dataset<Row> layers) {}

  /**
   * Returns the strongest cause of each customer that has one: {@code customer_id, cause}.
   *
   * @param publishedThrough creation time of the last invoice of the previous run
   */
  public static Dataset<Row> of(Held before, Held now, Instant publishedThrough) {
    return Stream.of(
            ofInvoices(before.invoices(), now.invoices(), publishedThrough),
            ofAdjustments(before.layers(), now.layers()),
            ofCustomers(before.customers(), now.customers()))
        .reduce(Dataset::union)
        .orElseThrow()
        .groupBy("customer_id")
        .agg(min_by(col("cause"), col("rank")).as("cause"));
  }

  private static Dataset<Row> ofInvoices(
      Dataset<Row> before, Dataset<Row> now, Instant publishedThrough) {
    return states(before, "before")
        .join(states(now, "after"), new String[] {"invoice_id"}, "full")
        .where(not(col("before").eqNullSafe(col("after"))))
        .select("before", "after")
        .flatMap(new OfInvoice(publishedThrough), Encoders.row(CAUSE));
  }

  private static Dataset<Row> states(Dataset<Row> invoices, String name) {
    Column[] content =
        CONTENT.stream()
            .map(column -> coalesce(col(column).cast("string"), lit("")))
            .toArray(Column[]::new);
    return invoices.select(
        col("invoice_id"),
        struct(
                col("customer_id"),
                unix_seconds(col("created_at")),
                col("status"),
                col("exclusion_reason"),
                unix_seconds(col("uncollectible_at")),
                concat_ws("|", content))
            .as(name));
  }

  /**
   * Compares manual adjustments by layer id. The id is a hash of the content, so an adjustment is
   * either unchanged, added or removed.
   */
  private static Dataset<Row> ofAdjustments(Dataset<Row> before, Dataset<Row> now) {
    Dataset<Row> published = adjustments(before);
    Dataset<Row> current = adjustments(now);
    return cause(
        published.except(current).union(current.except(published)), RestatementCause.ADJUSTMENT);
  }

  private static Dataset<Row> adjustments(Dataset<Row> layers) {
    return layers
        .where(col("kind").equalTo(AdjustmentLayers.KIND))
        .select("customer_id", "layer_id");
  }

  private static Dataset<Row> ofCustomers(Dataset<Row> before, Dataset<Row> now) {
    Dataset<Row> published = creations(before, "published_at");
    Dataset<Row> current = creations(now, "current_at");
    return cause(
        published
            .join(current, new String[] {"customer_id"}, "full")
            .where(not(col("published_at").eqNullSafe(col("current_at")))),
        RestatementCause.CUSTOMER);
  }

  private static Dataset<Row> creations(Dataset<Row> customers, String name) {
    return customers.select(col("customer_id"), col("created_at").as(name));
  }

  private static Dataset<Row> cause(Dataset<Row> customers, RestatementCause cause) {
    return customers.select(
        col("customer_id"), lit(cause.ordinal()).as("rank"), lit(cause.text()).as("cause"));
  }

  /** Computes the cause of a changed invoice, for its previous and its current customer. */
  private static final class OfInvoice implements FlatMapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private final Instant publishedThrough;

    private OfInvoice(Instant publishedThrough) {
      this.publishedThrough = publishedThrough;
    }

    @Override
    public Iterator<Row> call(Row changed) {
      InvoiceChange.State before = state(changed.getStruct(0));
      InvoiceChange.State after = state(changed.getStruct(1));
      Optional<RestatementCause> cause = InvoiceChange.of(before, after, publishedThrough);
      List<Row> causes = new ArrayList<>();
      Stream.of(Optional.ofNullable(before), Optional.ofNullable(after))
          .flatMap(Optional::stream)
          .map(InvoiceChange.State::customerId)
          .distinct()
          .forEach(customer -> cause.ifPresent(why -> causes.add(row(customer, why))));
      return causes.iterator();
    }

    private static Row row(String customer, RestatementCause cause) {
      return RowFactory.create(customer, cause.ordinal(), cause.text());
    }

    private static InvoiceChange.State state(Row row) {
      return row == null
          ? null
          : new InvoiceChange.State(
              row.getString(0),
              Instant.ofEpochSecond(row.getLong(1)),
              row.getString(2),
              row.getString(3),
              row.isNullAt(4) ? null : Instant.ofEpochSecond(row.getLong(4)),
              row.getString(5));
    }
  }
}
