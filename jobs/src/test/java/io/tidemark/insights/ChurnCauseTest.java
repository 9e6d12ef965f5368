package io.tidemark.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.insights.ChurnCause.Finder;
import io.tidemark.mrr.BilledSubscription;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Invoices;
import io.tidemark.tables.InvoiceStatus;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Causes of churn on Feb 10 in files from January 1 to March 31. */
class ChurnCauseTest {
  private static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-03-30");
  private static final LocalDate END = LocalDate.parse("2024-02-10");
  private static final String JANUARY = "sub_1 EUR 2024-01-10 2024-02-10 month 10.00";

  @ParameterizedTest(name = "{0} of {2}, excluded as {1}: {3}")
  @DisplayName("Churn is involuntary if the renewal due that day was invoiced and not paid")
  @CsvSource({
    "VOID,          STATUS_VOID,          2024-02-10, INVOLUNTARY",
    "VOID,          STATUS_VOID,          2024-02-13, INVOLUNTARY",
    "UNCOLLECTIBLE, STATUS_UNCOLLECTIBLE, 2024-02-10, INVOLUNTARY",
    "OPEN,          OPEN_CLOSED,          2024-02-10, INVOLUNTARY",
    "OPEN,          OPEN_OVERDUE,         2024-02-10, INVOLUNTARY",
    "OPEN,          STATUS_OPEN,          2024-02-10, UNKNOWN",
    "DRAFT,         STATUS_DRAFT,         2024-02-10, UNKNOWN",
    "PAID,          CREDITED,             2024-02-10, UNKNOWN",
    "PAID,          ORPHAN_CREDIT,        2024-02-10, VOLUNTARY",
    "VOID,          STATUS_VOID,          2024-02-14, VOLUNTARY",
    "VOID,          STATUS_VOID,          2024-01-20, VOLUNTARY",
  })
  void renewals(InvoiceStatus status, String exclusion, String start, ChurnCause expected) {
    Invoice renewal =
        Invoices.with(Invoices.paid("in_2", 1_000, start, "2024-03-10"), status, true, null);
    CustomerHistory customer =
        customer(JANUARY, List.of(renewal), "in_2 EUR 2024-02-10 10.00 excluded=" + exclusion);

    assertThat(new Finder(customer).cause(END, "EUR")).isEqualTo(expected);
    assertThat(new Finder(customer).cause(END, null)).isEqualTo(expected);
  }

  @Test
  @DisplayName("Churn is voluntary if no renewal was invoiced, or a credit ended the price")
  void voluntary() {
    CustomerHistory lapsed = customer(JANUARY, List.of(), "in_1 EUR 2024-01-10 10.00");
    CustomerHistory credited =
        customer(
            """
            sub_1 EUR 2024-01-20 2024-02-20 month 10.00
            sub_1 EUR 2024-02-10 2024-02-20 month -10.00 proration
            """,
            List.of(),
            "in_1 EUR 2024-01-20 10.00");

    assertThat(new Finder(lapsed).cause(END, "EUR")).isEqualTo(ChurnCause.VOLUNTARY);
    assertThat(new Finder(credited).cause(END, "EUR")).isEqualTo(ChurnCause.VOLUNTARY);
  }

  @Test
  @DisplayName("An invoice marked uncollectible within its cycle ends MRR involuntarily")
  void writtenOff() {
    Invoice invoice =
        Invoices.with(
            Invoices.paid("in_3", 1_000, "2024-01-25", "2024-02-25"),
            InvoiceStatus.UNCOLLECTIBLE,
            true,
            "2024-02-10 12:00");
    CustomerHistory customer =
        customer(
            "sub_1 EUR 2024-01-25 2024-02-10 month 10.00 invoice=in_3",
            List.of(invoice),
            "in_3 EUR 2024-01-25 10.00");

    assertThat(new Finder(customer).cause(END, "EUR")).isEqualTo(ChurnCause.INVOLUNTARY);
  }

  @Test
  @DisplayName("Adjustments, MRR without a subscription and the last days have no known cause")
  void unknown() {
    CustomerHistory adjusted =
        customer("- EUR 2024-01-10 2024-02-10 adjustment 5.00 adjustment", List.of(), "");
    CustomerHistory late = customer("sub_1 EUR 2024-02-28 2024-03-28 month 10.00", List.of(), "");

    assertThat(new Finder(adjusted).cause(END, "EUR")).isEqualTo(ChurnCause.UNKNOWN);
    assertThat(new Finder(late).cause(LocalDate.parse("2024-03-28"), "EUR"))
        .isEqualTo(ChurnCause.UNKNOWN);
  }

  private static CustomerHistory customer(
      String layers, List<Invoice> invoices, String invoiceLines) {
    BilledSubscription subscription =
        new BilledSubscription("sub_1", "EUR", invoices, List.of(), List.of(), null, null);
    return TestCustomer.named("cus_1")
        .layers(layers)
        .invoices(invoiceLines)
        .subscriptions(List.of(subscription))
        .in(SCOPE);
  }
}
