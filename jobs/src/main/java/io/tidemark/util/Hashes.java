package io.tidemark.util;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Provides the hash function that the project uses. */
public final class Hashes {
  private Hashes() {}

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
