package io.tidemark.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash in use. */
final class Hashes {
  private Hashes() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
