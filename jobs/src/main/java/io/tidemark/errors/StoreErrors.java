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
              "No file system on the class path supports this address.",
              "For s3a, add --packages before the command; see docs/OPERATIONS.md."));
    }
    if (speaks.test("UnknownStoreException") || speaks.test("NoSuchBucketException")) {
      return Optional.of(
          unusable(
              place,
              "The bucket does not exist.",
              "Create it, or correct its name or fs.s3a.endpoint."));
    }
    if (speaks.test("NoAuthWithAWSException") || speaks.test("NoAwsCredentialsException")) {
      return Optional.of(
          unusable(
              place,
              "The credentials for the store are missing.",
              "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or configure a Hadoop credential"
                  + " provider."));
    }
    if (speaks.test("Status Code: 403") || speaks.test("Status Code: 401")) {
      return Optional.of(
          unusable(
              place,
              "The store rejected the credentials.",
              "Correct them, or grant them list, read, write and delete permissions."));
    }
    if (speaks.test("SdkClientException") || speaks.test("Status Code: 50")) {
      return Optional.of(
          unusable(
              place,
              "The store does not respond.",
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
          "the address " + withoutIt + " contains a password",
          "Addresses are stored in tables and in the manifest.",
          "Pass credentials in the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
    }
  }

  /** A folder for tables that holds something else. */
  public static UserError tablesTaken(String location) {
    return new UserError(
        ErrorCode.STORE_UNUSABLE,
        "cannot put the tables at " + location,
        "It contains files that this warehouse did not write.",
        UNCHANGED + "Use an empty folder for --tables.");
  }

  /** Tables that are to be elsewhere than those published. */
  public static UserError tablesStay(String kept, String asked) {
    return new UserError(
        ErrorCode.COMMAND_LINE_INVALID,
        "cannot move the tables of this warehouse to " + asked,
        "The tables of its published runs are at " + kept + ".",
        "Omit --tables, or ingest all files into another --warehouse.");
  }

  /** A published table that is not what a run wrote. */
  public static UserError tableDamaged(String table, String why) {
    return new UserError(
        ErrorCode.WAREHOUSE_DAMAGED,
        "the warehouse is damaged: " + table,
        why,
        "Restore the file from a backup, or start with an empty --warehouse.");
  }

  /** A table that another writer has changed during a run. */
  public static UserError tablesShared(String table) {
    return new UserError(
        ErrorCode.STORE_UNUSABLE,
        "another process wrote to " + table,
        "Its version is not the one this run wrote. Only one warehouse on one machine may write to"
            + " the tables.",
        UNCHANGED + "Stop the other writer, then run again.");
  }

  /** Executors that do not find what the driver wrote. */
  public static UserError notShared(String folder) {
    return new UserError(
        ErrorCode.PATH_UNWRITABLE,
        "some executors cannot write to " + folder,
        "On a cluster, executors write the tables, so all of them must see the same folder.",
        UNCHANGED + "Use a disk that all nodes mount, or an object store with --tables.");
  }

  /** A command that has to read tables in a store, and was not started with what that takes. */
  public static UserError needsSpark() {
    return new UserError(
        ErrorCode.STORE_UNUSABLE,
        "the tables of this warehouse are in an object store",
        "Reading it requires Hadoop, which is not on the class path.",
        "Put Spark options before the command: scripts/tidemark --packages ... verify");
  }

  /** A cluster that ended the job, or never took it. */
  public static UserError clusterLost() {
    return new UserError(
        ErrorCode.CLUSTER_LOST,
        "lost the connection to the Spark cluster",
        "Spark was stopped: the master does not respond, or it removed the application.",
        UNCHANGED + "Check --master and the cluster logs, then run again.");
  }
}
