package io.tidemark;

import static io.tidemark.tables.MrrTables.CUSTOMER_MRR;
import static io.tidemark.tables.MrrTables.DAILY_MRR;
import static io.tidemark.tables.MrrTables.MRR_LAYERS;
import static io.tidemark.tables.MrrTables.MRR_MOVEMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.audit.Audits;
import io.tidemark.config.Policy;
import io.tidemark.simulate.Rates;
import io.tidemark.simulate.WorldOptions;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.ExportTable;
import io.tidemark.testing.ExportTable.Row;
import io.tidemark.testing.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What must not matter does not, and what must hold holds, over everything that is simulated:
 * ordinary lives, wild ones, wild ones at any second, every interval, with coupons, taxes, trials
 * and returns. All variants of a world are customers of one file, told apart by prefix.
 *
 * <p>Amounts that scale are multiples of 360 cents a cycle without prorations, so that no price is
 * rounded: rounding to the cent, and the doubt it leaves of a price, do not scale.
 */
class InvariantsTest {
  private static final Instant FROM = Instant.parse("2002-01-01T00:00:00Z");
  private static final Instant WINDOW_FROM = Instant.parse("2003-10-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2004-06-30T10:30:00Z");
  private static final List<String> PREFIXES = List.of("plain_", "renamed_", "doubled_");
  private static final Pattern DATE = Pattern.compile("\\b(20\\d\\d)-(\\d\\d-\\d\\d)\\b");
  private static final int YEARS = 28;
  private static final int FACTOR = 7;

  /** Years from each other, the worlds are converted at the rates of one day. */
  private static final Policy SAME_RATES = Policy.of(Map.of("fx.constant_on", "2024-12-31"));

  private static final Rates.Mix EVERY_INTERVAL =
      new Rates.Mix(0.2, 0.1, 0.1, 0.2, 0.1, 0.05, 0.3, 0.5, 0.5, 0.5, 0.3, 0.2, 0.1, 0.1);
  private static final Rates WILD =
      new Rates(
          new Rates.Changes(0.3, 0.5, 0.2, 0.5, 0.1),
          new Rates.Endings(0.08, 0.08, 0.03, 0.6),
          new Rates.Payments(0.3, 0.06, 0.1, 0.03, 0.3),
          EVERY_INTERVAL);
  private static final Rates UNCHANGING =
      new Rates(
          new Rates.Changes(0, 0, 0, 0, 0),
          new Rates.Endings(0.05, 0, 0, 0.5),
          new Rates.Payments(0.1, 0.02, 0.02, 0.02, 0.2),
          new Rates.Mix(0.2, 0.1, 0.1, 0.2, 0.1, 0, 0, 0, 0, 0.5, 0.2, 0.1, 0.1, 0));

  @TempDir private static Path folder;

  private static final List<Row> INVOICES = new ArrayList<>();
  private static final List<Row> CUSTOMERS = new ArrayList<>();
  private static Figures base;

  @BeforeAll
  static void computeOnce() throws IOException {
    add(world(1, Rates.defaults()));
    add(world(2, WILD));
    add(world(3, WILD).withSeconds());
    Path unchanging = export(world(4, UNCHANGING));
    for (int times : new int[] {1, FACTOR}) {
      String prefix = times + "times_";
      ExportTable.read(unchanging.resolve("invoices.csv")).stream()
          .map(row -> row.ofAnother(prefix).scaled(360L * times))
          .forEach(INVOICES::add);
      ExportTable.read(unchanging.resolve("customers.csv")).stream()
          .map(row -> row.ofAnother(prefix))
          .forEach(CUSTOMERS::add);
    }
    base = figures("base", List.of(INVOICES), CUSTOMERS);
  }

  @Test
  void theBooksBalanceAndEveryAuditPasses() {
    assertThat(base.unbalanced()).isEmpty();
    assertThat(base.audits()).noneMatch(Audits.Result::isFailure).hasSizeGreaterThan(10);
    assertThat(base.oddities()).doesNotContain("ROUNDING_UNEXPLAINED", "LAYER_OUTSIDE_CYCLE");
  }

  @Test
  void neitherTheOrderOfRowsNorTheirFilesMatter() throws IOException {
    List<Row> shuffled = new ArrayList<>(INVOICES);
    Collections.shuffle(shuffled, new Random(5));
    int half = shuffled.size() / 2;
    List<Row> customers = new ArrayList<>(CUSTOMERS);
    Collections.reverse(customers);
    Figures other =
        figures(
            "shuffled",
            List.of(shuffled.subList(0, half), shuffled.subList(half, shuffled.size())),
            customers);

    for (Table table : List.of(MRR_LAYERS, CUSTOMER_MRR, MRR_MOVEMENTS, DAILY_MRR)) {
      assertThat(texts(other, table, "")).as(table.name()).isEqualTo(texts(base, table, ""));
    }
  }

