package io.tidemark.source.profile;

import io.tidemark.tables.Column;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The kinds of input files, with their fields. */
public enum FileKind {
  INVOICES(
      StagingTables.INVOICES,
      Set.of("net_minor", "is_recurring", "exclusion_reason", "source_file", "source_line"),
      Set.of("subscription_id", "service_start", "service_end"),
      Set.of("tax_minor"),
      List.of(new Field("tax_percent", FieldType.DECIMAL, false, false, false))),
  CUSTOMERS(
      StagingTables.CUSTOMERS,
      Set.of("is_placeholder", "source_file", "source_line"),
      Set.of(),
      Set.of(),
      List.of()),
  /** Manual MRR adjustments. */
  ADJUSTMENTS(
      StagingTables.ADJUSTMENTS,
      Set.of("adjustment_id", "source_file", "source_line"),
      Set.of("valid_to"),
      Set.of(),
      List.of());

  private static final String LENIENT = "due_at";

  private final List<Field> fields;
  private final Map<String, Integer> places;
  private final int currencyIndex;

  /**
   * Creates a kind whose fields come from a staging table.
   *
   * @param derived columns of the table that no file has
   * @param requiredColumns columns a file must have although a row may leave them empty
   * @param defaulted columns that are never null in the table but may be empty in a file
   * @param others fields that are validated but have no column
   */
  FileKind(
      Table table,
      Set<String> derived,
      Set<String> requiredColumns,
      Set<String> defaulted,
      List<Field> others) {
    Stream<Field> columns =
        table.columns().stream()
            .filter(column -> !derived.contains(column.name()))
            .map(column -> field(column, requiredColumns, defaulted));
    this.fields = Stream.concat(columns, others.stream()).toList();
    this.places =
        IntStream.range(0, fields.size())
            .boxed()
            .collect(
                Collectors.toUnmodifiableMap(index -> fields.get(index).name(), index -> index));
    this.currencyIndex = indexOf("currency");
  }

  /** Returns every field, in the order of the staging table, then those without a column. */
  public List<Field> fields() {
    return fields;
  }

  /** Returns the periods of a record as pairs of fields, start and end. */
  public List<Map.Entry<String, String>> periods() {
    return switch (this) {
      case INVOICES ->
          List.of(Map.entry("service_start", "service_end"), Map.entry("usage_start", "usage_end"));
      case CUSTOMERS -> List.of();
      case ADJUSTMENTS -> List.of(Map.entry("valid_from", "valid_to"));
    };
  }

  /** Returns the optional fields that MRR or its movements depend on, besides tax. */
  public List<String> optionalForMrr() {
    return switch (this) {
      case INVOICES -> List.of("is_closed", "uncollectible_at", "usage_start", "usage_end");
      case CUSTOMERS -> List.of("created_at", "payment_count");
      case ADJUSTMENTS -> List.of();
    };
  }

  /**
   * Returns the index of the field that identifies a record, or -1 if only all fields together do.
   */
  public int idIndex() {
    return switch (this) {
      case INVOICES -> indexOf("invoice_id");
      case CUSTOMERS -> indexOf("customer_id");
      case ADJUSTMENTS -> -1;
    };
  }

  /**
   * Returns the index of the field with the currency of the amounts, or -1 if there is none.
   * Cached, because every record needs it.
   */
  public int currencyIndex() {
    return currencyIndex;
  }

  /** Returns the index of a field, or -1. */
  public int indexOf(String name) {
    return places.getOrDefault(name, -1);
  }

  /** Returns the name in tables and configuration, in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Field field(Column column, Set<String> requiredColumns, Set<String> defaulted) {
    boolean isFilled = !column.nullable() && !defaulted.contains(column.name());
    boolean isRequired = isFilled || requiredColumns.contains(column.name());
    boolean isLenient = LENIENT.equals(column.name());
    return new Field(column.name(), FieldType.of(column), isRequired, isFilled, isLenient);
  }
}
