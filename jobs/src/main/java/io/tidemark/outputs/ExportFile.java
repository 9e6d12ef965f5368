package io.tidemark.outputs;

import java.io.Serializable;

/**
 * Files of a table that a task or the driver wrote.
 *
 * @param parquet the name of the Parquet file below the folder of the table
 * @param csv the name of the CSV file; null where there are too many rows
 * @param copies keys that more than one row has
 * @param example the key of one of them; null where there is none
 */
public record ExportFile(String parquet, String csv, long rows, long copies, String example)
    implements Serializable {}
