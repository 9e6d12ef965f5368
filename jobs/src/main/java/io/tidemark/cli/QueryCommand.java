package io.tidemark.cli;

import io.tidemark.errors.ExitCode;
import io.tidemark.errors.QuestionErrors;
import io.tidemark.query.MrrAnswer;
import io.tidemark.query.MrrAnswerText;
import io.tidemark.query.MrrLookup;
import io.tidemark.query.MrrQuery;
import io.tidemark.util.Json;
import io.tidemark.warehouse.ExportReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code query}: looks up the MRR of a customer on a date in the current run, without Spark. */
@Command(
    name = "query",
    description = "Show a customer's MRR on a date, with its layers, or why there is none.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark query --customer cus_eOp4sSBaylMXnc",
      "  scripts/tidemark query --customer cus_eOp4sSBaylMXnc --on 2025-06-15",
      "  scripts/tidemark query --file questions.csv --json",
      "",
      "Reads the current run. Takes about a second and does not start Spark."
    })
public final class QueryCommand implements Callable<Integer> {
  /** Limits the memory: the rows of this many customers are held at a time. */
  private static final int AT_ONCE = 500;

  @Mixin private WarehouseOptions warehouse;
  @Mixin private OutputOptions outputOptions;

  @ArgGroup(multiplicity = "1")
  private Asked asked;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  private static final class Asked {
    @ArgGroup(exclusive = false)
    private One one;

    @Option(
        names = "--file",
        paramLabel = "PATH",
        description = "CSV file with the columns customer and date, one query per row.")
    private Path file;
  }

  private static final class One {
    @Option(
        names = "--customer",
        required = true,
        paramLabel = "ID",
        description = "Customer id in the billing system.")
    private String customer;

    @Option(
        names = "--on",
        paramLabel = "DATE",
        converter = DateConverter.class,
        description = "Business date, such as 2024-01-31. Default: the as-of date of the run.")
    private LocalDate date;
  }

  @Override
  public Integer call() {
    List<MrrQuery> questions =
        asked.one == null
            ? MrrQuery.readAll(asked.file)
            : List.of(new MrrQuery(asked.one.customer, Optional.ofNullable(asked.one.date)));
    Map<MrrQuery, Optional<MrrAnswer>> found = warehouse.ask(run -> answers(run, questions));
    print(questions.stream().map(found::get).flatMap(Optional::stream).toList());
    List<String> unknown =
        questions.stream()
            .filter(question -> found.get(question).isEmpty())
            .map(MrrQuery::customerId)
            .toList();
    if (!unknown.isEmpty()) {
      throw QuestionErrors.customersNotFound(unknown);
    }
    return ExitCode.DONE.value();
  }

  /** Answers the queries in the order of their customers in the tables, many at a time. */
  private static Map<MrrQuery, Optional<MrrAnswer>> answers(
      ExportReader run, List<MrrQuery> questions) {
    MrrLookup mrr = new MrrLookup(run);
    List<MrrQuery> inOrder =
        questions.stream().sorted(Comparator.comparing(MrrQuery::customerId)).toList();
    Map<MrrQuery, Optional<MrrAnswer>> answers = new HashMap<>();
    for (int from = 0; from < inOrder.size(); from += AT_ONCE) {
      List<MrrQuery> some = inOrder.subList(from, Math.min(from + AT_ONCE, inOrder.size()));
      if (some.size() > 1) {
        mrr.expect(some.stream().map(MrrQuery::customerId).toList());
      }
      some.forEach(
          of -> answers.put(of, mrr.of(of.customerId(), of.date().orElse(run.run().asOf()))));
    }
    return answers;
  }

  /** Prints one answer in full, or one line for each of several; in JSON, an object or a list. */
  private void print(List<MrrAnswer> answers) {
    boolean many = asked.one == null;
    if (json && (many || !answers.isEmpty())) {
      outputOptions.console().answer(Json.write(many ? answers : answers.get(0)).stripTrailing());
    } else {
      answers.stream()
          .map(many ? MrrAnswerText::line : MrrAnswerText::full)
          .forEach(outputOptions.console()::answer);
    }
  }
}
