package io.tidemark.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Customer MRR, daily MRR and movements after section 5, in plain SQL over layers as rows, one
 * currency's amounts as they are given: what {@code customer_mrr}, {@code daily_mrr} and {@code
 * mrr_movements} are compared with. Converted rows are compared by giving converted layers.
 *
 * <p>Where the text leaves a choice: on the first day asked for all MRR is {@code opening}; whether
 * somebody paid before is known from all layers, also those before that day; and one layer that
 * opens is enough for the first positive day to rest on it.
 */
public final class DailyOracle implements AutoCloseable {
  private static final String SCHEMA =
      """
      CREATE TABLE layers (
        customer_id VARCHAR NOT NULL, currency VARCHAR NOT NULL,
        start_date DATE NOT NULL, end_date DATE NOT NULL,
        mrr_minor BIGINT NOT NULL, opens BOOLEAN NOT NULL);
      CREATE INDEX layers_by_account ON layers (customer_id, currency);
      CREATE TABLE earlier_payers (customer_id VARCHAR PRIMARY KEY);
      CREATE TABLE days (on_date DATE PRIMARY KEY);
      CREATE TABLE customer_days (
        on_date DATE, customer_id VARCHAR, currency VARCHAR, mrr_minor BIGINT,
        PRIMARY KEY (customer_id, currency, on_date));
      CREATE TABLE first_days (
        customer_id VARCHAR, currency VARCHAR, on_date DATE, opens BOOLEAN,
        PRIMARY KEY (customer_id, currency));
      """;

  private static final String CUSTOMER_DAYS =
      """
      INSERT INTO customer_days
      SELECT on_date, customer_id, currency, SUM(mrr_minor)
      FROM days JOIN layers ON start_date <= on_date AND on_date < end_date
      GROUP BY on_date, customer_id, currency
      HAVING SUM(mrr_minor) > 0
      """;

  private static final String FIRST_DAYS =
      """
      INSERT INTO first_days
      SELECT customer_id, currency, on_date, opens
      FROM (
        SELECT bound.customer_id, bound.currency, bound.on_date, BOOL_OR(layers.opens) AS opens,
          ROW_NUMBER() OVER (
            PARTITION BY bound.customer_id, bound.currency ORDER BY bound.on_date) AS number
        FROM (
          SELECT customer_id, currency, start_date AS on_date FROM layers
          UNION SELECT customer_id, currency, end_date FROM layers) AS bound
        JOIN layers ON layers.customer_id = bound.customer_id
          AND layers.currency = bound.currency
          AND layers.start_date <= bound.on_date AND bound.on_date < layers.end_date
        GROUP BY bound.customer_id, bound.currency, bound.on_date
        HAVING SUM(layers.mrr_minor) > 0)
      WHERE number = 1
      """;

  private static final String MOVEMENTS =
      """
      SELECT on_date, customer_id, currency, mrr_before, mrr_after,
        CASE
          WHEN mrr_before > 0 AND mrr_after = 0 THEN 'churn'
          WHEN mrr_before > 0 AND mrr_after > mrr_before THEN 'expansion'
          WHEN mrr_before > 0 THEN 'contraction'
          WHEN on_date = first_asked THEN 'opening'
          WHEN on_date > first_day THEN 'reactivation'
          WHEN opens THEN 'opening'
          WHEN paid_earlier THEN 'reactivation'
          ELSE 'new'
        END AS movement
      FROM (
        SELECT days.on_date, first_days.customer_id, first_days.currency,
          first_days.on_date AS first_day, first_days.opens,
          (SELECT MIN(on_date) FROM days) AS first_asked,
          earlier_payers.customer_id IS NOT NULL AS paid_earlier,
          CASE WHEN days.on_date = (SELECT MIN(on_date) FROM days) THEN 0
            ELSE COALESCE(yesterday.mrr_minor, 0) END AS mrr_before,
          COALESCE(today.mrr_minor, 0) AS mrr_after
        FROM first_days
        CROSS JOIN days
        LEFT JOIN customer_days AS today ON today.customer_id = first_days.customer_id
          AND today.currency = first_days.currency AND today.on_date = days.on_date
        LEFT JOIN customer_days AS yesterday ON yesterday.customer_id = first_days.customer_id
          AND yesterday.currency = first_days.currency
          AND yesterday.on_date = DATEADD(DAY, -1, days.on_date)
        LEFT JOIN earlier_payers ON earlier_payers.customer_id = first_days.customer_id)
      WHERE mrr_before <> mrr_after
      ORDER BY on_date, customer_id, currency
      """;

