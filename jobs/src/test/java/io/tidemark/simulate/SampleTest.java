package io.tidemark.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.SimulateCommand;
import io.tidemark.tables.InvoiceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The committed sample: written by the command its README names, and rich in hard cases. */
class SampleTest {
  private static final Path SAMPLE = Path.of("data/sample");
  private static final String COMMAND = "scripts/tidemark simulate ";

  private static final WorldOptions OPTIONS =
      WorldOptions.of(
              10, 240, Instant.parse("2022-01-01T00:00:00Z"), Instant.parse("2025-06-30T10:30:00Z"))
          .withWindow(Instant.parse("2023-07-01T00:00:00Z"), Instant.parse("2025-06-30T10:30:00Z"));

  @Test
  void theCommandInTheReadmeWritesItToTheByte(@TempDir Path folder) throws IOException {
    String readme = Files.readString(Path.of("data/README.md"));
    String command =
        readme.lines().filter(line -> line.contains(COMMAND)).findFirst().orElseThrow();
    String[] arguments =
        command
            .strip()
            .substring(COMMAND.length())
            .replace("data/sample", folder.toString())
            .concat(" --quiet")
            .split(" ");

    int exitCode = new CommandLine(new SimulateCommand()).execute(arguments);

    assertThat(exitCode).isZero();
    for (String file : List.of("invoices.csv", "customers.csv", "true_mrr.csv")) {
      assertThat(folder.resolve(file)).hasSameBinaryContentAs(SAMPLE.resolve(file));
    }
  }

  @Test
  void itIsSmall() throws IOException {
    assertThat(Files.size(SAMPLE.resolve("invoices.csv"))).isLessThan(1 << 20);
    assertThat(Files.size(SAMPLE.resolve("true_mrr.csv"))).isLessThan(300 << 10);
  }

  @TestFactory
  Stream<DynamicTest> everyHardCaseOccurs() {
    World world = World.simulate(OPTIONS);
    Set<String> listed =
        world.customers().stream()
            .filter(SimulatedCustomer::isListed)
            .map(SimulatedCustomer::customerId)
            .collect(Collectors.toSet());
    Map<String, Predicate<SimulatedInvoice>> cases = new LinkedHashMap<>();
    cases.put("a renewal being drafted", i -> is(i, InvoiceStatus.DRAFT) && !i.isClosed());
    cases.put("a draft put aside", i -> is(i, InvoiceStatus.DRAFT) && i.isClosed());
    cases.put("void", i -> is(i, InvoiceStatus.VOID));
    cases.put("uncollectible", i -> is(i, InvoiceStatus.UNCOLLECTIBLE));
    cases.put("open", i -> is(i, InvoiceStatus.OPEN) && !i.isClosed());
    cases.put("open and closed", i -> is(i, InvoiceStatus.OPEN) && i.isClosed());
    cases.put("a charge at once", i -> isProration(i) && i.netMinor() > 0);
    cases.put("a credit at once", i -> isProration(i) && i.netMinor() < 0);
    cases.put("a restart to a longer interval", i -> isRestart(i) && i.netMinor() > 0);
    cases.put("a restart to a shorter interval", i -> isRestart(i) && i.netMinor() < 0);
    cases.put("a renewal with a change", SampleTest::isStraddle);
    cases.put("euros", i -> i.currency().equals("EUR"));
    cases.put("dollars", i -> i.currency().equals("USD"));
    cases.put("a one-off", i -> i.subscriptionId() == null);
    cases.put("a customer not listed", i -> !listed.contains(i.customerId()));
    cases.put("a yearly plan", i -> days(i) >= 365);
    cases.put("a weekly plan", i -> days(i) == 7);
    cases.put("a month end", SampleTest::endsMonthAfterFebruary);
    cases.put("a coupon", i -> i.discountMinor() > 0);
    cases.put("tax", i -> i.taxMinor() > 0);
    cases.put("a credit balance", i -> i.startingBalanceMinor() < 0);
    cases.put("a due date", i -> i.dueAt() != null);
    cases.put("nothing to pay", i -> i.subscriptionId() != null && i.totalMinor() == 0);
    return cases.entrySet().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(), () -> assertThat(world.invoices()).anyMatch(it.getValue())));
  }

  @Test
  void someSubscriptionsBeganBeforeTheFile() {
    Set<String> seen = new HashSet<>();
    List<SimulatedInvoice> openings =
        World.simulate(OPTIONS).invoices().stream()
            .filter(invoice -> invoice.subscriptionId() != null)
            .filter(invoice -> seen.add(invoice.subscriptionId()))
            .filter(invoice -> invoice.usage().seconds() > 0)
            .toList();

    assertThat(openings).hasSizeGreaterThan(20);
  }

  private static boolean is(SimulatedInvoice invoice, InvoiceStatus status) {
    return invoice.status() == status;
  }

  private static boolean isRestart(SimulatedInvoice invoice) {
    return invoice.subscriptionId() != null
        && invoice.usage().seconds() == 0
        && invoice.lines().size() > 1;
  }

  private static boolean isProration(SimulatedInvoice invoice) {
    return invoice.subscriptionId() != null
        && invoice.usage().seconds() > 0
        && invoice.createdAt().equals(invoice.finalizedAt());
  }

  private static boolean isStraddle(SimulatedInvoice invoice) {
    Period service = invoice.service();
    return service != null
        && service.start().isBefore(invoice.usage().end())
        && service.end().isAfter(invoice.usage().end());
  }

  private static long days(SimulatedInvoice invoice) {
    return invoice.service() == null ? 0 : invoice.service().seconds() / 86_400;
  }

  private static boolean endsMonthAfterFebruary(SimulatedInvoice invoice) {
    Period service = invoice.service();
    return service != null && isDay(service.start(), 2, 28) && isDay(service.end(), 3, 31);
  }

  private static boolean isDay(Instant moment, int month, int day) {
    LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    return time.getMonthValue() == month && time.getDayOfMonth() == day;
  }
}
