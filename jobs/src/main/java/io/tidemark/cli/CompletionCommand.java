package io.tidemark.cli;

import io.tidemark.errors.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: a script that teaches bash and zsh the commands and their options. */
@Command(
    name = "completion",
    description = "Print what teaches bash or zsh to complete commands and options.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(scripts/tidemark completion)    for this shell",
      "  scripts/tidemark completion > ~/.tidemark-completion",
      "",
      "For all shells, source that file in ~/.bashrc or ~/.zshrc."
    })
public final class CompletionCommand implements Callable<Integer> {
  @Mixin private TalkOptions talk;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    CommandSpec all = command.root();
    talk.talk().answer(AutoComplete.bash(all.name(), all.commandLine()).stripTrailing());
    return ExitCode.DONE.value();
  }
}
