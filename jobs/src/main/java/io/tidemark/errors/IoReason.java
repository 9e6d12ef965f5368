package io.tidemark.errors;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the text of an I/O exception into a reason for users. */
final class IoReason {
  /** The name of a class of exceptions, then its message. */
  private static final Pattern EXCEPTION =
      Pattern.compile("(?s)(?:[a-z]\\w*\\.)+([A-Z]\\w*(?:Exception|Error))(?:: (.*))?");

  /** The reasons of exceptions whose message is only the path. */
  private static final Map<String, String> OF_PATH =
      Map.of(
          "AccessDeniedException", "Permission denied.",
          "NoSuchFileException", "It does not exist, or its folder does not.",
          "FileAlreadyExistsException", "A file is in the way.",
          "NotDirectoryException", "A file is in the way.",
          "DirectoryNotEmptyException", "The folder is not empty.");

  private IoReason() {}

  /**
   * Returns the reason.
   *
   * @param text of an exception, with the name of its class, or a reason, which is returned as it
   *     is
   */
  static String of(String text) {
    Matcher exception = EXCEPTION.matcher(text.strip());
    if (!exception.matches()) {
      return text.strip();
    }
    String message = exception.group(2) == null ? "" : exception.group(2);
    String reason = OF_PATH.get(exception.group(1));
    if (reason != null) {
      return reason;
    }
    return message.isEmpty() ? exception.group(1) : message;
  }
}
