package io.tidemark.query;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tidemark.errors.Errors;
import io.tidemark.errors.QuestionErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A query for the MRR of a customer on a date. */
public record MrrQuery(String customerId, LocalDate date) {
  private static final String CUSTOMER = "customer";
  private static final String DATE = "date";
  private static final int MOST_PROBLEMS = 5;

  /**
   * Reads the queries of a CSV file, in its order. Columns other than customer and date are
   * ignored.
   *
   * @throws io.tidemark.errors.UserError with the first problems at once
   */
  public static List<MrrQuery> readAll(Path file) {
    List<MrrQuery> questions = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> records =
        CsvReader.builder().allowUnclosedQuote(false).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord question : records) {
        if (!question.getHeader().containsAll(List.of(CUSTOMER, DATE))) {
          problems.add("The header is " + question.getHeader() + ".");
          break;
        }
        try {
          String customer = question.getField(CUSTOMER);
          questions.add(new MrrQuery(customer, LocalDate.parse(question.getField(DATE))));
        } catch (DateTimeException invalid) {
          problems.add("Line " + question.getStartingLineNumber() + ": " + invalid.getMessage());
        }
      }
    } catch (CsvParseException malformed) {
      problems.add(malformed.getMessage());
    } catch (IOException unreadable) {
      throw Errors.unreadable(file.toString(), unreadable.toString());
    }
    if (!problems.isEmpty()) {
      throw QuestionErrors.questionsUnreadable(
          file, problems.stream().limit(MOST_PROBLEMS).toList());
    }
    return questions;
  }
}
