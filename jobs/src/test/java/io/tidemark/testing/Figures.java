package io.tidemark.testing;

import io.tidemark.InsightPipeline;
import io.tidemark.StatisticsPipeline;
import io.tidemark.audit.Audit;
import io.tidemark.audit.Audits;
import io.tidemark.audit.DisplacedRevenue;
import io.tidemark.audit.Oddities;
import io.tidemark.audit.Reconciliation;
import io.tidemark.audit.UniqueKey;
import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.forecast.Forecast;
import io.tidemark.mrr.Affected;
import io.tidemark.mrr.Before;
import io.tidemark.mrr.Conversion;
import io.tidemark.mrr.ConversionFactors;
import io.tidemark.mrr.CustomerMrr;
import io.tidemark.mrr.DailyMrr;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.Layers;
import io.tidemark.mrr.Movements;
import io.tidemark.mrr.WarmUp;
import io.tidemark.outputs.Basis;
import io.tidemark.outputs.Spread;
import io.tidemark.source.Profile;
import io.tidemark.source.Rates;
import io.tidemark.source.SourceData;
import io.tidemark.source.Sources;
import io.tidemark.staging.CustomerRows;
import io.tidemark.staging.Customers;
import io.tidemark.staging.InvoiceRows;
import io.tidemark.staging.Invoices;
import io.tidemark.staging.Subscriptions;
import io.tidemark.tables.IngestTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * What a run computes, held in memory: no Delta, no export, no warehouse. Each table is computed
 * once, in minor units.
 */
public final class Figures {
  /** After every date of a test. */
  private static final LocalDate READ_ON = LocalDate.parse("2040-01-01");

  private static final List<Row> RATES = Rates.read(Optional.empty(), new Configuration()).rows();

  private final Map<Table, Dataset<Row>> tables = new LinkedHashMap<>();
  private final DataWindow window;
  private final Policy policy;
  private final Basis basis;
  private final Affected affected;
  private final Dataset<Row> read;
  private final List<Row> factorRows;

  private Figures(
      Dataset<Row> staged,
      Dataset<Row> known,
      Policy policy,
      Optional<LocalDate> asOf,
      Optional<Figures> earlier) {
    this.policy = policy;
    this.window = DataWindow.of(DataWindow.bounds(staged).first(), policy, asOf);
    Dataset<Row> customers = keep(StagingTables.CUSTOMERS, known);
    keep(StagingTables.SUBSCRIPTIONS, Subscriptions.of(staged));
    Dataset<Row> adjustments = none(StagingTables.ADJUSTMENTS);
    String reporting = policy.get(FxSettings.REPORTING_CURRENCY);
    List<String> currencies =
        Conversion.currencies(staged, adjustments, policy).as(Encoders.STRING()).collectAsList();
    this.factorRows = ConversionFactors.of(RATES, currencies, policy, window);
    this.basis = basis(factorRows);
    Affected.Now now = new Affected.Now(staged, customers, adjustments, window, policy);
    this.affected =
        earlier
            .filter(figures -> figures.basis.decidesAs(basis))
            .map(figures -> Affected.of(figures.before(), now, Figures::local))
            .orElseGet(Affected::everyone);
    Dataset<Row> found = Layers.read(affected.only(staged), customers, policy, window);
    this.read = local(affected.and(IngestTables.MRR_FINDINGS, found));
    Dataset<Row> invoices = keep(StagingTables.INVOICES, Layers.withReasons(staged, read));
    Dataset<Row> layers = keep(MrrTables.MRR_LAYERS, Layers.of(read, window));
    Dataset<Row> factors =
        TestSpark.session().createDataFrame(factorRows, ConversionFactors.SCHEMA);
    Dataset<Row> theirs = affected.only(layers);
    Dataset<Row> nativeMrr = local(CustomerMrr.of(CustomerMrr.balances(theirs)));
    Dataset<Row> computed = nativeMrr.union(Conversion.of(nativeMrr, factors, reporting));
    Dataset<Row> customerMrr =
        keep(MrrTables.CUSTOMER_MRR, affected.and(MrrTables.CUSTOMER_MRR, computed));
    Dataset<Row> revaluations = Conversion.revaluations(nativeMrr, factors, reporting, window);
    Dataset<Row> earlierPayers = Movements.earlierPayers(customers, invoices, window, policy);
    Dataset<Row> moved =
        Movements.of(affected.only(customerMrr), revaluations, earlierPayers, window);
    Dataset<Row> movements =
        keep(MrrTables.MRR_MOVEMENTS, affected.and(MrrTables.MRR_MOVEMENTS, moved));
    Dataset<Row> warmUps = WarmUp.of(layers, reporting, window);
    keep(MrrTables.CUSTOMER_DAILY_MRR, DailyMrr.byCustomer(customerMrr, window));
    keep(MrrTables.DAILY_MRR, DailyMrr.of(customerMrr, movements, warmUps, reporting, window));
  }

