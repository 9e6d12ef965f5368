package io.tidemark.source.csv;

import io.tidemark.source.profile.AmountText;
import io.tidemark.source.profile.TimeText;
import java.io.Serializable;

/**
 * How a column of a file writes its values, found in all of them.
 *
 * @param decimalSign comma or point; {@link AmountText#NONE} where no value proves one
 * @param hasFixedDecimals whether amounts have all their decimals: one without is not believed
 * @param time how its times are written; null where they are written as in ISO 8601
 */
public record ColumnStyle(char decimalSign, boolean hasFixedDecimals, TimeText.Style time)
    implements Serializable {
  public static final ColumnStyle UNKNOWN = new ColumnStyle(AmountText.NONE, false, null);
}
