package io.tidemark.outputs;

import io.tidemark.config.Policy;
import io.tidemark.config.Setting;
import io.tidemark.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * By which rules a run was made, as its relational store says.
 *
 * @param dataFrom creation of its first invoice
 * @param dataThrough creation of its last one
 * @param asOf the day its headline is of
 */
record RunRules(Instant dataFrom, Instant dataThrough, LocalDate asOf, Policy policy) {
  private static final String RUN = "select data_from, data_through, as_of, policy from runs";

  static RunRules of(RelationalReader store) {
    return store.list(RUN, RunRules::rules).get(0);
  }

  private static RunRules rules(ResultSet row) throws SQLException {
    return new RunRules(
        CustomerInvoices.time(row, "data_from"),
        CustomerInvoices.time(row, "data_through"),
        row.getObject("as_of", LocalDate.class),
        policy(row.getString("policy")));
  }

  private static Policy policy(String json) {
    Map<String, String> texts = new TreeMap<>();
    try {
      Map<?, ?> stored = Json.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
      stored.forEach((key, value) -> texts.put(key.toString(), value.toString()));
    } catch (IOException damaged) {
      throw new IllegalStateException("the policy of the run is no JSON", damaged);
    }
    texts.keySet().retainAll(Settings.all().stream().map(Setting::key).toList());
    return Policy.of(texts);
  }
}
