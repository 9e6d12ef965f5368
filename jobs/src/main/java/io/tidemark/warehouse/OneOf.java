package io.tidemark.warehouse;

import java.io.Serializable;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;
import org.apache.parquet.filter2.predicate.Statistics;
import org.apache.parquet.filter2.predicate.UserDefinedPredicate;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Keeps rows whose text is one of several values. A page is skipped if none of them is between the
 * minimum and the maximum of the page. Parquet's own {@code in} compares only the minimum and the
 * maximum of the values.
 */
final class OneOf extends UserDefinedPredicate<Binary> implements Serializable {
  private static final long serialVersionUID = 1;

  private static final Comparator<Binary> ORDER =
      Types.required(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named("text")
          .comparator();

  private final TreeSet<Binary> values = new TreeSet<>(ORDER);

  OneOf(Collection<String> values) {
    values.forEach(value -> this.values.add(Binary.fromString(value)));
  }

  @Override
  public boolean acceptsNullValue() {
    return false;
  }

  @Override
  public boolean keep(Binary value) {
    return values.contains(value);
  }

  @Override
  public boolean canDrop(Statistics<Binary> page) {
    Binary first = values.ceiling(page.getMin());
    return first == null || ORDER.compare(first, page.getMax()) > 0;
  }

  /** Never called: no filter inverts this one. */
  @Override
  public boolean inverseCanDrop(Statistics<Binary> page) {
    return false;
  }
}
