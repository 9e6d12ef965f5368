package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.UserError;
import io.tidemark.tables.InvoiceStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {
  @Test
  void everyDefaultObeysItsOwnRule() {
    assertThat(Policy.defaults().texts()).hasSameSizeAs(Settings.all());
  }

  @Test
  void aGivenValueReplacesTheDefault() {
    Policy policy = Policy.of(Map.of("counting_statuses", "paid", "open_grace_days", "30"));

    assertThat(policy.get(Settings.COUNTING_STATUSES)).containsExactly(InvoiceStatus.PAID);
    assertThat(policy.get(Settings.OPEN_GRACE_DAYS)).hasValue(30);
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    Map<String, String> wrong =
        Map.of("business_timezone", "UTC", "history", "guessed", "renewal_grace_days", "-1");

    assertThatThrownBy(() -> Policy.of(wrong))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("3 settings are invalid")
        .hasMessageContaining("business_timezone: no such key; did you mean business_time_zone?")
        .hasMessageContaining("history: \"guessed\" must be implied or invoiced")
        .hasMessageContaining("renewal_grace_days: \"-1\" must be a whole number");
  }
}
