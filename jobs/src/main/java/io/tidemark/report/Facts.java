package io.tidemark.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the page says of the run itself: nothing that differs between two runs of one identity.
 *
 * @param identity of inputs, policy and code
 * @param version of the code
 * @param asOf the last business day shown
 * @param from the first day of the data, business zone
 * @param through the last day of the data, business zone
 * @param zone of business dates
 * @param reportingCurrency ISO 4217
 * @param policy the settings with their values, without where the relational store is: the page is
 *     passed on
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
