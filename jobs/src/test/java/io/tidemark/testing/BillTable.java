package io.tidemark.testing;

import io.tidemark.tables.StagingTables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Paid USD invoices as a table with a header, one bill a line: {@code example | customers | service
 * | usage | net | discount}, a period as {@code 2019-01-01 .. 2019-02-01}, amounts in dollars. Each
 * of the customers, {@code example #0} and so on, has one such invoice; all lines of an example
 * bill the same subscription; without a service period it is a one-off.
 */
public final class BillTable {
  private BillTable() {}

  /** {@link StagingTables#INVOICES}. */
  public static Dataset<Row> of(String table) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "invoice_id | customer_id | subscription_id | currency | status | created_at"
            + " | service_start | service_end | usage_start | usage_end | total_minor"
            + " | discount_minor");
    for (String[] bill : lines(table).skip(1).toList()) {
      int line = lines.size();
      IntStream.range(0, Integer.parseInt(bill[1]))
          .mapToObj(number -> invoice(bill, line, number))
          .forEach(lines::add);
    }
    return LiteralTable.of(StagingTables.INVOICES, String.join("\n", lines));
  }

  /** The cells of each line of a table, without the blanks around them. */
  public static Stream<String[]> lines(String table) {
    return table.lines().map(line -> line.strip().split("\\s*\\|\\s*", -1));
  }

  private static String invoice(String[] bill, int line, int number) {
    String customer = bill[0] + " #" + number;
    String[] service = period(bill[2]);
    String[] usage = period(bill[3]);
    String billed = service[0].isEmpty() ? "2019-01-01" : service[0];
    return String.join(
        " | ",
        "in_" + line + "_" + number,
        customer,
        service[0].isEmpty() ? "" : "sub of " + customer,
        "USD",
        "paid",
        usage[1].isEmpty() ? billed : usage[1],
        service[0],
        service[1],
        usage[0],
        usage[1],
        minor(bill[4]),
        bill[5].isEmpty() ? "" : minor(bill[5]));
  }

  private static String[] period(String text) {
    return text.isEmpty() ? new String[] {"", ""} : text.split(" \\.\\. ");
  }

  private static String minor(String amount) {
    return new BigDecimal(amount).movePointRight(2).toBigIntegerExact().toString();
  }
}
