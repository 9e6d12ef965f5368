package io.tidemark.warehouse;

import java.io.Serializable;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/**
 * The schema of Parquet files as Spark would write it.
 *
 * @param parquet the schema as Parquet's text
 * @param spark the schema as Spark's JSON, with the comments of columns
 */
public record FileSchema(String parquet, String spark) implements Serializable {
  public static FileSchema of(StructType schema) {
    SparkToParquetSchemaConverter converter =
        new SparkToParquetSchemaConverter(
            false, SQLConf.ParquetOutputTimestampType$.MODULE$.TIMESTAMP_MICROS(), false, false);
    return new FileSchema(converter.convert(schema).toString(), schema.json());
  }

  MessageType message() {
    return MessageTypeParser.parseMessageType(parquet);
  }
}
