package io.tidemark.source.csv;

import io.tidemark.source.FileRefusalTest;
import io.tidemark.source.PollutionTest;
import io.tidemark.source.RowRejectTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The bad and unusual files of the tables of refusals, rejects and pollution, as bytes. */
final class ReaderSeeds {
  private ReaderSeeds() {}

  /** Returns every seed. */
  static Stream<byte[]> all() {
    return Stream.of(FileRefusalTest.refusedTexts().keySet().stream(), rejects(), lineEnds())
        .flatMap(texts -> texts)
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  private static Stream<String> rejects() {
    String header = RowRejectTest.HEADER + "\n";
    return IntStream.range(0, RowRejectTest.CASES.size())
        .mapToObj(
            index -> {
              RowRejectTest.Case one = RowRejectTest.CASES.get(index);
              String good = String.format(Locale.ROOT, RowRejectTest.GOOD, index);
              return header + good + "\n" + good.replace(one.change(), one.into()) + "\n";
            });
  }

  private static Stream<String> lineEnds() {
    List<String> good = PollutionTest.GOOD;
    return Stream.of("\n", "\r\n", "\r", "\n\n")
        .flatMap(end -> Stream.of(String.join(end, good), "\ufeff" + String.join(end, good) + end));
  }
}
