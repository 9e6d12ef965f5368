package io.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.ErrorHandler;
import io.tidemark.cli.QuietConsole;
import io.tidemark.config.Policy;
import io.tidemark.errors.ExitCode;
import io.tidemark.run.RunJob;
import io.tidemark.run.RunRequest;
import io.tidemark.testing.Damage;
import io.tidemark.testing.Export;
import io.tidemark.testing.FailingDisk;
import io.tidemark.testing.KilledRuns;
import io.tidemark.testing.SmallExport;
import io.tidemark.testing.TestRequest;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.FailingLocalDisk;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * A whole run, its own files and what Spark and Delta write, on a disk that fails at one of its
 * changes and ever after: readers see the old run or the new one, whole, the user is told of the
 * disk, and the next run gives what it would have given anyway. What H2 writes is not counted.
 */
@Tag("long")
class RunOnFailingDiskTest {
  private static final int DISKS = 8;

  /** Disks break one after the other in each of these, before a run is left alone. */
  private static final int WAREHOUSES = 2;

  private static final String NO_ROOM = "No space left on device";

  @TempDir private Path folder;
  private String march;
  private String april;
  private Path before;

  /** How a run ended, and what its user was told. */
  private record Ended(int exitCode, String told) {}

  @BeforeEach
  void aWarehouseWithOneRun() throws IOException {
    march =
        Export.write(
            folder,
            "march.csv",
            Export.MINIMAL_HEADER,
            "in_a1,cus_a,sub_a,paid,EUR,100.00,,,100.00,2025-01-01 0:00,2025-01-01 0:00,2025-02-01 0:00",
            "in_a2,cus_a,sub_a,paid,EUR,100.00,,,100.00,2025-02-01 0:00,2025-02-01 0:00,2025-03-01 0:00",
            "in_b1,cus_b,sub_b,paid,EUR,480.00,,,480.00,2025-01-01 0:00,2025-01-01 0:00,2026-01-01 0:00",
            "in_e1,cus_e,,paid,EUR,1.00,,,1.00,2025-03-02 12:00,,");
    april =
        Export.write(
            folder,
            "april.csv",
            Export.MINIMAL_HEADER,
            "in_a2,cus_a,sub_a,paid,EUR,120.00,,,120.00,2025-02-01 0:00,2025-02-01 0:00,2025-03-01 0:00",
            "in_a3,cus_a,sub_a,paid,EUR,120.00,,,120.00,2025-03-01 0:00,2025-03-01 0:00,2025-04-01 0:00",
            "in_e2,cus_e,,paid,EUR,1.00,,,1.00,2025-04-02 12:00,,");
    before = Files.createDirectory(folder.resolve("before"));
    assertThat(taken(march, before)).isEqualTo(new Ended(0, ""));
  }

  @Test
  void readersSeeTheOldRunOrTheNewOne() throws IOException {
    Path whole = Damage.copy(before, folder.resolve("whole"));
    FailingDisk lasting = new FailingDisk(Integer.MAX_VALUE, NO_ROOM);
    assertThat(taken(april, whole, lasting)).isEqualTo(new Ended(0, ""));
    Map<String, String> expected = SmallExport.tables(whole);

    Random random = new Random(1);
    List<String> seen = new ArrayList<>(List.of(lasting.changes() + " changes"));
    for (int group = 0; group < WAREHOUSES; group++) {
      Path warehouse = Damage.copy(before, folder.resolve("warehouse" + group));
      for (int i = group; i < DISKS; i += WAREHOUSES) {
        double share = (i + random.nextDouble()) / DISKS;
        int n = 1 + (int) (share * lasting.changes());
        seen.add(n + ": " + broken(n, warehouse));
      }
      assertThat(taken(april, warehouse)).isEqualTo(new Ended(0, ""));
      KilledRuns.read(warehouse);
      assertThat(SmallExport.tables(warehouse)).hasSizeGreaterThan(10).isEqualTo(expected);
    }
    Files.write(Path.of("target", "failing-disks.txt"), seen);
  }

  /** Where the disk broke. */
  private String broken(int n, Path warehouse) throws IOException {
    Optional<Published> old = PublishedRuns.of(warehouse).current();
    FailingDisk disk = new FailingDisk(n, NO_ROOM);
    Ended ended = taken(april, warehouse, disk);

    PublishedRuns runs = PublishedRuns.of(warehouse);
    for (Published run : runs.newestFirst()) {
      assertThat(Verification.of(warehouse, run)).as("%s after %d", run, n).isEmpty();
    }
    KilledRuns.read(warehouse);
    if (ended.exitCode() == 0) {
      assertThat(runs.newestFirst()).hasSize(2);
    } else {
      assertThat(ended.exitCode()).as(ended.told()).isEqualTo(ExitCode.USAGE.value());
      assertThat(ended.told()).contains(NO_ROOM, "Nothing was published");
      assertThat(runs.current()).isEqualTo(old);
    }
    return warehouse.relativize(disk.brokenAt().orElse(warehouse)) + ": " + ended.exitCode();
  }

  private Ended taken(String export, Path warehouse, FailingDisk disk) throws IOException {
    return FailingLocalDisk.during(disk, warehouse, () -> taken(export, disk.path(warehouse)));
  }

  private static Ended taken(String export, Path warehouse) {
    StringWriter told = new StringWriter();
    CommandLine command = new CommandLine(new TakeIn(export, warehouse));
    command.setErr(new PrintWriter(told));
    return new Ended(ErrorHandler.guard(command), told.toString());
  }

  /** As the command {@code run} does, in the session of the tests. */
  @Command
  private static final class TakeIn implements Runnable {
    private final RunRequest options;

    private TakeIn(String export, Path warehouse) {
      this.options = TestRequest.of(List.of(export), List.of(), warehouse, Policy.defaults());
    }

    @Override
    public void run() {
      new RunJob(TestSpark.session(), options, QuietConsole.console()).run();
    }
  }
}
