package io.tidemark.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Converts minor units to major units, as the last step before results are shown or exported. */
public final class Money {
  /** The type of an amount in major units. */
  public static final DecimalType MAJOR = DataTypes.createDecimalType(19, 4);

  private static final String MINOR_SUFFIX = "_minor";
  private static final String CURRENCY = "currency";
  private static final int DECIMALS_WITHOUT_CURRENCY = 2;

  // A map instead of a chain of conditions, which Spark would compile again for every amount.
  private static final String[] CODES = Currencies.all().toArray(String[]::new);
  private static final BigDecimal[] FACTORS =
      Currencies.all().stream()
          .map(code -> BigDecimal.ONE.movePointLeft(Currencies.decimals(code)))
          .toArray(BigDecimal[]::new);

  private Money() {}

  /**
   * Returns an amount in major units, exactly: 3125000 of EUR is 31250.0000, of JPY 3125000.0000.
   *
   * @param currency ISO 4217, upper case; null means two decimals
   * @throws ArithmeticException if the amount does not fit {@link #MAJOR}
   */
  public static BigDecimal major(long minor, String currency) {
    int decimals = currency == null ? DECIMALS_WITHOUT_CURRENCY : Currencies.decimals(currency);
    BigDecimal major = BigDecimal.valueOf(minor, decimals).setScale(MAJOR.scale());
    if (major.precision() > MAJOR.precision()) {
      throw new ArithmeticException("out of range: " + major.toPlainString());
    }
    return major;
  }

  /** Returns the schema of a table as it is published. */
  public static StructType publishedSchema(Table table) {
    StructType published = new StructType();
    for (StructField field : table.schema().fields()) {
      published =
          isMinor(field.name())
              ? published.add(publishedName(field.name()), MAJOR, field.nullable())
              : published.add(field);
    }
    return published;
  }

  /**
   * Returns the declared columns of a table with a currency, with amounts in minor units.
   *
   * @param published its rows as published, with amounts in major units
   */
  public static Dataset<Row> inMinorUnits(Table table, Dataset<Row> published) {
    return published.select(
        table.columns().stream()
            .map(column -> isMinor(column.name()) ? minor(column.name()) : col(column.name()))
            .toArray(Column[]::new));
  }

  /** Returns the name that a column is published under. */
  public static String publishedName(String column) {
    return isMinor(column) ? column.substring(0, column.length() - MINOR_SUFFIX.length()) : column;
  }

  private static Column minor(String name) {
    Column major = col(publishedName(name));
    return major.divide(factorOf(col(CURRENCY))).cast(Table.LONG).as(name);
  }

  /** Returns the value of one minor unit in major units. */
  private static Column factorOf(Column currency) {
    Column known = map_from_arrays(lit(CODES), lit(FACTORS)).getItem(currency);
    Column unknown = raise_error(concat(lit("no such currency: "), currency));
    return when(currency.isNull(), factor(DECIMALS_WITHOUT_CURRENCY))
        .otherwise(coalesce(known, unknown).cast(factorType()));
  }

  /** Returns whether a column holds an amount in minor units. */
  public static boolean isMinor(String column) {
    return column.endsWith(MINOR_SUFFIX);
  }

  private static Column factor(int decimals) {
    return lit(BigDecimal.ONE.movePointLeft(decimals)).cast(factorType());
  }

  private static DataType factorType() {
    return DataTypes.createDecimalType(5, 4);
  }
}
