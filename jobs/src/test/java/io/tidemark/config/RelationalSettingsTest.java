package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.UserError;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RelationalSettingsTest {
  @TestFactory
  Stream<DynamicTest> nothingEndsAPartOfTheAddressAndBeginsAnOption() {
    return Stream.of(
            "relational.host=db?socketFactory=org.example.Factory",
            "relational.host=db/x?user=root&",
            "relational.host=db,other",
            "relational.host=user@db",
            "relational.host=db:5432",
            "relational.host=%64b",
            "relational.host=db\nother",
            "relational.host=",
            "relational.port=0",
            "relational.port=65536",
            "relational.port=5432/x",
            "relational.database=x?sslfactory=org.example.Factory",
            "relational.database=x;INIT=RUNSCRIPT FROM 'http://example.org/x.sql'",
            "relational.database=../x",
            "relational.database=1x",
            "relational.user=x&loggerFile=/etc/passwd",
            "relational.user=" + "x".repeat(64),
            "relational.store=jdbc:h2:tcp://example.org/x",
            "relational.encryption=disable")
        .map(
            hostile ->
                DynamicTest.dynamicTest(
                    hostile.replace('\n', ' '),
                    () -> {
                      String[] parts = hostile.split("=", 2);
                      assertThatThrownBy(() -> Policy.of(Map.of(parts[0], parts[1])))
                          .isInstanceOf(UserError.class)
                          .hasMessageContaining(parts[0] + ": ");
                    }));
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    Map<String, String> hostile =
        Map.of(
            "relational.host", "db?x=y",
            "relational.port", "x",
            "relational.database", "a;INIT=b",
            "relational.user", "a b",
            "relational.pasword", "secret");

    assertThatThrownBy(() -> Policy.of(hostile)).hasMessageContaining("5 settings are invalid");
  }

  @Test
  void whatAServerIsCalledIsTaken() {
    Policy policy =
        Policy.of(
            Map.of(
                "relational.store", "postgresql",
                "relational.host", "db-1.internal.example.org",
                "relational.database", "finance_marts",
                "relational.user", "tide-mark"));

    assertThat(policy.get(RelationalSettings.HOST)).isEqualTo("db-1.internal.example.org");
    assertThat(policy.get(RelationalSettings.PORT)).isEqualTo(5432);
  }
}
