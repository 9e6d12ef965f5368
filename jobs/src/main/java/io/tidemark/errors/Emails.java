package io.tidemark.errors;

/**
 * Redacts e-mail addresses in all displayed text: messages, rejects and the report. Tables keep
 * addresses that are ids.
 */
public final class Emails {
  public static final String HIDDEN = "[e-mail]";
  private static final String AROUND = ",;\"'<>()|";

  private Emails() {}

  /** Returns a text in which every @ is replaced together with the characters around it. */
  public static String hidden(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return text;
    }
    StringBuilder hidden = new StringBuilder();
    int done = 0;
    while (at >= 0) {
      int start = at;
      while (start > done && isPart(text.charAt(start - 1))) {
        start--;
      }
      int end = at + 1;
      while (end < text.length() && isPart(text.charAt(end))) {
        end++;
      }
      hidden.append(text, done, start).append(HIDDEN);
      done = end;
      at = text.indexOf('@', done);
    }
    return hidden.append(text, done, text.length()).toString();
  }

  private static boolean isPart(char sign) {
    return sign > ' ' && !Character.isWhitespace(sign) && AROUND.indexOf(sign) < 0;
  }
}
