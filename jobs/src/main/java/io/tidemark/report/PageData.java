package io.tidemark.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.errors.Emails;
import io.tidemark.errors.Printable;
import io.tidemark.tables.Currencies;
import io.tidemark.tables.Money;
import io.tidemark.tables.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;

/**
 * The figures of the page: rows of tables as exported, with amounts in major units. Equal figures
 * produce equal text.
 */
public final class PageData {
  /** Columns with names of files, which may be absolute paths. */
  private static final Set<String> MAY_NAME_FILES = Set.of("source_file", "example");

  private final Facts facts;
  private final Map<String, Shown> tables = new LinkedHashMap<>();
  private final Set<String> currencies = new TreeSet<>();

  private record Shown(
      Table table, List<String> columns, List<List<String>> rows, Map<List<String>, Long> tally) {}

  public PageData(Facts facts) {
    this.facts = facts;
    currencies.add(facts.reportingCurrency());
  }

  /**
   * Adds the excerpt of a table.
   *
   * @param header the published names of the export's columns
   * @param rows cells as exported, null if empty; read once, in order
   */
  public void add(Excerpt excerpt, List<String> header, Stream<List<String>> rows) {
    List<String> columns = excerpt.shownOf(header);
    List<List<String>> shown = new ArrayList<>();
    List<String> newest = new ArrayList<>();
    Map<List<String>, Long> tally = new LinkedHashMap<>();
    rows.forEach(
        row -> {
          Excerpt.Cells cells = column -> row.get(header.indexOf(column));
          if (!excerpt.tallied().isEmpty()) {
            tally.merge(excerpt.tallied().stream().map(cells::get).toList(), 1L, Long::sum);
          }
          if (excerpt.rows().test(cells)) {
            shown.add(columns.stream().map(cells::get).collect(Collectors.toList()));
            excerpt.newest().ifPresent(latest -> newest.add(cells.get(latest.column())));
          }
          if (header.contains("currency") && cells.get("currency") != null) {
            currencies.add(cells.get("currency"));
          }
        });
    List<List<String>> kept = excerpt.newestOf(shown, newest);
    tables.put(excerpt.table().name(), new Shown(excerpt.table(), columns, kept, tally));
  }

  /** Returns the shown rows of a table; empty if the page does not have the table. */
  List<Excerpt.Cells> rows(Table table) {
    Shown shown = tables.get(table.name());
    return shown == null
        ? List.of()
        : shown.rows().stream()
            .map(row -> (Excerpt.Cells) column -> row.get(shown.columns().indexOf(column)))
            .toList();
  }

  /** Returns JSON that is safe inside a script element: without {@code <} and line separators. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      writeFacts(json);
      json.writeObjectFieldStart("decimals");
      for (String currency : currencies) {
        if (Currencies.isKnown(currency)) {
          json.writeNumberField(currency, Currencies.decimals(currency));
        }
      }
      json.writeEndObject();
      json.writeObjectFieldStart("tables");
      for (Excerpt excerpt : Excerpts.all()) {
        writeTable(json, excerpt.table());
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return safe(text);
  }

  /** Returns the histories of customers as JSON, as safe as {@link #json}. */
  String histories() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      for (Excerpt excerpt : Excerpts.histories(Set.of())) {
        writeTable(json, excerpt.table());
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return safe(text);
  }

  private static String safe(StringWriter text) {
    return text.toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private void writeFacts(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("run");
    json.writeStringField("identity", facts.identity());
    json.writeStringField("version", facts.version());
    json.writeStringField("as_of", facts.asOf().toString());
    json.writeStringField("from", facts.from().toString());
    json.writeStringField("through", facts.through().toString());
    json.writeStringField("zone", facts.zone());
    json.writeStringField("reporting_currency", facts.reportingCurrency());
    json.writeObjectFieldStart("policy");
    for (Map.Entry<String, String> setting : facts.policy().entrySet()) {
      json.writeStringField(setting.getKey(), FilePaths.withoutFolders(setting.getValue()));
    }
    json.writeEndObject();
    json.writeArrayFieldStart("checks");
    for (String check : facts.checks()) {
      json.writeString(check);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeTable(JsonGenerator json, Table table) throws IOException {
    Shown shown = tables.get(table.name());
    if (shown == null) {
      return;
    }
    json.writeObjectFieldStart(table.name());
    json.writeStringField("grain", table.grain());
    json.writeObjectFieldStart("definitions");
    for (Map.Entry<String, String> definition : Definitions.of(table, shown.columns()).entrySet()) {
      json.writeStringField(definition.getKey(), definition.getValue());
    }
    json.writeEndObject();
    writeTexts(json, "columns", shown.columns());
    Map<String, DataType> types = types(table);
    json.writeArrayFieldStart("rows");
    for (List<String> row : shown.rows()) {
      json.writeStartArray();
      for (int column = 0; column < row.size(); column++) {
        String name = Definitions.nameOf(shown.columns().get(column));
        String cell = row.get(column);
        boolean isPath = cell != null && MAY_NAME_FILES.contains(name);
        writeCell(json, isPath ? FilePaths.withoutFolders(cell) : cell, types.get(name));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("tally");
    for (Map.Entry<List<String>, Long> count : shown.tally().entrySet()) {
      json.writeStartArray();
      for (String cell : count.getKey()) {
        json.writeString(shown(cell));
      }
      json.writeNumber(count.getValue());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void writeCell(JsonGenerator json, String cell, DataType type) throws IOException {
    if (cell == null) {
      json.writeNull();
    } else if (type instanceof BooleanType) {
      json.writeBoolean(Boolean.parseBoolean(cell));
    } else if (type instanceof NumericType) {
      json.writeNumber(new BigDecimal(cell).stripTrailingZeros().toPlainString());
    } else {
      json.writeString(shown(cell));
    }
  }

  /** Returns a text without e-mail addresses and with every invisible character escaped. */
  private static String shown(String cell) {
    return Printable.whole(Emails.hidden(cell));
  }

  private static Map<String, DataType> types(Table table) {
    Map<String, DataType> types = new TreeMap<>();
    table.columns().forEach(column -> types.put(Money.publishedName(column.name()), column.type()));
    return types;
  }
}
