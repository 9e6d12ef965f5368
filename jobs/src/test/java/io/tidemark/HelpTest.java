package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Commands;
import io.tidemark.errors.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
  private static final int WIDTH = 80;

  private final CommandLine tidemark = Commands.commandLine();

  @TestFactory
  Stream<DynamicTest> everyCommandShowsExamplesAndExitCodes() {
    return Stream.concat(
            Stream.of(Map.entry("tidemark", tidemark)),
            tidemark.getSubcommands().entrySet().stream()
                .filter(command -> !command.getKey().equals("help")))
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getKey(),
                    () -> {
                      String help = command.getValue().getUsageMessage(CommandLine.Help.Ansi.OFF);
                      assertThat(help).contains("Examples:", "  scripts/tidemark ", "Exit codes:");
                      assertThat(command.getValue().getCommandSpec().usageMessage().footer())
                          .as("lines that are not wrapped")
                          .allMatch(line -> line.length() < WIDTH);
                    }));
  }

  /** A command's examples are of that command, and name no option it does not have. */
  @TestFactory
  Stream<DynamicTest> examplesAreOfCommandsAndOptionsThatThereAre() {
    return tidemark.getSubcommands().entrySet().stream()
        .filter(command -> !command.getKey().equals("help"))
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getKey(),
                    () -> {
                      List<String> options =
                          command.getValue().getCommandSpec().options().stream()
                              .map(OptionSpec::longestName)
                              .toList();
                      for (String line :
                          command.getValue().getCommandSpec().usageMessage().footer()) {
                        if (line.startsWith("  scripts/tidemark ")) {
                          assertThat(line).contains("scripts/tidemark " + command.getKey());
                          assertThat(
                                  Stream.of(line.split(" ")).filter(word -> word.startsWith("--")))
                              .isSubsetOf(options);
                        }
                      }
                    }));
  }

  @Test
  void helpListsEveryExitCode() {
    assertThat(tidemark.getCommandSpec().usageMessage().exitCodeList().keySet())
        .containsExactlyElementsOf(
            Stream.of(ExitCode.values()).map(code -> Integer.toString(code.value())).toList());
  }

  @Test
  void completionKnowsEveryCommandAndItsOptions() {
    String script = AutoComplete.bash("tidemark", tidemark);

    assertThat(script)
        .contains(tidemark.getSubcommands().keySet())
        .contains("--warehouse", "--known-at", "complete -F _complete_tidemark");
  }
}
