package io.tidemark.report;

import java.util.regex.Pattern;

/** Removes the folders of absolute paths from texts, because the page may be shared. */
final class FilePaths {
  private static final String START = "(?:file:/{0,2}/|[A-Za-z]:[\\\\/]|/)";

  /** A text that is a path as a whole: all up to the last separator. */
  private static final Pattern WHOLE = Pattern.compile("^" + START + ".*[\\\\/]");

  /** A path within a text: after a space, a quote, a comma or a bracket. */
  private static final Pattern INSIDE =
      Pattern.compile("(?<=[\\s\"'(=,])" + START + "(?:[^\\s\"',/\\\\]+[\\\\/])+");

  private FilePaths() {}

  /** Returns a text in which absolute paths are replaced by the names of their files. */
  static String withoutFolders(String text) {
    return INSIDE.matcher(WHOLE.matcher(text).replaceFirst("")).replaceAll("");
  }
}
