package io.tidemark.relational;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The run a relational store holds: its row in the table {@code runs}.
 *
 * @param dataFrom when the first invoice was created
 * @param dataThrough when the last invoice was created
 * @param asOf the date the figures are drawn up for
 * @param zone the business time zone: dates after {@code dataThrough} there are contracted
 * @param policy every setting, as JSON
 */
public record RelationalRun(
    String runId,
    Instant startedAt,
    Instant dataFrom,
    Instant dataThrough,
    LocalDate asOf,
    ZoneId zone,
    String codeVersion,
    String policy) {

  LocalDate dataFromDate() {
    return LocalDate.ofInstant(dataFrom, zone);
  }

  LocalDate dataThroughDate() {
    return LocalDate.ofInstant(dataThrough, zone);
  }
}
