package io.tidemark.errors;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The errors of object stores and clusters: the problem, the reason, the remedy. */
public final class StoreErrors {
  private static final String UNCHANGED = "Nothing was published. ";

  /** A scheme, and a user with a password; a bucket has no port that one could be taken for. */
  private static final Pattern WITH_SECRET =
      Pattern.compile("(?is)(s3[an]?:/+|[a-z][a-z0-9+.-]*:/+(?![^/@:]*:\\d{1,5}/))[^/@:]*:.*@");

  private StoreErrors() {}

  /**
   * What a file system of Hadoop means by what it throws, by the names of its exceptions: the
   * stores' own classes need not be there.
   *
   * @param place what was to be read or written
   * @return empty where it is no failure of a store
   */
  public static Optional<UserError> of(String place, Throwable failure) {
    List<String> said =
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
            .limit(20)
            .map(cause -> cause.getClass().getName() + ": " + cause.getMessage())
            .toList();
    Predicate<String> speaks = words -> said.stream().anyMatch(text -> text.contains(words));
    if (speaks.test("UnsupportedFileSystemException")
        || speaks.test("Class org.apache.hadoop.fs.")) {
      return Optional.of(
          unusable(
              place,
              "Nothing on the class path reads such an address.",
              "For s3a add --packages before the command, as docs/OPERATIONS.md has it."));
    }
    if (speaks.test("UnknownStoreException") || speaks.test("NoSuchBucketException")) {
      return Optional.of(
          unusable(
              place,
              "There is no such bucket.",
              "Make it, or correct its name or the endpoint, fs.s3a.endpoint."));
    }
    if (speaks.test("NoAuthWithAWSException") || speaks.test("NoAwsCredentialsException")) {
      return Optional.of(
          unusable(
              place,
              "There are no credentials for the store.",
              "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or another provider of Hadoop's."));
    }
    if (speaks.test("Status Code: 403") || speaks.test("Status Code: 401")) {
      return Optional.of(
          unusable(
              place,
              "The store refuses these credentials.",
              "Correct them, or let them list, read, write and delete there."));
    }
    if (speaks.test("SdkClientException") || speaks.test("Status Code: 50")) {
      return Optional.of(
          unusable(
              place,
              "The store does not answer.",
              "Check the network and fs.s3a.endpoint, then run again."));
    }
    return Optional.empty();
  }

  private static UserError unusable(String place, String why, String remedy) {
    return new UserError(ErrorCode.STORE_UNUSABLE, "cannot use " + place, why, UNCHANGED + remedy);
  }

  /**
   * Refuses an address that carries a password, as it would stand in tables and in the manifest;
   * nothing up to its last {@code @} but the scheme is repeated, lest a part of it is.
   *
   * @throws UserError where a colon, and not that of a port, comes before the first slash of what
   *     follows the scheme, and an {@code @} somewhere behind it: a secret may hold slashes
   */
  public static void refuseSecret(String address) {
    Matcher secret = WITH_SECRET.matcher(address);
    if (secret.lookingAt()) {
      String withoutIt = secret.group(1) + address.substring(secret.end());
      throw new UserError(
          ErrorCode.COMMAND_LINE_INVALID,
          "the address of " + withoutIt + " carries a password",
          "Addresses stand in tables and in the manifest.",
          "Give it by the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
    }
  }

  /** A folder for tables that holds something else. */
  public static UserError tablesTaken(String location) {
    return new UserError(
        ErrorCode.STORE_UNUSABLE,
        "the tables cannot be at " + location,
        "It holds what this warehouse did not write; another one's tables are never touched.",
        UNCHANGED + "Name an empty folder by --tables.");
  }

  /** Tables that are to be elsewhere than those published. */
  public static UserError tablesStay(String kept, String asked) {
    return new UserError(
        ErrorCode.COMMAND_LINE_INVALID,
        "the tables of this warehouse cannot be at " + asked,
        "Those of its published runs are at " + kept + ".",
        "Leave --tables out, or run all of your files into another --warehouse.");
  }

  /** A published table that is not what a run wrote. */
  public static UserError tableDamaged(String table, String why) {
    return new UserError(
        ErrorCode.WAREHOUSE_DAMAGED,
        "the warehouse is damaged: " + table,
        why,
        "Restore the file from a backup, or start over with an empty --warehouse.");
  }

  /** A table that another writer has changed during a run. */
  public static UserError tablesShared(String table) {
    return new UserError(
        ErrorCode.STORE_UNUSABLE,
        "something else wrote to " + table,
        "Its version is not the one this run wrote; a store has one warehouse, on one machine.",
        UNCHANGED + "End the other writer, then run again.");
  }

  /** Executors that do not find what the driver wrote. */
  public static UserError notShared(String folder) {
    return new UserError(
        ErrorCode.PATH_UNWRITABLE,
        "not every executor can write to " + folder,
        "On a cluster tables are written by the executors, which must see the same folder.",
        UNCHANGED + "Put it on a disk that all nodes mount, or the tables in a store by --tables.");
  }

  /** A command that has to read tables in a store, and was not started with what that takes. */
  public static UserError needsSpark() {
    return new UserError(
        ErrorCode.STORE_UNUSABLE,
        "this warehouse has its tables in a store",
        "Reaching it takes Hadoop, which is not on the class path.",
        "Give options of Spark before the command: scripts/tidemark --packages ... verify");
  }

  /** A cluster that ended the job, or never took it. */
  public static UserError clusterLost() {
    return new UserError(
        ErrorCode.CLUSTER_LOST,
        "the cluster does not take the job, or no longer",
        "Spark was stopped: no master answers, or it removed the application.",
        UNCHANGED + "Check --master and the logs of the cluster, then run again.");
  }
}
