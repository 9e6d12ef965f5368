package io.tidemark.cli;

import io.tidemark.errors.Printable;
import io.tidemark.util.Dates;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the value of an option to a business date. */
final class DateConverter implements ITypeConverter<LocalDate> {
  @Override
  public LocalDate convert(String text) {
    try {
      return Dates.parse(text);
    } catch (IllegalArgumentException invalid) {
      throw new TypeConversionException(
          "not a date: " + Printable.whole(text) + "\n" + invalid.getMessage());
    }
  }
}
