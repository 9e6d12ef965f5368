package io.tidemark.testing;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Conversion to a reporting currency after section 5, in plain SQL over one row per customer,
 * currency and day. Only for currencies of two decimals.
 */
public final class ConversionOracle implements AutoCloseable {
  private static final String SCHEMA =
      """
      CREATE TABLE native_days (
        on_date DATE, customer_id VARCHAR, currency VARCHAR, mrr_minor BIGINT,
        PRIMARY KEY (on_date, customer_id, currency));
      CREATE TABLE rates (
        currency VARCHAR, on_date DATE, per_euro DECFLOAT(40), PRIMARY KEY (currency, on_date));
      CREATE TABLE factors (
        currency VARCHAR, on_date DATE, factor DECFLOAT(80), PRIMARY KEY (currency, on_date));
      CREATE TABLE customer_days (
        on_date DATE, customer_id VARCHAR, mrr BIGINT, PRIMARY KEY (on_date, customer_id));
      CREATE TABLE revaluations (
        on_date DATE, customer_id VARCHAR, fx BIGINT, PRIMARY KEY (on_date, customer_id));
      """;

  private static final String FACTOR =
      """
      INSERT INTO factors
      SELECT ?1, ?2,
        CAST(CASE ?4 WHEN 'EUR' THEN 1 ELSE (
          SELECT per_euro FROM rates WHERE currency = ?4 AND on_date <= ?3
          ORDER BY on_date DESC LIMIT 1) END AS DECFLOAT(80))
        / CASE ?1 WHEN 'EUR' THEN 1 ELSE (
          SELECT per_euro FROM rates WHERE currency = ?1 AND on_date <= ?3
          ORDER BY on_date DESC LIMIT 1) END
      """;

  private static final String CUSTOMER_DAYS =
      """
      INSERT INTO customer_days
      SELECT native_days.on_date, customer_id, SUM(CAST(ROUND(mrr_minor * factor) AS BIGINT))
      FROM native_days
      JOIN factors ON factors.currency = native_days.currency
        AND factors.on_date = native_days.on_date
      GROUP BY native_days.on_date, customer_id
      """;

  private static final String REVALUATIONS =
      """
      INSERT INTO revaluations
      SELECT today.on_date, customer_id,
        SUM(CAST(ROUND(mrr_minor * today.factor) AS BIGINT)
          - CAST(ROUND(mrr_minor * yesterday.factor) AS BIGINT))
      FROM native_days
      JOIN factors AS yesterday ON yesterday.currency = native_days.currency
        AND yesterday.on_date = native_days.on_date
      JOIN factors AS today ON today.currency = native_days.currency
        AND today.on_date = DATEADD(DAY, 1, native_days.on_date)
      GROUP BY today.on_date, customer_id
      """;

  private static final String MOVEMENTS =
      """
      SELECT on_date, customer_id, movement, change FROM (
        SELECT on_date, customer_id, after - before - fx AS change,
          CASE
            WHEN before + fx = 0 THEN 'appearance'
            WHEN after = 0 THEN 'churn'
            WHEN after > before + fx THEN 'expansion'
            ELSE 'contraction'
          END AS movement
        FROM (
          SELECT days.on_date, people.customer_id, COALESCE(today.mrr, 0) AS after,
            COALESCE(yesterday.mrr, 0) AS before, COALESCE(fx, 0) AS fx
          FROM (SELECT DISTINCT on_date FROM factors) AS days
          CROSS JOIN (SELECT DISTINCT customer_id FROM customer_days) AS people
          LEFT JOIN customer_days AS today ON today.on_date = days.on_date
            AND today.customer_id = people.customer_id
          LEFT JOIN customer_days AS yesterday
            ON yesterday.on_date = DATEADD(DAY, -1, days.on_date)
            AND yesterday.customer_id = people.customer_id
          LEFT JOIN revaluations ON revaluations.on_date = days.on_date
            AND revaluations.customer_id = people.customer_id)
        UNION ALL
        SELECT on_date, customer_id, fx, 'fx' FROM revaluations)
      WHERE change <> 0
      """;

  private final Connection connection;

  /** A rate: units of the currency for one euro. */
  public record Rate(String currency, LocalDate day, BigDecimal perEuro) {}

  private ConversionOracle(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param nativeDays of every day from the first to the last
   * @param constantOn the day whose rates stand for all; null for those of each day
   */
  public static ConversionOracle of(
      List<DailyOracle.CustomerDay> nativeDays,
      List<Rate> rates,
      String reporting,
      LocalDate constantOn)
      throws SQLException {
    ConversionOracle oracle = new ConversionOracle(DriverManager.getConnection("jdbc:h2:mem:"));
    oracle.run(SCHEMA);
    for (DailyOracle.CustomerDay day : nativeDays) {
      oracle.insert(
          "INSERT INTO native_days VALUES (?, ?, ?, ?)",
          day.day(),
          day.customerId(),
          day.currency(),
          day.mrrMinor());
    }
    for (Rate rate : rates) {
      oracle.insert(
          "INSERT INTO rates VALUES (?, ?, ?)", rate.currency(), rate.day(), rate.perEuro());
    }
    List<LocalDate> days =
        nativeDays.stream().map(DailyOracle.CustomerDay::day).distinct().toList();
    for (String currency :
        nativeDays.stream().map(DailyOracle.CustomerDay::currency).distinct().toList()) {
      for (LocalDate day : days) {
        oracle.insert(FACTOR, currency, day, constantOn == null ? day : constantOn, reporting);
      }
    }
    oracle.run(CUSTOMER_DAYS);
    oracle.run(REVALUATIONS);
    return oracle;
  }

  /** Texts of day, customer and MRR in minor units. */
  public List<String> customerDays() throws SQLException {
    return texts("SELECT on_date, customer_id, mrr FROM customer_days WHERE mrr > 0");
  }

  /**
   * Texts of day, customer, movement and change in minor units; what there is from nothing is an
   * {@code appearance}.
   */
  public List<String> movements() throws SQLException {
    return texts(MOVEMENTS);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void insert(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < values.length; index++) {
        statement.setObject(index + 1, values[index]);
      }
      statement.executeUpdate();
    }
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          cells.add(rows.getString(column));
        }
        texts.add(String.join(" ", cells));
      }
    }
    return texts;
  }
}
