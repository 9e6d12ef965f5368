package io.tidemark.source.rates;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A file of exchange rates.
 *
 * @param name its name in the manifest, as the user gave it
 * @param sha256 of its bytes as stored, hexadecimal
 * @param sizeBytes its size as stored
 * @param days number of days with rates
 * @param rows of {@link io.tidemark.tables.StagingTables#EXCHANGE_RATES}
 */
public record RateFile(String name, String sha256, long sizeBytes, long days, List<Row> rows) {
  public RateFile {
    rows = List.copyOf(rows);
  }
}
