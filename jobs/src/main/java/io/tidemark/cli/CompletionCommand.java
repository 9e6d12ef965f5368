package io.tidemark.cli;

import io.tidemark.errors.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: prints a script with which bash and zsh complete commands and options. */
@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(scripts/tidemark completion)    this shell only",
      "  scripts/tidemark completion > ~/.tidemark-completion",
      "",
      "To enable completion in all shells, source this file in ~/.bashrc or ~/.zshrc."
    })
public final class CompletionCommand implements Callable<Integer> {
  @Mixin private OutputOptions outputOptions;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    CommandSpec all = command.root();
    outputOptions
        .console()
        .answer(AutoComplete.bash(all.name(), all.commandLine()).stripTrailing());
    return ExitCode.DONE.value();
  }
}
