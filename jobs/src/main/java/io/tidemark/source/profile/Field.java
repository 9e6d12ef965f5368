package io.tidemark.source.profile;

import java.io.Serializable;

/**
 * A field of an input file, by its canonical name.
 *
 * @param name the column of the staging table that is made from it
 * @param isRequired whether a file without such a column is refused
 * @param isFilled whether a row without a value is rejected
 * @param isLenient whether an invalid value becomes null with a finding instead of a rejection,
 *     because MRR does not depend on it
 */
public record Field(
    String name, FieldType type, boolean isRequired, boolean isFilled, boolean isLenient)
    implements Serializable {

  /** Returns whether the field combines several columns. */
  public boolean isGathered() {
    return type == FieldType.GATHERED;
  }
}
