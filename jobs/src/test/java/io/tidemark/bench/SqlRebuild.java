package io.tidemark.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * MRR the plain way in SQL on DuckDB: each paid or open invoice counts its net amount over the
 * months of its service period. It rejects nothing, knows no prorations, credits, implied or
 * pending MRR, and proves nothing: less work than {@link SparkRebuild} does.
 */
public final class SqlRebuild {
  private static final String LAYERS =
      """
      create table layers as
      with typed as (
        select id, "Customer" as customer_id, upper("Currency") as currency,
               strptime("Minimum Line Item Period Start (UTC)", '%Y-%m-%d %H:%M') as starts_at,
               strptime("Maximum Line Item Period End (UTC)", '%Y-%m-%d %H:%M') as ends_at,
               cast(replace(replace("Total", ',', ''), '.', '') as bigint)
               - coalesce(cast(replace(replace("Tax", ',', ''), '.', '') as bigint), 0) as net_minor
        from read_csv('%s', header = true, all_varchar = true)
        where "Status" in ('paid', 'open') and "Subscription" is not null)
      select id, customer_id, currency, cast(starts_at as date) as start_date,
             cast(ends_at as date) as end_date,
             cast(round(net_minor
               / greatest(1, datediff('month', starts_at, ends_at))) as bigint) as mrr_minor
      from typed where ends_at > starts_at
      """;

  private static final List<String> TABLES =
      List.of(
          """
          create table customers as
          select id, strptime("Created (UTC)", '%Y-%m-%d %H:%M') as created_at
          from read_csv('%s', header = true, all_varchar = true)
          """,
          """
          create table customer_mrr as
          with steps as (
            select customer_id, currency, start_date as valid_from, mrr_minor as change from layers
            union all
            select customer_id, currency, end_date, -mrr_minor from layers),
          days as (
            select customer_id, currency, valid_from, sum(change) as change
            from steps group by all)
          select customer_id, currency, valid_from,
                 lead(valid_from) over by_day as valid_to,
                 sum(change) over by_day as mrr_minor
          from days window by_day as (partition by customer_id, currency order by valid_from)
          """,
          """
          create table movements as
          with steps as (
            select *, lag(mrr_minor, 1, 0) over by_day as before,
                   row_number() over by_day = 1 as is_first
            from customer_mrr
            window by_day as (partition by customer_id, currency order by valid_from))
          select valid_from as date, customer_id, currency, before, mrr_minor as after,
                 mrr_minor - before as change,
                 case when is_first then 'new' when before = 0 then 'reactivation'
                      when mrr_minor = 0 then 'churn'
                      when mrr_minor > before then 'expansion' else 'contraction' end as movement
          from steps where mrr_minor <> before
          """,
          """
          create table daily_mrr as
          with days as (
            select currency, date, movement, sum(change) as change from movements group by all),
          wide as (pivot days on movement using sum(change) group by currency, date)
          select *, sum(coalesce(columns(* exclude (currency, date)), 0))
                      over (partition by currency order by date)
          from wide
          """,
          """
          create table cohorts as
          with firsts as (
            select customer_id, currency, date_trunc('month', min(date)) as cohort
            from movements group by all),
          months as (
            select unnest(generate_series(min(date_trunc('month', date)),
                                          max(date_trunc('month', date)), interval 1 month)) as month
            from movements)
          select f.cohort, m.month, c.currency, count(*) as customers, sum(c.mrr_minor) as mrr_minor
          from months m
          join customer_mrr c on c.valid_from <= last_day(m.month)
            and last_day(m.month) < coalesce(c.valid_to, date '9999-01-01') and c.mrr_minor > 0
          join firsts f using (customer_id, currency)
          where m.month >= f.cohort group by all
          """);

  private SqlRebuild() {}

  /** Arguments: the invoices' file, the customers' file, the folder of the Parquet files. */
  public static void main(String[] arguments) throws Exception {
    Path output = Files.createDirectories(Path.of(arguments[2]));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("set threads = 2");
      statement.execute("set memory_limit = '4GB'");
      statement.execute(LAYERS.replace("%s", arguments[0]));
      statement.execute(TABLES.get(0).replace("%s", arguments[1]));
      for (String table : TABLES.subList(1, TABLES.size())) {
        statement.execute(table);
      }
      for (String table : List.of("layers", "customer_mrr", "movements", "daily_mrr", "cohorts")) {
        write(statement, table, output);
      }
    }
  }

  private static void write(Statement statement, String table, Path output) throws SQLException {
    statement.execute(
        "copy %s to '%s' (format parquet)"
            .formatted(table, output.resolve(table + ".parquet").toString()));
  }
}
