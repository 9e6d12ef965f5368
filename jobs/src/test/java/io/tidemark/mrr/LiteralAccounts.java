package io.tidemark.mrr;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/** Layers and exchange factors as a person writes them, and what accounts hold as text. */
final class LiteralAccounts {
  private LiteralAccounts() {}

  static String text(MrrInterval interval) {
    return "%s %s %d".formatted(interval.validFrom(), interval.validTo(), interval.mrrMinor());
  }

  static String text(MrrMovement movement) {
    return "%s %s %d -> %d"
        .formatted(
            movement.date(),
            movement.movement().text(),
            movement.beforeMinor(),
            movement.afterMinor());
  }

  /**
   * Returns a factor of a line such as {@code USD 2025-03-10 2025-03-20 2 5 1 2}: currency, first
   * day, first day after, fraction, and that of the days before if any.
   */
  static ExchangeFactor factor(String line) {
    String[] words = line.split(" ");
    boolean isFirst = words.length < 6;
    return new ExchangeFactor(
        words[0],
        LocalDate.parse(words[1]),
        LocalDate.parse(words[2]),
        new BigInteger(words[3]),
        new BigInteger(words[4]),
        isFirst ? null : new BigInteger(words[5]),
        isFirst ? null : new BigInteger(words[6]));
  }

  /**
   * Returns the layers of lines such as {@code cus USD 2025-03-01 2025-05-01 100} by customer:
   * customer, currency, first day, first day after, MRR in minor units. Words may follow: the
   * basis, {@code low}, {@code unseen}.
   */
  static Map<String, List<MrrLayer>> layers(String lines) {
    return lines
        .lines()
        .map(line -> List.of(line.split(" +")))
        .collect(
            Collectors.groupingBy(
                words -> words.get(0),
                TreeMap::new,
                Collectors.mapping(LiteralAccounts::layer, Collectors.toList())));
  }

  private static MrrLayer layer(List<String> words) {
    LocalDate start = LocalDate.parse(words.get(2));
    LocalDate end = LocalDate.parse(words.get(3));
    Instant startAt = start.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant endAt = end.atStartOfDay().toInstant(ZoneOffset.UTC);
    String basis = words.size() > 5 ? words.get(5) : "invoiced";
    return new MrrLayer(
        "layer",
        "sub",
        words.get(1),
        0,
        startAt,
        endAt,
        start,
        end,
        BigFraction.ONE,
        startAt,
        endAt,
        BigFraction.ONE,
        Long.parseLong(words.get(4)),
        0,
        0,
        "cycle",
        basis,
        words.contains("low"),
        "in",
        words.contains("unseen"),
        "month");
  }
}
