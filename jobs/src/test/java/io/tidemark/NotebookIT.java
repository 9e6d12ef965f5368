package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.testing.Python;
import io.tidemark.testing.SampleRun;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebook and the script of the analysis, on a run of the sample. */
class NotebookIT {
  private static final Path NOTEBOOKS = Path.of("notebooks").toAbsolutePath();
  private static final String NOTEBOOK = "quickstart.ipynb";
  private static final int CHARTS = 6;

  @TempDir private static Path folder;

  private static Python python;
  private static Path run;

  @BeforeAll
  static void theSampleIsRun() throws IOException, InterruptedException {
    Python.assumeInstalled();
    python = Python.with(NOTEBOOKS.resolve("requirements.txt"));
    run = SampleRun.get().afterwards().resolve("latest").toRealPath();
    copy(NOTEBOOKS, folder.resolve("notebooks"));
    copy(NOTEBOOKS.resolveSibling("docs"), folder.resolve("docs"));
  }

  @Test
  void threeReadersAgreeWithTheTablesToTheCent() throws IOException {
    python.run(
        folder.resolve("notebooks"),
        Map.of("TIDEMARK_EXPORTS", run.resolve("exports/parquet").toString()),
        "jupyter-execute",
        "--inplace",
        "--startup_timeout=300",
        NOTEBOOK);
    JsonNode executed = notebook(folder.resolve("notebooks").resolve(NOTEBOOK));
    String said = String.join("", outputs(executed, "text"));

    List<String[]> converted = converted("daily_mrr");
    String[] last = converted.get(converted.size() - 1);
    String headline = cents(last[3]) + " of " + last[4] + " customers on " + last[0];
    assertThat(said)
        .contains("pandas: " + headline, "duckdb: " + headline, "polars: " + headline)
        .contains(": 0.00 unexplained");
    BigDecimal total =
        converted.stream().map(row -> new BigDecimal(row[3])).reduce(BigDecimal::add).orElseThrow();
    assertThat(said).contains("exact " + total.toPlainString());
    String month = last[0].substring(0, 7);
    String days =
        cents(
            converted("customer_daily_mrr").stream()
                .filter(row -> row[0].startsWith(month))
                .map(row -> new BigDecimal(row[4]))
                .reduce(BigDecimal::add)
                .orElseThrow()
                .toPlainString());
    assertThat(said)
        .contains("customer days of " + month + ": " + String.join(", ", days, days, days));
    assertThat(outputs(executed, "image/png")).hasSize(CHARTS);
  }

  /** What it shows is always of a reader's own run. */
  @Test
  void theNotebookIsKeptWithoutOutputs() throws IOException {
    for (JsonNode cell : notebook(NOTEBOOKS.resolve(NOTEBOOK)).get("cells")) {
      assertThat(cell.path("outputs")).as(cell.path("source").toString()).isEmpty();
      assertThat(
              cell.path("execution_count").isMissingNode() || cell.get("execution_count").isNull())
          .isTrue();
    }
  }

  /** The committed analysis is of other files: it is not what this run says until it is renewed. */
  @Test
  void theAnalysisIsCheckedAgainstARunAndRenewed() throws IOException {
    Path analysis = folder.resolve("docs").resolve("ANALYSIS.md");
    String script = NOTEBOOKS.resolve("analysis.py").toString();

    assertThat(
            python.fail(folder, "python", script, "--check", run.toString(), analysis.toString()))
        .contains("mrr: the text has");
    python.run(folder, Map.of(), "python", script, "--update", run.toString(), analysis.toString());
    python.run(folder, Map.of(), "python", script, "--check", run.toString(), analysis.toString());

    List<String[]> converted = converted("daily_mrr");
    BigDecimal mrr = new BigDecimal(converted.get(converted.size() - 1)[3]);
    assertThat(Files.readString(analysis))
        .contains(
            String.format("€%,d<!--mrr-->", mrr.setScale(0, RoundingMode.HALF_EVEN).intValue()));
    assertThat(images(folder)).containsExactlyElementsOf(images(NOTEBOOKS.getParent()));
  }

  private static List<String> images(Path project) throws IOException {
    try (Stream<Path> images = Files.list(project.resolve("docs").resolve("images"))) {
      return images.map(image -> image.getFileName().toString()).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copied = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copied.getParent());
        Files.copy(file, copied);
      }
    }
  }

  private static JsonNode notebook(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** Texts that cells printed, or pictures they drew. */
  private static List<String> outputs(JsonNode notebook, String kind) {
    List<String> found = new ArrayList<>();
    for (JsonNode cell : notebook.get("cells")) {
      for (JsonNode output : cell.path("outputs")) {
        JsonNode content = output.has(kind) ? output.get(kind) : output.path("data").path(kind);
        if (content.isTextual()) {
          found.add(content.asText());
        }
        content.forEach(line -> found.add(line.asText()));
      }
    }
    return found;
  }

  /** The rows in the reporting currency of a table with a date, in its order. */
  private static List<String[]> converted(String table) throws IOException {
    Path csv = run.resolve("exports/csv").resolve(table + ".csv");
    List<String> lines = Files.readAllLines(csv);
    int position = List.of(lines.get(0).split(",")).indexOf("is_converted");
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(row -> row[position].equals("true"))
        .toList();
  }

  private static String cents(String amount) {
    return new BigDecimal(amount).setScale(2, RoundingMode.UNNECESSARY).toPlainString();
  }
}
