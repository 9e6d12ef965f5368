package io.tidemark.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Information about the run itself on the page. It is the same for all runs of one identity.
 *
 * @param identity hash of inputs, policy and code
 * @param version of the code
 * @param asOf the last business day shown
 * @param from the first day of the data, business time zone
 * @param through the last day of the data, business time zone
 * @param zone of business dates
 * @param reportingCurrency ISO 4217
 * @param policy the settings with their values, without the address of the relational store,
 *     because the page may be shared
 * @param checks the names of the audits that held
 */
public record Facts(
    String identity,
    String version,
    LocalDate asOf,
    LocalDate from,
    LocalDate through,
    String zone,
    String reportingCurrency,
    Map<String, String> policy,
    List<String> checks) {
  private static final String RELATIONAL = "relational.";

  public Facts {
    policy = new TreeMap<>(policy);
    policy.keySet().removeIf(setting -> setting.startsWith(RELATIONAL));
    checks = checks.stream().sorted().toList();
  }
}
