package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The invoices of one subscription, one line each, and the daily MRR read from them.
 *
 * <p>A line is {@code net service [usage] [option]}, with periods as {@code start..end}, {@code
 * first} as the usage of a first invoice or restart, and the options {@code credited}, {@code
 * consolidated} and {@code uncollectible:time}. The line {@code net every 3 months 1-4 from time}
 * is the periods 1 to 4 counted from that time, each with the period before it as usage.
 */
record BillingCase(List<Invoice> invoices, Instant dataThrough, SubscriptionResult reading) {

  static BillingCase of(String through, String lines) {
    List<Invoice> invoices = new ArrayList<>();
    for (String line : lines.strip().split("\n")) {
      String[] words = line.strip().split("\\s+");
      if (words[1].equals("every")) {
        addRepeated(words, invoices);
      } else {
        invoices.add(single(words, invoices.size() + 1));
      }
    }
    return of(invoices, time(through));
  }

  static BillingCase of(List<Invoice> invoices, Instant through) {
    Instant from = invoices.stream().map(Invoice::createdAt).min(Instant::compareTo).orElseThrow();
    LayerPolicy rules = LayerPolicy.of(Policy.defaults(), from, through);
    return new BillingCase(invoices, through, SubscriptionResult.of(invoices, null, rules));
  }

  /** Asserts balanced books, and each run of days with one MRR and confidence. */
  void assertMrr(String... runs) {
    assertBalanced();
    String first = runs[0].split("\\.\\.")[0];
    String last = runs[runs.length - 1].split("\\.\\.| ")[1];
    assertThat(runs(LocalDate.parse(first), LocalDate.parse(last))).containsExactly(runs);
  }

  /** Asserts that each counted amount is in a layer or in the books, exactly. */
  void assertBalanced() {
    BigFraction shown = BigFraction.ZERO;
    for (Layer layer : reading.layers()) {
      if (layer.basis() == Layer.Basis.INVOICED) {
        shown =
            shown.add(layer.cycle().part(layer.start(), layer.end()).multiply(layer.mrrMinor()));
      }
    }
    for (Posting posting : reading.postings()) {
      if (posting.line() != Posting.Line.MOVED_IN && posting.line() != Posting.Line.MOVED_OUT) {
        shown = shown.add(posting.amount());
      }
    }
    Map<String, ExclusionReason> exclusions = reading.exclusions();
    long counted =
        invoices.stream()
            .filter(invoice -> !exclusions.containsKey(invoice.invoiceId()))
            .mapToLong(Invoice::netMinor)
            .sum();
    Set<String> laid =
        reading.findings().stream()
            .map(finding -> finding.layer().invoice().invoiceId())
            .collect(Collectors.toSet());
    assertThat(shown).as("shown").isEqualTo(BigFraction.of(counted));
    laid.retainAll(exclusions.keySet());
    assertThat(laid).as("excluded, but in a layer").isEmpty();
    assertThat(reading.roundedTooMuch()).as("rounded too much").isEmpty();
  }

  private List<String> runs(LocalDate from, LocalDate to) {
    TreeMap<LocalDate, Long> mrr = new TreeMap<>();
    TreeMap<LocalDate, Boolean> isLow = new TreeMap<>();
    for (Layer layer : reading.layers()) {
      LocalDate end = date(layer.end());
      for (LocalDate day = date(layer.start()); day.isBefore(end); day = day.plusDays(1)) {
        mrr.merge(day, layer.mrrMinor(), Long::sum);
        isLow.merge(day, layer.confidence() == Layer.Confidence.LOW, Boolean::logicalOr);
      }
    }
    List<String> runs = new ArrayList<>();
    LocalDate start = from;
    for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
      String value = text(day, mrr, isLow);
      LocalDate next = day.plusDays(1);
      if (!next.isBefore(to) || !text(next, mrr, isLow).equals(value)) {
        runs.add(start + ".." + next + " " + value);
        start = next;
      }
    }
    return runs;
  }

  private static String text(
      LocalDate day, Map<LocalDate, Long> mrr, Map<LocalDate, Boolean> isLow) {
    return mrr.getOrDefault(day, 0L) + (isLow.getOrDefault(day, false) ? " low" : "");
  }

  private static Invoice single(String[] words, int number) {
    String[] service = words[1].split("\\.\\.");
    String[] usage = {null, null};
    Instant uncollectibleAt = null;
    boolean isCredited = false;
    String subscription = "sub_1";
    for (int i = 2; i < words.length; i++) {
      if (words[i].equals("first")) {
        usage = new String[] {service[0], service[0]};
      } else if (words[i].equals("credited")) {
        isCredited = true;
      } else if (words[i].equals("consolidated")) {
        subscription = null;
      } else if (words[i].startsWith("uncollectible:")) {
        uncollectibleAt = time(words[i].substring("uncollectible:".length()));
      } else {
        usage = words[i].split("\\.\\.");
      }
    }
    Instant created = time(usage[1] == null ? service[0] : usage[1]);
    return new Invoice(
        "in_" + number,
        "cus_1",
        subscription,
        "EUR",
        uncollectibleAt == null ? InvoiceStatus.PAID : InvoiceStatus.UNCOLLECTIBLE,
        false,
        isCredited,
        created,
        null,
        created,
        uncollectibleAt,
        time(service[0]),
        time(service[1]),
        time(usage[0]),
        time(usage[1]),
        Long.parseLong(words[0]));
  }

  private static void addRepeated(String[] words, List<Invoice> invoices) {
    long length = Long.parseLong(words[2]);
    String[] range = words[4].split("-");
    LocalDateTime anchor = local(words[6]);
    for (int i = Integer.parseInt(range[0]); i <= Integer.parseInt(range[1]); i++) {
      String start = bound(anchor, words[3], length * i);
      String usage = i == 0 ? "first" : bound(anchor, words[3], length * (i - 1)) + ".." + start;
      String service = start + ".." + bound(anchor, words[3], length * (i + 1));
      invoices.add(single(new String[] {words[0], service, usage}, invoices.size() + 1));
    }
  }

  private static String bound(LocalDateTime anchor, String unit, long count) {
    return (unit.toLowerCase(Locale.ROOT).startsWith("day")
            ? anchor.plusDays(count)
            : anchor.plusMonths(count))
        .toString();
  }

  private static LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static Instant time(String text) {
    return text == null ? null : local(text).toInstant(ZoneOffset.UTC);
  }

  private static LocalDateTime local(String text) {
    return LocalDateTime.parse(text.contains("T") ? text : text + "T00:00");
  }
}
