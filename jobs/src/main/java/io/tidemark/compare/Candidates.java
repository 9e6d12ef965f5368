package io.tidemark.compare;

import io.tidemark.compare.Definition.View;
import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.config.Settings.Amount;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.mrr.engine.LayerPolicy;
import io.tidemark.warehouse.RunPolicy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The definitions that are tried: one at a time, everything else as in the run. */
final class Candidates {
  private static final Set<Layer.Kind> WITHIN_CYCLE =
      Set.of(Layer.Kind.PRORATION, Layer.Kind.ORPHAN_PRORATION, Layer.Kind.TRUE_UP);
  private static final List<String> WEEKS =
      List.of("4.33", "4", "4.3", "4.333", "4.3333", "4.34", "4.345", "4.348", "4.35");
  private static final List<String> DAYS = List.of("30", "30.4", "30.42", "30.4375", "30.44", "31");

  private final RunPolicy run;
  private final Definition published;
  private final List<Candidate> all = new ArrayList<>();

  private Candidates(RunPolicy run) {
    this.run = run;
    this.published = new Definition(rules(run.policy()), View.AS_PUBLISHED);
  }

  /** Returns all candidates for a run, in order of preference. */
  static List<Candidate> of(RunPolicy run) {
    Candidates candidates = new Candidates(run);
    candidates.addStatuses();
    candidates.addAmounts();
    candidates.addIntervals();
    candidates.addProrations();
    candidates.addHistory();
    candidates.addAdditions();
    candidates.addPaidOnly();
    candidates.addDays();
    return List.copyOf(candidates.all);
  }

  /** Returns the definition of the run. */
  static Definition published(RunPolicy run) {
    return new Candidates(run).published;
  }

  private LayerPolicy rules(Policy policy) {
    return LayerPolicy.of(policy, run.dataFrom(), run.dataThrough());
  }

  private void addStatuses() {
    addPolicy(Cause.PAID_ONLY, "counting_statuses=paid");
    addPolicy(Cause.OPEN_COUNTED, "counting_statuses=paid, open");
    addPolicy(Cause.CLOSED_COUNTED, "open_closed=count");
    addPolicy(Cause.CLOSED_LEFT_OUT, "open_closed=exclude");
    addPolicy(Cause.OVERDUE_COUNTED, "open_grace_days=none");
    for (int days : List.of(0, 7, 14, 30, 60, 90)) {
      addPolicy(Cause.OVERDUE_LEFT_OUT, "open_grace_days=" + days);
    }
    addPolicy(Cause.UNCOLLECTIBLE_LEFT_OUT, "uncollectible=exclude");
    addView(Cause.UNCOLLECTIBLE_COUNTED, View.UNCOLLECTIBLE_AS_PAID);
    addView(Cause.VOID_COUNTED, View.VOID_AS_PAID);
    addView(Cause.CREDITED_COUNTED, View.CREDITED_AS_PAID);
  }

  /** Adds definitions that differ in several settings, after those that differ in one. */
  private void addPaidOnly() {
    addPolicy(Cause.PAID_ONLY, "counting_statuses=paid", "uncollectible=exclude");
    addPolicy(Cause.PAID_ONLY, "counting_statuses=paid", "renewal_grace_days=0");
    addPolicy(
        Cause.PAID_ONLY, "counting_statuses=paid", "uncollectible=exclude", "renewal_grace_days=0");
  }

  private void addAmounts() {
    if (run.policy().get(Settings.AMOUNT) == Amount.NET) {
      addView(Cause.BEFORE_DISCOUNT, View.BEFORE_DISCOUNT);
    } else {
      addView(Cause.AFTER_DISCOUNT, View.AFTER_DISCOUNT);
    }
    addView(Cause.TAX_COUNTED, View.WITH_TAX);
  }

  private void addProrations() {
    addPrice(Cause.WITHOUT_PRORATIONS, "", layer -> isWithinCycle(layer) ? 0 : layer.mrrMinor());
    Definition listPrices = new Definition(published.rules(), View.BEFORE_DISCOUNT);
    if (run.policy().get(Settings.AMOUNT) == Amount.NET) {
      all.add(
          new Candidate(
              Cause.LIST_PRICE,
              "",
              (customer, point) -> {
                List<Layer> layers = customer.read(listPrices).layers();
                return figure(
                    customer, point, layers, layer -> isWithinCycle(layer) ? 0 : layer.mrrMinor());
              }));
    }
    all.add(new Candidate(Cause.PRORATION_TIMING, "", this::fromCycleStart));
    addPrice(
        Cause.PRORATION_AMOUNT,
        "",
        layer -> layer.kind() == Layer.Kind.PRORATION ? layer.billedMinor() : layer.mrrMinor());
  }

  private static boolean isWithinCycle(Layer layer) {
    return WITHIN_CYCLE.contains(layer.kind());
  }

