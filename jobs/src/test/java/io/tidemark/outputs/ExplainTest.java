package io.tidemark.outputs;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainTest {
  @Test
  void prints() {
    for (String q :
        List.of(
            "cus_half 2025-06-20",
            "cus_year 2024-05-01",
            "cus_switch 2025-03-01",
            "cus_straddle 2025-06-20",
            "cus_edges")) {
      try (RelationalReader store = StoredRun.open(WorkedCases.warehouse())) {
        String[] w = q.split(" ");
        Optional<LocalDate> d =
            w.length > 1 ? Optional.of(LocalDate.parse(w[1])) : Optional.empty();
        System.out.println(ExplanationText.of(new Explain(store, d).of(w[0]).orElseThrow()));
        System.out.println("\n=====================");
      }
    }
  }
}