  private final Connection connection;

  /**
   * A layer as a row, its dates in the business zone.
   *
   * @param opens what it continues began before the file: implied, an orphan proration, or a
   *     first-seen renewal or credit
   */
  public record Row(
      String customerId,
      String currency,
      LocalDate startDate,
      LocalDate endDate,
      long mrrMinor,
      boolean opens) {}

  /** MRR of a customer on a day, minor units, positive. */
  public record CustomerDay(LocalDate day, String customerId, String currency, long mrrMinor) {}

  /** MRR of all customers on a day, minor units. */
  public record Day(LocalDate day, String currency, long mrrMinor, long customers) {}

  /** A change from one day to the next, minor units. */
  public record Movement(
      LocalDate day,
      String customerId,
      String currency,
      String movement,
      long mrrBefore,
      long mrrAfter) {}

  private DailyOracle(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param first the first day asked for; before it nobody pays
   * @param last the last day asked for, inclusive
   * @param earlierPayers customers who paid more before than the file shows
   */
  public static DailyOracle of(
      Collection<Row> layers, LocalDate first, LocalDate last, Set<String> earlierPayers)
      throws SQLException {
    DailyOracle oracle = new DailyOracle(DriverManager.getConnection("jdbc:h2:mem:"));
    oracle.run(SCHEMA);
    oracle.insert(layers);
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      oracle.insert("INSERT INTO days VALUES (?)", day);
    }
    for (String customer : earlierPayers) {
      oracle.insert("INSERT INTO earlier_payers VALUES (?)", customer);
    }
    oracle.run(CUSTOMER_DAYS);
    oracle.run(FIRST_DAYS);
    return oracle;
  }

  /** By customer, currency and day. */
  public List<CustomerDay> customerDays() throws SQLException {
    String sql =
        "SELECT on_date, customer_id, currency, mrr_minor FROM customer_days"
            + " ORDER BY customer_id, currency, on_date";
    return query(
        sql, row -> new CustomerDay(day(row), row.getString(2), row.getString(3), row.getLong(4)));
  }

  /** By day and currency; a day without MRR is absent. */
  public List<Day> days() throws SQLException {
    String sql =
        "SELECT on_date, currency, SUM(mrr_minor), COUNT(*) FROM customer_days"
            + " GROUP BY on_date, currency ORDER BY on_date, currency";
    return query(sql, row -> new Day(day(row), row.getString(2), row.getLong(3), row.getLong(4)));
  }

  /** By day, customer and currency. */
  public List<Movement> movements() throws SQLException {
    return query(
        MOVEMENTS,
        row ->
            new Movement(
                day(row),
                row.getString(2),
                row.getString(3),
                row.getString(6),
                row.getLong(4),
                row.getLong(5)));
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

  private void insert(Collection<Row> layers) throws SQLException {
    for (Row layer : layers) {
      insert(
          "INSERT INTO layers VALUES (?, ?, ?, ?, ?, ?)",
          layer.customerId(),
          layer.currency(),
          layer.startDate(),
          layer.endDate(),
          layer.mrrMinor(),
          layer.opens());
    }
  }

  private void insert(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Reader<T> reader) throws SQLException {
    List<T> read = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        read.add(reader.read(rows));
      }
    }
    return read;
  }

  private static LocalDate day(ResultSet row) throws SQLException {
    return row.getObject(1, LocalDate.class);
  }
}