  private Basis basis(List<Row> factors) {
    return new Basis(
        policy.texts(),
        null,
        "as tested",
        window.from(),
        window.through(),
        window.asOf(),
        factors.stream().map(factor -> factor.mkString(" ")).toList());
  }

  /** As a later run sees them. */
  public Before before() {
    return new Before(
        window, table -> table.equals(IngestTables.MRR_FINDINGS) ? read : tables.get(table));
  }

  /** Who was computed anew. */
  public Affected affected() {
    return affected;
  }

  public Basis basis() {
    return basis;
  }

  /** From staged rows, after a run that had others: only what changed is computed. */
  public static Figures after(
      Figures earlier, Dataset<Row> invoices, Dataset<Row> customers, Policy policy) {
    return new Figures(local(invoices), customers, policy, Optional.empty(), Optional.of(earlier));
  }

  private static Dataset<Row> none(Table table) {
    return TestSpark.session().createDataFrame(List.of(), table.schema());
  }

  /** From staged rows. */
  public static Figures of(
      Dataset<Row> invoices, Dataset<Row> customers, Policy policy, Optional<LocalDate> asOf) {
    return new Figures(local(invoices), customers, policy, asOf, Optional.empty());
  }

  /** From export files, up to the last complete day of the data. */
  public static Figures ofFiles(List<String> invoices, List<String> customers, Policy policy) {
    SourceData source =
        Sources.read(TestSpark.session(), invoices, customers, Profile.stripe(), READ_ON);
    Dataset<Row> staged = local(Invoices.of(InvoiceRows.of(source.invoices())));
    Dataset<Row> known = Customers.of(CustomerRows.of(source.customers()), staged);
    return new Figures(staged, known, policy, Optional.empty(), Optional.empty());
  }

  /** The same, with every insight. */
  public Figures withInsights() {
    new InsightPipeline(tables, this::keep, Figures::local).run(window, policy);
    return this;
  }

  /** The same, with what stands out and what may come. */
  public Figures withStatistics() {
    new StatisticsPipeline(tables, this::keep, Figures::step)
        .run(
            window,
            policy,
            Forecast.Conversion.of(policy.get(FxSettings.REPORTING_CURRENCY), factorRows));
    return this;
  }

  private static <T> T step(String name, Supplier<T> work) {
    return work.get();
  }

  public DataWindow window() {
    return window;
  }

  /** The rows of a table. */
  public Dataset<Row> table(Table table) {
    return tables.get(table);
  }

  /** The rows of a table in the currencies that were billed. */
  public Dataset<Row> nativeRows(Table table) {
    return table(table).where("NOT is_converted");
  }

  /** The rows of every table so far. */
  public Map<Table, Dataset<Row>> tables() {
    return new LinkedHashMap<>(tables);
  }

  /** The currencies whose books do not balance. */
  public List<String> unbalanced() {
    Dataset<Row> sums =
        Reconciliation.sums(
            table(StagingTables.INVOICES),
            Layers.amount(policy),
            table(MrrTables.MRR_LAYERS),
            Layers.postings(read));
    return Reconciliation.of(sums.collectAsList()).unbalanced();
  }

  /** What every audit of a run found. */
  public List<Audits.Result> audits() {
    Dataset<Row> customerMrr = table(MrrTables.CUSTOMER_MRR);
    Dataset<Row> daily = table(MrrTables.DAILY_MRR);
    List<Audit> audits =
        new ArrayList<>(
            List.of(
                Audits.intervalsDoNotOverlap(customerMrr),
                Audits.customersAddUpToDays(table(MrrTables.CUSTOMER_DAILY_MRR), daily),
                Audits.movementsExplainCustomers(table(MrrTables.MRR_MOVEMENTS), customerMrr),
                Audits.movementsExplainDays(daily)));
    tables.forEach((table, rows) -> audits.add(UniqueKey.of(table, rows)));
    return Audits.results(audits);
  }

  /** The checks that found an oddity of an invoice or a customer. */
  public List<String> oddities() {
    Dataset<Row> layers = table(MrrTables.MRR_LAYERS);
    Dataset<Row> displaced =
        DisplacedRevenue.of(Layers.postings(read), table(StagingTables.INVOICES), layers);
    return Oddities.of(layers, Layers.roundedTooMuch(read), displaced)
        .select("check")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private Dataset<Row> keep(Table table, Dataset<Row> rows) {
    tables.put(table, local(table.select(rows)));
    return tables.get(table);
  }

  /** The same rows without their history: what comes after is planned in no time. */
  public static Dataset<Row> local(Dataset<Row> rows) {
    return Spread.ONE_PARTITION.keep(rows);
  }
}
