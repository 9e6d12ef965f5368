package io.tidemark.source.profile;

import java.io.Serializable;

/**
 * A field of an input file, by its canonical name.
 *
 * @param name the column of the staging table that is made from it
 * @param isRequired whether a file without such a column is refused
 * @param isFilled whether a row without a value is rejected
 * @param isLenient whether a wrong value is nulled and found, not rejected: MRR does not rest on it
 */
public record Field(
    String name, FieldType type, boolean isRequired, boolean isFilled, boolean isLenient)
    implements Serializable {

  /** Whether it is made of several columns. */
  public boolean isGathered() {
    return type == FieldType.GATHERED;
  }
}
