package io.tidemark.query;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tidemark.errors.Errors;
import io.tidemark.errors.QuestionErrors;
import io.tidemark.util.Dates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A query for the MRR of a customer on a date.
 *
 * @param date empty for the as-of date of the run
 */
public record MrrQuery(String customerId, Optional<LocalDate> date) {
  private static final String CUSTOMER = "customer";
  private static final String DATE = "date";
  private static final int MOST_PROBLEMS = 5;

  /**
   * Reads the queries of a CSV file, in its order. An empty date means the as-of date of the run.
   * Columns other than customer and date are ignored.
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
          questions.add(new MrrQuery(customer, date(question.getField(DATE))));
        } catch (IllegalArgumentException invalid) {
          problems.add(
              String.format(
                  Locale.ROOT,
                  "Line %d: \"%s\" is not a date. %s",
                  question.getStartingLineNumber(),
                  question.getField(DATE),
                  invalid.getMessage()));
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

  private static Optional<LocalDate> date(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(Dates.parse(text));
  }
}
