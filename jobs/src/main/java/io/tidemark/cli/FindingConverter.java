package io.tidemark.cli;

import io.tidemark.digest.Finding;
import io.tidemark.errors.Printable;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the values of {@code --fail-on}. */
final class FindingConverter implements ITypeConverter<Finding>, Iterable<String> {
  @Override
  public Finding convert(String text) {
    return Finding.of(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "not a finding: "
                        + Printable.whole(text)
                        + "\nUse "
                        + String.join(", ", Finding.texts())
                        + ", or several, separated by commas."));
  }

  /** Returns the names, which the shell completes. */
  @Override
  public Iterator<String> iterator() {
    return Finding.texts().iterator();
  }
}
