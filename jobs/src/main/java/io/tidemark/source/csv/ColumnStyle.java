package io.tidemark.source.csv;

import io.tidemark.source.profile.AmountText;
import io.tidemark.source.profile.TimeText;
import java.io.Serializable;

/**
 * The format of the values of a column, detected from all of them.
 *
 * @param decimalSign comma or point; {@link AmountText#NONE} if no value proves one
 * @param hasFixedDecimals whether all amounts have all their decimals; then one without is rejected
 * @param time the format of its times; null if they have the format of ISO 8601
 */
public record ColumnStyle(char decimalSign, boolean hasFixedDecimals, TimeText.Style time)
    implements Serializable {
  public static final ColumnStyle UNKNOWN = new ColumnStyle(AmountText.NONE, false, null);
}
