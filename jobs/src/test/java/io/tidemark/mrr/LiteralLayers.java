package io.tidemark.mrr;

import io.tidemark.tables.BillingInterval;
import io.tidemark.tables.Currencies;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Layers as a person writes them, in lines such as {@code sub_1 EUR 2024-01-01 2024-02-01 month
 * 100.00}: subscription or {@code -}, currency, first day, first day after, billing interval and
 * monthly amount. Words may follow: the kind of the layer ({@code cycle} unless given), {@code
 * low}, {@code unseen}, {@code stream=1}, {@code invoice=in_1}, and {@code
 * cycle=2024-01-01..2024-02-01} where the cycle is not the layer's own period.
 */
public final class LiteralLayers {
  private LiteralLayers() {}

  /** What may follow in a line. */
  private static final class Words {
    private String kind = "cycle";
    private boolean isLow;
    private boolean isUnseen;
    private int stream;
    private String invoiceId;
    private String[] cycle;

    private void read(String word) {
      String value = word.substring(word.indexOf('=') + 1);
      if (word.equals("low")) {
        isLow = true;
      } else if (word.equals("unseen")) {
        isUnseen = true;
      } else if (word.startsWith("stream=")) {
        stream = Integer.parseInt(value);
      } else if (word.startsWith("invoice=")) {
        invoiceId = value;
      } else if (word.startsWith("cycle=")) {
        cycle = value.split("\\.\\.");
      } else {
        kind = word;
      }
    }

    private String basis() {
      if (kind.equals("adjustment")) {
        return "adjusted";
      }
      return List.of("implied", "pending").contains(kind) ? kind : "invoiced";
    }
  }

  /**
   * Returns layers of one customer.
   *
   * @param before how many the customer has already; ids of layers and invoices go on from there
   */
  public static List<MrrLayer> of(String lines, int before) {
    List<MrrLayer> layers = new ArrayList<>();
    lines.lines().forEach(line -> layers.add(layer(line, before + layers.size())));
    return layers;
  }

  static List<MrrLayer> of(String lines) {
    return of(lines, 0);
  }

  /** Returns the layers of lines that begin with the name of a customer, in the order of lines. */
  public static Map<String, List<MrrLayer>> byCustomer(String lines) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (String line : lines.lines().toList()) {
      String[] nameAndLayer = line.split(" +", 2);
      texts.computeIfAbsent(nameAndLayer[0], name -> new ArrayList<>()).add(nameAndLayer[1]);
    }
    Map<String, List<MrrLayer>> layers = new LinkedHashMap<>();
    texts.forEach((name, ofName) -> layers.put(name, of(String.join("\n", ofName))));
    return layers;
  }

  private static MrrLayer layer(String line, int number) {
    String[] word = line.split(" +");
    Words more = new Words();
    more.invoiceId = "in_" + number;
    more.cycle = new String[] {word[2], word[3]};
    for (int index = 6; index < word.length; index++) {
      more.read(word[index]);
    }
    boolean isAdjustment = more.kind.equals("adjustment");
    BigFraction months = months(word[4]);
    return new MrrLayer(
        "layer_" + number,
        isAdjustment || word[0].equals("-") ? null : word[0],
        word[1],
        more.stream,
        time(word[2]),
        time(word[3]),
        LocalDate.parse(word[2].substring(0, 10)),
        LocalDate.parse(word[3].substring(0, 10)),
        months,
        time(more.cycle[0]),
        time(more.cycle[1]),
        months,
        minor(word[5], word[1]),
        0,
        0,
        more.kind,
        more.basis(),
        more.isLow,
        isAdjustment ? null : more.invoiceId,
        more.isUnseen,
        word[4]);
  }

  private static BigFraction months(String interval) {
    if (interval.equals("adjustment")) {
      return BigFraction.ONE;
    }
    BillingInterval known = BillingInterval.valueOf(interval.toUpperCase(Locale.ROOT));
    return known.weeks() > 0
        ? BigFraction.of(12 * known.weeks(), 52)
        : BigFraction.of(Math.max(known.months(), 1));
  }

  /** Returns an amount such as 100.00 in minor units of its currency. */
  public static long minor(String amount, String currency) {
    return new BigDecimal(amount).movePointRight(Currencies.decimals(currency)).longValueExact();
  }

  /** Returns the start of a day, or a time such as 2024-01-31T23:00; both in UTC. */
  public static Instant time(String text) {
    String full = text.contains("T") ? text : text + "T00:00";
    return LocalDateTime.parse(full).toInstant(ZoneOffset.UTC);
  }
}