  @Test
  void yearsLaterAllIsTheSameYearsLater() throws IOException {
    Figures later =
        figures(
            "later",
            List.of(ExportTable.each(INVOICES, row -> row.later(YEARS))),
            ExportTable.each(CUSTOMERS, row -> row.later(YEARS)));

    for (Table table : List.of(CUSTOMER_MRR, MRR_MOVEMENTS, DAILY_MRR)) {
      assertThat(texts(later, table, "").stream().map(InvariantsTest::earlier))
          .as(table.name())
          .containsExactlyInAnyOrderElementsOf(texts(base, table, ""));
    }
  }

  @Test
  void theNamesOfInvoicesDoNotMatter() {
    assertSameAsPlain("renamed_");
  }

  @Test
  void whatIsVoidOrADraftOfAnotherCycleDoesNotMatter() {
    assertThat(base.table(StagingTables.INVOICES).where("invoice_id LIKE '%_again'").count())
        .isGreaterThan(200);
    assertSameAsPlain("doubled_");
  }

  @Test
  void mrrScalesWithWhatIsBilled() {
    List<String> once = scaledMrr("1times_", FACTOR);

    assertThat(once.size()).isGreaterThan(50);
    assertThat(scaledMrr(FACTOR + "times_", 1)).isEqualTo(once);
  }

  private static void assertSameAsPlain(String prefix) {
    for (Table table : List.of(MRR_LAYERS, CUSTOMER_MRR, MRR_MOVEMENTS)) {
      List<String> plain = texts(base, table, "plain_");
      assertThat(plain.size()).isGreaterThan(200);
      assertThat(texts(base, table, prefix)).as(table.name()).isEqualTo(plain);
    }
  }

  /** The rows of customers of a prefix, without it and without what an invoice's id decides. */
  private static List<String> texts(Figures figures, Table table, String prefix) {
    return figures.table(table).drop("layer_id", "invoice_id").collectAsList().stream()
        .map(row -> row.mkString(" "))
        .filter(text -> text.contains(prefix))
        .map(text -> text.replace(prefix, ""))
        .sorted()
        .toList();
  }

  private static List<String> scaledMrr(String prefix, long factor) {
    return base.nativeRows(CUSTOMER_MRR).collectAsList().stream()
        .filter(row -> row.<String>getAs("customer_id").startsWith(prefix))
        .map(
            row ->
                String.join(
                    " ",
                    row.<String>getAs("customer_id").substring(prefix.length()),
                    row.getAs("valid_from").toString(),
                    row.getAs("valid_to").toString(),
                    Long.toString(factor * row.<Long>getAs("mrr_minor"))))
        .sorted()
        .toList();
  }

  private static String earlier(String text) {
    return DATE.matcher(text)
        .replaceAll(date -> (Integer.parseInt(date.group(1)) - YEARS) + "-" + date.group(2));
  }

  private static WorldOptions world(long seed, Rates rates) {
    return WorldOptions.of(seed, 40, FROM, TO).withWindow(WINDOW_FROM, TO).withRates(rates);
  }

  private static Path export(WorldOptions options) throws IOException {
    Path export = folder.resolve("seed" + options.options().seed());
    options.export(export);
    return export;
  }

  private static void add(WorldOptions options) throws IOException {
    Path export = export(options);
    for (Row row : ExportTable.read(export.resolve("customers.csv"))) {
      PREFIXES.forEach(prefix -> CUSTOMERS.add(row.ofAnother(prefix)));
    }
    List<Row> invoices = ExportTable.read(export.resolve("invoices.csv"));
    for (int index = 0; index < invoices.size(); index++) {
      Row row = invoices.get(index);
      INVOICES.add(row.ofAnother("plain_"));
      String renamed = new StringBuilder(row.get("id")).reverse().toString();
      INVOICES.add(row.ofAnother("renamed_").with("id", renamed));
      Row doubled = row.ofAnother("doubled_");
      INVOICES.add(doubled);
      boolean isCharge = row.get("Status").equals("paid") && !row.get("Total").startsWith("-");
      if (isCharge && index % 3 > 0) {
        INVOICES.add(again(doubled, index % 3 == 1 ? "void" : "draft"));
      }
    }
  }

  /** The same invoice written once more, to be voided or never finished. */
  private static Row again(Row row, String status) {
    return row.with("id", row.get("id") + "_again")
        .with("Status", status)
        .with("Paid", "FALSE")
        .with("Paid At (UTC)", "")
        .with("Finalized At (UTC)", "")
        .with("Amount Paid", "0,00");
  }

  private static Figures figures(String name, List<List<Row>> invoices, List<Row> customers)
      throws IOException {
    List<String> files = new ArrayList<>();
    for (List<Row> rows : invoices) {
      Path file = folder.resolve(name + "-invoices-" + files.size() + ".csv");
      files.add(ExportTable.write(rows, file));
    }
    Path file = folder.resolve(name + "-customers.csv");
    return Figures.ofFiles(files, List.of(ExportTable.write(customers, file)), SAME_RATES);
  }
}
