package io.tidemark;

import io.tidemark.cli.QuietConsole;
import io.tidemark.config.Policy;
import io.tidemark.run.RunJob;
import io.tidemark.run.RunRequest;
import io.tidemark.source.Sources;
import io.tidemark.testing.Export;
import io.tidemark.testing.TestRequest;
import io.tidemark.testing.TestSpark;
import io.tidemark.warehouse.Runs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small business with corrections by hand and much of what happens to files, taken in by one
 * whole run: what is rejected leaves its figures alone.
 */
public record AdjustedExport(Sources.Named files, Path folder, Run run) {
  /** However much is rejected. */
  public static final Policy LENIENT = Policy.of(Map.of("reject_limit", "1"));

  private static AdjustedExport made;

  /** The run, made when first asked for, below the build's own folder. */
  public static synchronized AdjustedExport get() throws IOException {
    if (made == null) {
      made = make(Files.createTempDirectory(Path.of("target"), "adjusted").toAbsolutePath());
    }
    return made;
  }

  private static AdjustedExport make(Path folder) {
    String invoices =
        Export.write(
            folder,
            "invoices.csv",
            Export.MINIMAL_HEADER,
            "in_1,cus_a,sub_a,paid,EUR,100.00,,,100.00,2025-01-01 0:00,2025-01-01 0:00,2025-02-01 0:00",
            "in_2,cus_a,sub_a,paid,EUR,100.00,,,100.00,2025-02-01 0:00,2025-02-01 0:00,2025-03-01 0:00",
            "in_3,cus_a,sub_a,paid,EUR,100.00,,,100.00,2025-03-01 0:00,2025-03-01 0:00,2025-04-01 0:00",
            "in_4,cus_b,sub_b,paid,EUR,480.00,,,480.00,2025-01-01 0:00,2025-01-01 0:00,2026-01-01 0:00",
            "in_5,cus_b,,paid,EUR,1.00,,,1.00,2025-03-31 12:00,,",
            "in_4,cus_b,sub_b,paid,EUR,480.00,,,480.00,2025-01-01 0:00,2025-01-01 0:00,2026-01-01 0:00",
            "in_6,cus_a,sub_x,paid,EUR dollars,7.00,,,7.00,2025-01-01 0:00,2025-01-01 0:00,2026-01-01 0:00",
            "in_7,cus_a,sub_x,paid,EUR,7.00,,,7.00,2025-01-01 0:00,2025-01-01 0:00,2026-01-01 0:00,more",
            "in_8,cus_a,sub_x,paid,EUR,7.00,,,7.00,2025-01-01 0:00,2025-01-01 0:00,2026-01-01 0:00",
            "in_8,cus_a,sub_x,paid,EUR,8.00,,,8.00,2025-01-01 0:00,2025-01-01 0:00,2026-01-01 0:00",
            "in_9,cus_a,sub_x,payed,USD,7.00,,,7.00,2025-01-01 0:00,2025-01-01 0:00,2026-01-01 0:00");
    String customers =
        Export.write(
            folder,
            "customers.csv",
            "id,Created (UTC)",
            "cus_a,2025-01-01 0:00",
            "cus_b,2025-01-01 0:00");
    String adjustments =
        Export.write(
            folder,
            "adjustments.csv",
            "customer,currency,from,to,mrr,reason,author",
            "cus_a,EUR,2025-01-15,2025-02-15,-30.00,\"Free seats, by letter\",Ada",
            "cus_b,EUR,2025-02-10,2025-02-20,-100.00,Outage,Ada",
            "cus_new,EUR,2025-03-01,,50.00,\"Pays by bank,\nnot in Stripe\",Bo");
    Sources.Named files =
        new Sources.Named(List.of(invoices), List.of(customers), List.of(adjustments));
    RunRequest options =
        TestRequest.of(
            files,
            "stripe",
            folder.resolve("warehouse"),
            LENIENT,
            Optional.empty(),
            Optional.empty());
    Run run = new RunJob(TestSpark.session(), options, QuietConsole.console()).run();
    return new AdjustedExport(files, folder, run);
  }
}
