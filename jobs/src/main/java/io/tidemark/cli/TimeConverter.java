package io.tidemark.cli;

import io.tidemark.errors.Printable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the value of an option to a point in time. */
final class TimeConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException invalid) {
      throw new TypeConversionException(
          "not a time: "
              + Printable.whole(text)
              + "\nA time is written with its zone, such as 2025-01-31T23:59:59Z.");
    }
  }
}