  /** Returns the figure with changes that apply from the start of their cycle. */
  private OptionalLong fromCycleStart(Customer customer, Point point) {
    List<Layer> layers = customer.read(published).layers();
    Map<String, Long> sums = customer.sums(layers, point.date(), Layer::mrrMinor);
    for (Layer layer : layers) {
      boolean isLater =
          isWithinCycle(layer)
              && !customer.date(layer.cycle().start()).isAfter(point.date())
              && customer.date(layer.start()).isAfter(point.date());
      if (isLater) {
        sums.merge(layer.invoice().currency(), layer.mrrMinor(), Math::addExact);
      }
    }
    return OptionalLong.of(customer.figure(sums, point));
  }

  private void addIntervals() {
    for (String weeks : WEEKS) {
      BigDecimal factor = new BigDecimal(weeks);
      addPrice(
          Cause.WEEK_FACTOR,
          weeks + " weeks per month",
          layer -> Prices.atWeeksPerMonth(layer, factor));
    }
    for (String days : DAYS) {
      BigDecimal factor = new BigDecimal(days);
      addPrice(
          Cause.DAY_FACTOR,
          days + " days per month",
          layer -> Prices.atDaysPerMonth(layer, factor, true));
      addPrice(
          Cause.DAY_FACTOR,
          days + " days per month, for periods other than whole months",
          layer -> Prices.atDaysPerMonth(layer, factor, false));
    }
  }

  private void addAdditions() {
    Additions additions = new Additions(published);
    all.add(new Candidate(Cause.TRIAL_COUNTED, "", additions::withTrials));
    all.add(new Candidate(Cause.ONE_OFFS_COUNTED, "", additions::withOneOffs));
    all.add(new Candidate(Cause.SETUP_FEE_COUNTED, "", additions::withSetupFees));
    all.add(
        new Candidate(
            Cause.ADJUSTMENTS_LEFT_OUT,
            "",
            (customer, point) ->
                OptionalLong.of(
                    customer.figure(
                        customer.layerSums(
                            customer.read(published).layers(), point.date(), Layer::mrrMinor),
                        point))));
  }

  private void addDays() {
    addDay("the day before", point -> point.date().minusDays(1));
    addDay("the day after", point -> point.date().plusDays(1));
    addDay("the first day of the month", point -> point.month().atDay(1));
    addDay("the last day of the month before", point -> point.month().atDay(1).minusDays(1));
    addDay("the last day of the month", point -> point.month().atEndOfMonth());
    addDay("the last day of the data", point -> later(run.dataThroughDate(), point));
    all.add(new Candidate(Cause.BILLED_AMOUNTS, "", new Additions(published)::billed));
  }

  /** Returns the day if it is in the month; otherwise the compared day. */
  private static LocalDate later(LocalDate day, Point point) {
    return YearMonth.from(day).equals(point.month()) ? day : point.date();
  }

  private void addDay(String detail, Function<Point, LocalDate> day) {
    all.add(
        new Candidate(
            Cause.OTHER_DAY,
            detail,
            (customer, point) ->
                figure(
                    customer,
                    point.on(day.apply(point)),
                    customer.read(published).layers(),
                    Layer::mrrMinor)));
  }

  private void addHistory() {
    addPolicy(Cause.INVOICED_ONLY, "history=invoiced");
    addPolicy(Cause.NO_GRACE, "renewal_grace_days=0");
    addPolicy(Cause.NOT_CONSOLIDATED, "consolidated_invoices=false");
  }

  private void addPolicy(Cause cause, String... choices) {
    Map<String, String> texts = new TreeMap<>(run.policy().texts());
    for (String choice : choices) {
      texts.put(
          choice.substring(0, choice.indexOf('=')), choice.substring(choice.indexOf('=') + 1));
    }
    Policy policy = Policy.of(texts);
    boolean isOther =
        Settings.all().stream()
            .anyMatch(setting -> !policy.get(setting).equals(run.policy().get(setting)));
    if (isOther) {
      add(
          cause,
          String.join(", ", choices),
          new Definition(rules(policy), View.AS_PUBLISHED),
          Layer::mrrMinor);
    }
  }

  private void addView(Cause cause, View view) {
    add(cause, "", new Definition(published.rules(), view), Layer::mrrMinor);
  }

  private void addPrice(Cause cause, String detail, ToLongFunction<Layer> price) {
    add(cause, detail, published, price);
  }

  private void add(Cause cause, String detail, Definition definition, ToLongFunction<Layer> price) {
    all.add(
        new Candidate(
            cause,
            detail,
            (customer, point) ->
                figure(customer, point, customer.read(definition).layers(), price)));
  }

  private static OptionalLong figure(
      Customer customer, Point point, List<Layer> layers, ToLongFunction<Layer> price) {
    return OptionalLong.of(customer.figure(customer.sums(layers, point.date(), price), point));
  }
}
