package io.tidemark.cli;

import io.tidemark.errors.ExitCode;
import io.tidemark.errors.QuestionErrors;
import io.tidemark.query.CustomerExplanation;
import io.tidemark.query.Explain;
import io.tidemark.query.ExplanationText;
import io.tidemark.util.Json;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain}: shows the calculation of a customer's MRR in the current run, without Spark. */
@Command(
    name = "explain",
    description = "Show the invoices, rules and arithmetic behind a customer's MRR.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/tidemark explain --customer cus_eOp4sSBaylMXnc --on 2025-06-15",
      "  scripts/tidemark explain --customer cus_eOp4sSBaylMXnc --json",
      "",
      "Without --on, show the whole history. Every figure is recomputed; the exit",
      "code is 4 if one differs from the published run."
    })
public final class ExplainCommand implements Callable<Integer> {
  @Mixin private WarehouseOptions warehouse;
  @Mixin private OutputOptions outputOptions;

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
      description = "Business date, such as 2024-01-31. Layers active on it are listed first.")
  private LocalDate date;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    CustomerExplanation explanation =
        warehouse
            .ask(run -> new Explain(run, Optional.ofNullable(date)).of(customer))
            .orElseThrow(() -> QuestionErrors.customersNotFound(List.of(customer)));
    outputOptions
        .console()
        .answer(json ? Json.write(explanation).stripTrailing() : ExplanationText.of(explanation));
    if (!explanation.differences().isEmpty()) {
      throw QuestionErrors.explanationDiffers(explanation.runId(), explanation.differences());
    }
    return ExitCode.DONE.value();
  }
}
