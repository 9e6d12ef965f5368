package io.tidemark.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Errors of steps that do not need each other are told together. */
class ProblemsTest {
  private static final UserError EMPTY =
      Errors.fileRefused(ErrorCode.FILE_EMPTY, "a.csv", "It is empty.", "Export it again.");
  private static final UserError CUT =
      Errors.fileRefused(ErrorCode.FILE_TRUNCATED, "b.csv", "It was cut off.", "Copy it again.");

  private final Problems problems = new Problems();

  @Test
  void withoutAnErrorWorkGoesOn() {
    assertThat(problems.attempt(() -> 1)).isEqualTo(Optional.of(1));
    assertThatCode(problems::refuse).doesNotThrowAnyException();
  }

  @Test
  void oneErrorIsToldAsItIs() {
    assertThat(problems.attempt(() -> fail(EMPTY))).isEmpty();

    assertThat(refusal()).isSameAs(EMPTY);
  }

  @Test
  void severalFilesAreALineEach() {
    problems.add(EMPTY);
    problems.add(CUT);

    assertThat(refusal().exitCode()).isEqualTo(ExitCode.INPUT_REFUSED);
    assertThat(refusal())
        .hasMessage(
            """
            FILES_REFUSED: 2 problems with the files
            FILE_EMPTY: refused a.csv. It is empty.
            FILE_TRUNCATED: refused b.csv. It was cut off.
            Nothing was changed. Correct the files or export them again.\
            """);
  }

  @Test
  void aWrongCommandComesBeforeWrongFilesAndProblemsOfProblemsAreFlat() {
    Problems inner = new Problems();
    inner.add(Errors.configuration(List.of("history: wrong", "amount: wrong")));
    inner.add(Errors.unreadable("c.csv", "It is not there."));
    problems.attempt(inner::refuse);
    problems.add(CUT);

    assertThat(refusal().exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refusal().getMessage().lines())
        .containsExactly(
            "CONFIG_INVALID: 4 problems with the command",
            "history: wrong",
            "amount: wrong",
            "PATH_UNREADABLE: cannot read c.csv. It is not there.",
            "FILE_TRUNCATED: refused b.csv. It was cut off.",
            "Correct all of them. conf/tidemark.yaml documents the settings, --help the options.");
  }

  @Test
  void whatIsNoErrorOfTheUserIsNotKept() {
    IllegalStateException ours = new IllegalStateException();

    assertThatCode(() -> problems.attempt(() -> fail(ours))).isSameAs(ours);
    assertThat(problems.all()).isEmpty();
  }

  private UserError refusal() {
    return catchThrowableOfType(UserError.class, problems::refuse);
  }

  private static Path fail(RuntimeException failure) {
    throw failure;
  }
}
