package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.QuietTalk;
import io.tidemark.config.Policy;
import io.tidemark.outputs.Runs.Run;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second export taken into a warehouse is as if both had been taken in at once. */
class IncrementalRunTest {
  private static Path folder;
  private static Run first;
  private static Run second;
  private static Run atOnce;

  @BeforeAll
  static void run(@TempDir Path temporary) {
    folder = temporary;
    String march =
        Export.write(
            folder,
            "march.csv",
            Export.MINIMAL_HEADER,
            "in_a1,cus_a,sub_a,paid,EUR,100.00,,,100.00,2025-01-01 0:00,2025-01-01 0:00,2025-02-01 0:00",
            "in_a2,cus_a,sub_a,paid,EUR,100.00,,,100.00,2025-02-01 0:00,2025-02-01 0:00,2025-03-01 0:00",
            "in_b1,cus_b,sub_b,paid,EUR,480.00,,,480.00,2025-01-01 0:00,2025-01-01 0:00,2026-01-01 0:00",
            "in_c1,cus_c,sub_c,open,EUR,60.00,,,60.00,2025-02-10 0:00,2025-02-10 0:00,2025-03-10 0:00",
            "in_d1,cus_d,sub_d,paid,USD,30.00,,,30.00,2025-02-20 0:00,2025-02-20 0:00,2025-03-20 0:00",
            "in_e1,cus_e,,paid,EUR,1.00,,,1.00,2025-03-02 12:00,,");
    String april =
        Export.write(
            folder,
            "april.csv",
            Export.MINIMAL_HEADER,
            "in_a2,cus_a,sub_a,paid,EUR,120.00,,,120.00,2025-02-01 0:00,2025-02-01 0:00,2025-03-01 0:00",
            "in_a3,cus_a,sub_a,paid,EUR,120.00,,,120.00,2025-03-01 0:00,2025-03-01 0:00,2025-04-01 0:00",
            "in_c1,cus_c,sub_c,void,EUR,60.00,,,60.00,2025-02-10 0:00,2025-02-10 0:00,2025-03-10 0:00",
            "in_d1,cus_d,sub_d,paid,USD,30.00,,,30.00,2025-02-20 0:00,2025-02-20 0:00,2025-03-20 0:00",
            "in_d2,cus_d,sub_d,paid,USD,30.00,,,30.00,2025-03-20 0:00,2025-03-20 0:00,2025-04-20 0:00",
            "in_f1,cus_f,sub_f,paid,EUR,50.00,,,50.00,2025-02-15 0:00,2025-02-15 0:00,2025-03-15 0:00",
            "in_e2,cus_e,,paid,EUR,1.00,,,1.00,2025-04-02 12:00,,");
    String customers =
        Export.write(folder, "customers.csv", "id,Created (UTC)", "cus_a,2025-01-01 0:00");
    first = run("warehouse", List.of(march), List.of(customers));
    second = run("warehouse", List.of(april), List.of(customers));
    atOnce = run("at once", List.of(march, april), List.of(customers));
  }

  @Test
  void everyTableIsAsIfBothHadBeenTakenInAtOnce() throws IOException {
    Map<String, String> expected = tables(atOnce);
    Map<String, String> tables = tables(second);
    expected.remove("restatements");
    tables.remove("restatements");

    assertThat(tables.keySet()).isEqualTo(expected.keySet()).hasSizeGreaterThan(30);
    expected.forEach((name, rows) -> assertThat(tables.get(name)).as(name).isEqualTo(rows));
  }

  private static Run run(String warehouse, List<String> invoices, List<String> customers) {
    RunOptions options =
        new RunOptions(
            invoices,
            customers,
            "stripe",
            folder.resolve(warehouse),
            Policy.defaults(),
            Optional.empty(),
            Optional.empty());
    return new RunJob(TestSpark.session(), options, QuietTalk.talk()).run();
  }

  private static Map<String, String> tables(Run run) throws IOException {
    Map<String, String> tables = new TreeMap<>();
    try (Stream<Path> files = Files.list(run.folder().resolve("exports/csv"))) {
      for (Path file : files.toList()) {
        tables.put(file.getFileName().toString().replace(".csv", ""), Files.readString(file));
      }
    }
    return tables;
  }
}
