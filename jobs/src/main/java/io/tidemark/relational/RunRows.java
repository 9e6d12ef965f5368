package io.tidemark.relational;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Rows of the relational schema that describe the run itself. */
final class RunRows {
  static final List<String> COLUMNS =
      List.of(
          "run_id",
          "started_at",
          "data_from",
          "data_through",
          "data_from_date",
          "data_through_date",
          "as_of",
          "business_time_zone",
          "code_version",
          "policy");

  private static final String RANGE_OF_DAYS =
      """
      select least(runs.data_from_date, coalesce(min(valid_from), runs.data_from_date)),
             greatest(runs.data_through_date, coalesce(max(valid_to), runs.data_through_date))
      from runs left join customer_mrr on true
      group by runs.data_from_date, runs.data_through_date
      """;

  private RunRows() {}

  static Iterator<Object[]> of(RelationalRun run) {
    Object[] row = {
      run.runId(),
      run.startedAt(),
      run.dataFrom(),
      run.dataThrough(),
      run.dataFromDate(),
      run.dataThroughDate(),
      run.asOf(),
      run.zone().getId(),
      run.codeVersion(),
      run.policy()
    };
    return Collections.singleton(row).iterator();
  }

  /**
   * Returns every day from the first day of the data or of MRR to the last, from the tables that
   * were loaded before.
   */
  static Iterator<Object[]> calendar(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet range = statement.executeQuery(RANGE_OF_DAYS)) {
      range.next();
      LocalDate first = range.getObject(1, LocalDate.class);
      LocalDate last = range.getObject(2, LocalDate.class);
      return first.datesUntil(last.plusDays(1)).map(day -> new Object[] {day}).iterator();
    }
  }
}
