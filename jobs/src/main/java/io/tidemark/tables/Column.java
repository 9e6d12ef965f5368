package io.tidemark.tables;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;

/**
 * A column of a table.
 *
 * @param name as in the warehouse; amounts in minor units end in {@code _minor}
 * @param nullable whether a row may lack a value
 * @param doc the definition, with its unit
 */
public record Column(String name, DataType type, boolean nullable, String doc)
    implements Serializable {}
