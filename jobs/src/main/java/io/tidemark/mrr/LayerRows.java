package io.tidemark.mrr;

import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RowBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.commons.numbers.fraction.BigFraction;
import org.apache.spark.sql.Row;

/** Converts layers, intervals and movements of a customer to packed rows of their tables. */
public final class LayerRows {
  private static final int MONTHS_SCALE = 8;

  private final RowBuilder layer = RowBuilder.packed(MrrTables.MRR_LAYERS);
  private final RowBuilder interval = RowBuilder.packed(MrrTables.CUSTOMER_MRR);
  private final RowBuilder movement = RowBuilder.packed(MrrTables.MRR_MOVEMENTS);

  /** Returns a row of {@link MrrTables#MRR_LAYERS}. */
  public Row of(String customerId, MrrLayer of) {
    BigDecimal months = of.months().bigDecimalValue(MONTHS_SCALE, RoundingMode.HALF_UP);
    return layer
        .set("layer_id", of.layerId())
        .set("subscription_id", of.subscriptionId())
        .set("customer_id", customerId)
        .set("currency", of.currency())
        .set("stream", of.stream())
        .set("start_at", of.startAt())
        .set("end_at", of.endAt())
        .set("start_date", of.startDate())
        .set("end_date", of.endDate())
        .set("months", months)
        .set("months_exact", exact(of.months()))
        .set("cycle_start_at", of.cycleStartAt())
        .set("cycle_end_at", of.cycleEndAt())
        .set("cycle_months_exact", exact(of.cycleMonths()))
        .set("mrr_minor", of.mrrMinor())
        .set("billed_minor", of.billedMinor())
        .set("credit_minor", of.creditMinor())
        .set("kind", of.kind())
        .set("basis", of.basis())
        .set("confidence", of.isLowConfidence() ? "low" : "high")
        .set("invoice_id", of.invoiceId())
        .set("starts_unseen", of.startsUnseen())
        .build();
  }

  /** Returns a row of {@link MrrTables#CUSTOMER_MRR}. */
  public Row of(String customerId, AccountKey account, MrrInterval of) {
    return interval
        .set("customer_id", customerId)
        .set("currency", account.currency())
        .set("is_converted", account.isConverted())
        .set("valid_from", of.validFrom())
        .set("valid_to", of.validTo())
        .set("mrr_minor", of.mrrMinor())
        .set("implied_minor", of.impliedMinor())
        .set("pending_minor", of.pendingMinor())
        .set("low_confidence_minor", of.lowConfidenceMinor())
        .set("starts_unseen", of.startsUnseen())
        .build();
  }

  /** Returns a row of {@link MrrTables#MRR_MOVEMENTS}. */
  public Row of(String customerId, AccountKey account, MrrMovement of) {
    return movement
        .set("date", of.date())
        .set("customer_id", customerId)
        .set("currency", account.currency())
        .set("is_converted", account.isConverted())
        .set("movement", of.movement().text())
        .set("mrr_before_minor", of.beforeMinor())
        .set("mrr_after_minor", of.afterMinor())
        .set("change_minor", of.changeMinor())
        .build();
  }

  private static String exact(BigFraction fraction) {
    return fraction.getNumerator() + "/" + fraction.getDenominator();
  }
}
