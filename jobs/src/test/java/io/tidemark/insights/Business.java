package io.tidemark.insights;

import io.tidemark.config.Policy;
import io.tidemark.testing.Export;
import io.tidemark.testing.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A business a person can follow: files from Jan 1 to May 31. Anna paid before; Ben and Cleo come
 * in January, Dora in February and Emil in April. Ben grows, Cleo leaves, Dora turns to a year,
 * with 20 % off from the start, and Anna pays less in the end.
 */
final class Business {
  private static final String HEADER =
      "id,Customer,Subscription,Status,Currency,Subtotal,Total Discount Amount,Tax,Total,"
          + "Date (UTC),Minimum Line Item Period Start (UTC),Maximum Line Item Period End (UTC),"
          + "Period Start (UTC),Period End (UTC)";

  /** Customer, first day of service, first day after, start of usage, subtotal, discount. */
  private static final String BILLS =
      """
      anna 2024-01-01 2024-02-01 2023-12-01 100 0
      anna 2024-02-01 2024-03-01 2024-01-01 100 0
      anna 2024-03-01 2024-04-01 2024-02-01 100 0
      anna 2024-04-01 2024-05-01 2024-03-01 100 0
      anna 2024-05-01 2024-06-01 2024-04-01  80 0
      ben  2024-01-10 2024-02-10 2024-01-10  50 0
      ben  2024-02-10 2024-03-10 2024-01-10  50 0
      ben  2024-03-10 2024-04-10 2024-02-10  70 0
      ben  2024-04-10 2024-05-10 2024-03-10  70 0
      ben  2024-05-10 2024-06-10 2024-04-10  70 0
      cleo 2024-01-20 2024-02-20 2024-01-20  30 0
      cleo 2024-02-20 2024-03-20 2024-01-20  30 0
      dora 2024-02-05 2024-03-05 2024-02-05  50 10
      dora 2024-03-05 2025-03-05 2024-02-05 450 90
      emil 2024-04-15 2024-05-15 2024-04-15  20 0
      emil 2024-05-15 2024-06-15 2024-04-15  20 0
      zoe  2024-05-31 2024-06-30 2024-05-31   0 0
      """;

  private static final String CUSTOMERS =
      """
      id,Created (UTC),Card Address Country
      cus_anna,2023-06-15 00:00,AT
      """;

  private static Figures figures;

  private Business() {}

  /** All its figures, computed when first asked for. */
  static synchronized Figures figures() {
    if (figures == null) {
      List<String> lines = new ArrayList<>();
      lines.add(HEADER);
      BILLS.lines().map(Business::invoice).forEach(lines::add);
      String file = Export.write(folder(), "invoices.csv", lines.toArray(String[]::new));
      String customers = Export.write(folder(), "customers.csv", CUSTOMERS.split("\n"));
      figures = Figures.ofFiles(List.of(file), List.of(customers), Policy.defaults());
    }
    return figures;
  }

  /** Returns the rows of a table that a run publishes. */
  static RowTexts rows(String name) {
    return figures().tables().entrySet().stream()
        .filter(table -> table.getKey().name().equals(name))
        .map(table -> new RowTexts(table.getValue().collectAsList()))
        .findFirst()
        .orElseThrow();
  }

  private static String invoice(String bill) {
    String[] word = bill.split(" +");
    int total = Integer.parseInt(word[4]) - Integer.parseInt(word[5]);
    String times = "%s 00:00,%s 00:00,%s 00:00,%s 00:00,%s 00:00";
    return "in_%s_%s,cus_%s,sub_%s,paid,eur,%s.00,%s.00,0.00,%d.00,"
            .formatted(word[0], word[1], word[0], word[0], word[4], word[5], total)
        + times.formatted(word[1], word[1], word[2], word[3], word[1]);
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("business");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
