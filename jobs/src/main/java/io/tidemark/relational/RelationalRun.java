package io.tidemark.relational;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The run in a relational store: its row in the table {@code runs}.
 *
 * @param dataFrom creation of the first invoice
 * @param dataThrough creation of the last invoice
 * @param asOf the day that the run reports on
 * @param zone the business time zone: dates after {@code dataThrough} in it are contracted
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
