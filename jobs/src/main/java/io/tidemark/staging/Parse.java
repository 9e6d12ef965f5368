package io.tidemark.staging;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.instr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.Currencies;
import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.RejectReason;
import io.tidemark.tables.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Turns the text of a field into a value, or says why it cannot. Every function takes a string
 * column that is null where the field is empty; empty is never a problem here. Problems are null
 * where there is none.
 */
final class Parse {
  private static final String PLAIN_AMOUNT = "^-?[0-9]+([.,][0-9]+)?$";
  private static final String PLAIN_COUNT = "^[0-9]{1,15}$";
  private static final String TIME =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}"
          + "( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?"
          + "|T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2}))$";
  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
  private static final long TOO_MUCH = 1_000_000_000_000_000L;
  private static final int YEARS_AHEAD = 10;

  private static final int LENGTH_WITHOUT_SECONDS = 16;
  private static final DataType MAJOR = DataTypes.createDecimalType(24, 4);
  private static final DataType UNIT = DataTypes.createDecimalType(5, 0);

  private Parse() {}

  /** The number of decimals of a currency, from its upper-case code; null where it is none. */
  static Column decimalsOf(Column currency) {
    Column decimals = lit(null).cast(DataTypes.IntegerType);
    for (Map.Entry<Integer, Set<String>> group : Currencies.byDecimals().entrySet()) {
      Column isInGroup = currency.isin(group.getValue().stream().sorted().toArray());
      decimals = when(isInGroup, lit(group.getKey())).otherwise(decimals);
    }
    return decimals;
  }

  /** Minor units, exactly; null where the text is no amount or has too many decimals. */
  static Column amount(Column text, Column decimals) {
    Column major = translate(text, ",", ".").try_cast(MAJOR);
    Column unit = lit(null).cast(UNIT);
    for (int digits : Currencies.byDecimals().keySet()) {
      unit =
          when(decimals.equalTo(digits), lit(BigDecimal.TEN.pow(digits)).cast(UNIT))
              .otherwise(unit);
    }
    Column minor = major.multiply(unit).try_cast(Table.LONG);
    return when(text.rlike(PLAIN_AMOUNT).and(fractionLength(text).leq(decimals)), minor);
  }

  /**
   * @param amount the same text as minor units; without decimals there is no amount and no problem
   *     but the currency's
   */
  static Column amountProblem(Column text, Column amount, Column decimals) {
    Column isTooMuch = amount.geq(TOO_MUCH).or(amount.leq(-TOO_MUCH));
    return when(amount.isNotNull(), when(isTooMuch, reason(RejectReason.AMOUNT_RANGE)))
        .when(text.isNull(), noProblem())
        .when(not(text.rlike(PLAIN_AMOUNT)), reason(RejectReason.AMOUNT_FORMAT))
        .when(decimals.isNull(), noProblem())
        .when(fractionLength(text).gt(decimals), reason(RejectReason.AMOUNT_SCALE))
        .otherwise(reason(RejectReason.AMOUNT_RANGE));
  }

  /** A decimal number that is no money. */
  static Column decimalProblem(Column text) {
    return when(not(text.rlike(PLAIN_AMOUNT)), reason(RejectReason.NUMBER_FORMAT));
  }

  static Column count(Column text) {
    return when(text.rlike(PLAIN_COUNT), text.try_cast(Table.LONG));
  }

  static Column flag(Column text) {
    return when(lower(text).equalTo("true"), true).when(lower(text).equalTo("false"), false);
  }

  /** A point in time; UTC where the text names no offset. */
  static Column time(Column text) {
    Column isIso = text.contains("T");
    Column lacksSeconds = length(text).leq(LENGTH_WITHOUT_SECONDS);
    Column whole =
        when(isIso, text)
            .when(lacksSeconds, concat(text, lit(":00Z")))
            .otherwise(concat(text, lit("Z")));
    return when(text.rlike(TIME), whole.try_cast(Table.TIMESTAMP));
  }

  /**
   * @param time the same text as a point in time
   * @param readOn no date more than ten years ahead of it is believed
   */
  static Column timeProblem(Column text, Column time, LocalDate readOn) {
    Column isBelievable = time.between(startOf(EARLIEST), startOf(readOn.plusYears(YEARS_AHEAD)));
    return when(time.isNotNull(), when(not(isBelievable), reason(RejectReason.DATE_RANGE)))
        .when(text.isNotNull(), reason(RejectReason.DATE_FORMAT));
  }

  /** The problem of a text that became no value. */
  static Column problemIfNone(Column text, Column value, RejectReason reason) {
    return when(text.isNotNull().and(value.isNull()), reason(reason));
  }

  /** Upper case; null where it is no currency in use. */
  static Column currency(Column text) {
    return when(decimalsOf(upper(text)).isNotNull(), upper(text));
  }

  /** Lower case; null where it is no status. */
  static Column status(Column text) {
    Object[] known = Arrays.stream(InvoiceStatus.values()).map(InvoiceStatus::text).toArray();
    return when(lower(text).isin(known), lower(text));
  }

  static Column reason(RejectReason reason) {
    return lit(reason.name());
  }

  static Column noProblem() {
    return lit(null).cast(Table.STRING);
  }

  private static Column startOf(LocalDate date) {
    return lit(date.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private static Column fractionLength(Column text) {
    Column sign = instr(translate(text, ",", "."), lit("."));
    return when(sign.gt(0), length(text).minus(sign)).otherwise(0);
  }
}
