package io.tidemark.source.csv;

import io.tidemark.source.profile.FieldType;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Decides whether the last record of a file was truncated inside its last field if it has no line
 * end. It compares the field with that field of all other records. Each part of a file has its own
 * object; {@link #add(FinalRecord)} combines them in the order of the parts.
 */
final class FinalRecord implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int FEWEST_TEXTS = 3;
  private static final int MOST_VALUES = 16;

  /** The result of the comparison. */
  enum Verdict {
    WHOLE,
    CUT_OFF,
    UNDECIDED
  }

  private final FieldType type;
  private final Set<String> values = new LinkedHashSet<>();
  private int others;
  private boolean isSometimesEmpty;
  private String shape;
  private boolean hasOneShape = true;
  private int ending;
  private boolean hasOneEnding = true;

  FinalRecord(ColumnMapping layout) {
    int column = layout.header().size() - 1;
    int index = layout.positions().indexOf(column);
    this.type =
        index >= 0
            ? layout.kind().fields().get(index).type()
            : layout.isMapped(column) ? FieldType.TEXT : null;
  }

  /** Adds a record that has a line end. */
  void add(RawRecord record) {
    String text = lastField(record);
    if (type == null) {
      return;
    }
    if (text.isEmpty()) {
      isSometimesEmpty = true;
      return;
    }
    if (values.size() < MOST_VALUES) {
      values.add(text.toLowerCase(Locale.ROOT));
    }
    if (hasOneShape) {
      String its = shapeOf(text);
      hasOneShape = others == 0 || its.equals(shape);
      shape = its;
    }
    int its = endingOf(text);
    hasOneEnding &= others == 0 || its == ending;
    ending = its;
    others++;
  }

  /** Adds the records of the next part of the file. */
  void add(FinalRecord next) {
    boolean isEither = others == 0 || next.others == 0;
    hasOneShape &= next.hasOneShape && (isEither || shape.equals(next.shape));
    hasOneEnding &= next.hasOneEnding && (isEither || ending == next.ending);
    if (next.others > 0) {
      shape = next.shape;
      ending = next.ending;
    }
    others += next.others;
    isSometimesEmpty |= next.isSometimesEmpty;
    for (String value : next.values) {
      if (values.size() < MOST_VALUES) {
        values.add(value);
      }
    }
  }

  /** Returns the verdict on the last record. */
  Verdict of(RawRecord last) {
    String text = lastField(last);
    if (type == null || last.quotes().isLast()) {
      return Verdict.WHOLE;
    }
    if (others < (type == FieldType.TEXT ? FEWEST_TEXTS : 1)) {
      return Verdict.UNDECIDED;
    }
    if (text.isEmpty()) {
      return isSometimesEmpty ? Verdict.UNDECIDED : Verdict.CUT_OFF;
    }
    return switch (type) {
      case BOOLEAN, STATUS, CURRENCY -> amongValues(text.toLowerCase(Locale.ROOT));
      default -> byShape(text);
    };
  }

  private Verdict amongValues(String text) {
    if (values.contains(text)) {
      return Verdict.WHOLE;
    }
    boolean isStart = values.stream().anyMatch(value -> value.startsWith(text));
    return isStart ? Verdict.CUT_OFF : Verdict.UNDECIDED;
  }

  private Verdict byShape(String text) {
    boolean isProse = type == FieldType.TEXT && (!hasOneShape || shape.indexOf(' ') >= 0);
    if (isProse) {
      return Verdict.UNDECIDED;
    }
    String its = shapeOf(text);
    boolean isSame = hasOneShape && its.equals(shape);
    if (hasOneShape && !isSame && shape.startsWith(its)) {
      return Verdict.CUT_OFF;
    }
    boolean isWholeNumber = type != FieldType.TEXT && its.equals("x") && (isSame || !hasOneShape);
    if (isWholeNumber || !hasOneEnding) {
      return Verdict.UNDECIDED;
    }
    if (endingOf(text) < ending) {
      return Verdict.CUT_OFF;
    }
    return isSame && endingOf(text) == ending ? Verdict.WHOLE : Verdict.UNDECIDED;
  }

  private static String lastField(RawRecord record) {
    return record.fields().get(record.fields().size() - 1);
  }

  /**
   * Returns a text with each run of letters and digits replaced by one x, without a leading minus.
   */
  private static String shapeOf(String text) {
    StringBuilder shape = new StringBuilder();
    boolean isRun = false;
    for (int index = text.startsWith("-") ? 1 : 0; index < text.length(); index++) {
      boolean isPart = Character.isLetterOrDigit(text.charAt(index));
      if (!isPart || !isRun) {
        shape.append(isPart ? 'x' : text.charAt(index));
      }
      isRun = isPart;
    }
    return shape.toString();
  }

  /** Returns how many letters and digits a text ends with. */
  private static int endingOf(String text) {
    int start = text.length();
    while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
      start--;
    }
    return text.length() - start;
  }
}
