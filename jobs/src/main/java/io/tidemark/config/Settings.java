package io.tidemark.config;

import io.tidemark.tables.InvoiceStatus;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Declares every setting of the policy, in the order of the policy file. */
public final class Settings {
  private Settings() {}

  /** The treatment of an invoice marked uncollectible. */
  public enum Uncollectible {
    UNTIL_MARKED,
    EXCLUDE
  }

  /** The treatment of revenue that must have existed before the files. */
  public enum History {
    IMPLIED,
    INVOICED
  }

  /** The amount of an invoice that MRR is computed from. */
  public enum Amount {
    NET,
    BEFORE_DISCOUNT
  }

  /** The treatment of an open invoice that the billing system has closed. */
  public enum OpenClosed {
    EXCLUDE,
    COUNT
  }

  /** The movement of a customer's first MRR if the customer paid before the files begin. */
  public enum EarlierPayments {
    REACTIVATION,
    NEW
  }

  /** The month that determines a customer's cohort. */
  public enum CohortBy {
    FIRST_PAYMENT,
    CREATION
  }

  public static final Setting<ZoneId> BUSINESS_TIME_ZONE =
      new Setting<>(
          "business_time_zone",
          "UTC",
          "a time zone such as UTC or Europe/Vienna",
          ZoneId::of,
          "Time zone that determines business dates.");

  public static final Setting<Set<InvoiceStatus>> COUNTING_STATUSES =
      new Setting<>(
          "counting_statuses",
          "paid, open",
          "paid, or paid and open",
          Settings::countingStatuses,
          "Invoice statuses that count as MRR. draft and void never count; uncollectible has a"
              + " separate setting.");

  public static final Setting<OpenClosed> OPEN_CLOSED =
      choice(
          "open_closed",
          OpenClosed.EXCLUDE,
          "Whether open invoices count if the billing system no longer tries to collect them.");

  public static final Setting<OptionalInt> OPEN_GRACE_DAYS =
      new Setting<>(
          "open_grace_days",
          "none",
          "none or a whole number of days from 0 to 3650",
          text ->
              text.equals("none") ? OptionalInt.empty() : OptionalInt.of(wholeNumber(text, 3650)),
          "Days after the due date until an open invoice stops counting.");

  public static final Setting<Uncollectible> UNCOLLECTIBLE =
      choice(
          "uncollectible",
          Uncollectible.UNTIL_MARKED,
          "until_marked: an uncollectible invoice counts until the day it is marked; exclude: it"
              + " never counts.");

  public static final Setting<History> HISTORY =
      choice(
          "history",
          History.IMPLIED,
          "implied: count the cycle before a first renewal, although its invoice is not in the"
              + " data; invoiced: count invoiced cycles only.");

  public static final Setting<Integer> RENEWAL_GRACE_DAYS =
      new Setting<>(
          "renewal_grace_days",
          "3",
          "a whole number of days from 0 to 60",
          text -> wholeNumber(text, 60),
          "Longest gap before a renewal, in days, that does not count as churn; 0 disables pending"
              + " MRR.");

  public static final Setting<Amount> AMOUNT =
      choice(
          "amount",
          Amount.NET,
          "net: invoice total less tax; before_discount: net with discounts added back.");

  public static final Setting<EarlierPayments> EARLIER_PAYMENTS =
      choice(
          "earlier_payments",
          EarlierPayments.REACTIVATION,
          "Movement of a customer's first MRR if the customers file has more payments than the"
              + " invoices.");

  public static final Setting<CohortBy> COHORT_BY =
      choice(
          "cohort_by",
          CohortBy.FIRST_PAYMENT,
          "Assign customers to cohorts by the month of their first MRR or of their creation.");

  public static final Setting<BigDecimal> REJECT_LIMIT =
      new Setting<>(
          "reject_limit",
          "0.01",
          "a share from 0 to 1",
          Settings::share,
          "Highest share of rejected rows, or of rejected amounts in any currency; a run with more"
              + " is refused.");

  public static final Setting<Boolean> DAILY_EXPANSION =
      new Setting<>(
          "daily_expansion",
          "true",
          "true or false",
          Settings::trueOrFalse,
          "Whether to write the table customer_daily_mrr, with a row per customer and day.");

  public static final Setting<Boolean> CONSOLIDATED_INVOICES =
      new Setting<>(
          "consolidated_invoices",
          "true",
          "true or false",
          Settings::trueOrFalse,
          "Whether invoices without a subscription that renew a period at least twice count as MRR,"
              + " with low confidence.");

  public static final Setting<Integer> RETENTION_RUNS =
      new Setting<>(
          "retention.runs",
          "35",
          "a whole number from 0 to 10000",
          text -> wholeNumber(text, 10_000),
          "Number of latest runs that a warehouse keeps for comparison and rollback; 0 keeps all."
              + " 35 daily runs cover the longest month and the days to close it.");

  /** Returns all settings, in the order of the policy file. */
  public static List<Setting<?>> all() {
    List<Setting<?>> metric =
        List.of(
            BUSINESS_TIME_ZONE,
            COUNTING_STATUSES,
            OPEN_CLOSED,
            OPEN_GRACE_DAYS,
            UNCOLLECTIBLE,
            HISTORY,
            RENEWAL_GRACE_DAYS,
            CONSOLIDATED_INVOICES,
            AMOUNT,
            EARLIER_PAYMENTS,
            COHORT_BY,
            REJECT_LIMIT,
            DAILY_EXPANSION);
    List<Setting<?>> keeping = List.of(RETENTION_RUNS);
    return Stream.of(
            metric, FxSettings.all(), StatisticsSettings.all(), RelationalSettings.all(), keeping)
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }

  static <E extends Enum<E>> Setting<E> choice(String key, E byDefault, String help) {
    Class<E> type = byDefault.getDeclaringClass();
    Function<E, String> text = value -> value.name().toLowerCase(Locale.ROOT);
    String values =
        Arrays.stream(type.getEnumConstants()).map(text).collect(Collectors.joining(" or "));
    Function<String, E> parse =
        given ->
            Arrays.stream(type.getEnumConstants())
                .filter(value -> text.apply(value).equals(given))
                .findFirst()
                .orElseThrow();
    return new Setting<>(key, text.apply(byDefault), values, parse, help);
  }

  private static Set<InvoiceStatus> countingStatuses(String text) {
    Set<InvoiceStatus> statuses = EnumSet.noneOf(InvoiceStatus.class);
    for (String name : text.split(",", -1)) {
      statuses.add(InvoiceStatus.valueOf(name.trim().toUpperCase(Locale.ROOT)));
    }
    if (!statuses.contains(InvoiceStatus.PAID)
        || !EnumSet.of(InvoiceStatus.PAID, InvoiceStatus.OPEN).containsAll(statuses)) {
      throw new IllegalArgumentException(text);
    }
    return statuses;
  }

  private static boolean trueOrFalse(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return Boolean.parseBoolean(text);
  }

  static BigDecimal share(String text) {
    BigDecimal share = new BigDecimal(text);
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(text);
    }
    return share;
  }

  static int wholeNumber(String text, int most) {
    int value = Integer.parseInt(text);
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }
}
