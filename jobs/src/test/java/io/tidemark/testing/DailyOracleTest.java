package io.tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.DailyOracle.Day;
import io.tidemark.testing.DailyOracle.Movement;
import io.tidemark.testing.DailyOracle.Row;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The movements of section 5, one customer for each. */
class DailyOracleTest {
  private static final List<Row> LAYERS =
      List.of(
          layer("was_there", 1, 9, 100, true),
          layer("shown_later", 4, 6, 150, true),
          layer("new", 3, 9, 200, false),
          layer("new", 5, 7, 50, false),
          layer("returned", 3, 4, 300, false),
          layer("returned", 6, 9, 300, false),
          layer("old_payer", 5, 9, 400, false),
          layer("credited", 3, 9, 500, false),
          layer("credited", 4, 5, -600, false));

  @Test
  void every_movement_has_its_name() throws SQLException {
    try (DailyOracle oracle = oracle()) {
      assertThat(oracle.movements().stream().map(DailyOracleTest::text))
          .containsExactlyInAnyOrder(
              "2 was_there opening 0 100",
              "3 new new 0 200",
              "3 returned new 0 300",
              "3 credited new 0 500",
              "4 shown_later opening 0 150",
              "4 returned churn 300 0",
              "4 credited churn 500 0",
              "5 new expansion 200 250",
              "5 old_payer reactivation 0 400",
              "5 credited reactivation 0 500",
              "6 shown_later churn 150 0",
              "6 returned reactivation 0 300",
              "7 new contraction 250 200");
    }
  }

  @Test
  void the_movements_of_a_day_are_the_change_of_its_mrr() throws SQLException {
    try (DailyOracle oracle = oracle()) {
      assertThat(oracle.days())
          .containsExactly(
              new Day(date(2), "EUR", 100, 1),
              new Day(date(3), "EUR", 1100, 4),
              new Day(date(4), "EUR", 450, 3),
              new Day(date(5), "EUR", 1400, 5),
              new Day(date(6), "EUR", 1550, 5),
              new Day(date(7), "EUR", 1500, 5));
      for (Day day : oracle.days()) {
        long moved =
            oracle.movements().stream()
                .filter(movement -> !movement.day().isAfter(day.day()))
                .mapToLong(movement -> movement.mrrAfter() - movement.mrrBefore())
                .sum();
        assertThat(day.mrrMinor()).isEqualTo(moved);
      }
    }
  }

  private static DailyOracle oracle() throws SQLException {
    return DailyOracle.of(LAYERS, date(2), date(7), Set.of("old_payer"));
  }

  private static Row layer(String customer, int start, int end, long mrr, boolean opens) {
    return new Row(customer, "EUR", date(start), date(end), mrr, opens);
  }

  private static LocalDate date(int dayOfMonth) {
    return LocalDate.of(2024, 1, dayOfMonth);
  }

  private static String text(Movement movement) {
    return "%d %s %s %d %d"
        .formatted(
            movement.day().getDayOfMonth(),
            movement.customerId(),
            movement.movement(),
            movement.mrrBefore(),
            movement.mrrAfter());
  }
}
