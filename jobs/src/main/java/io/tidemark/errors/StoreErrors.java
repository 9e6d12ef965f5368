package io.tidemark.errors;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Errors of object stores and clusters. */
public final class StoreErrors {
  private static final String UNCHANGED = "Nothing was published. ";

  /**
   * A scheme, and a user with a password. In the address of a bucket, a colon never precedes a
   * port, because buckets have none.
   */
  private static final Pattern WITH_SECRET =
      Pattern.compile("(?is)(s3[an]?:/+|[a-z][a-z0-9+.-]*:/+(?![^/@:]*:\\d{1,5}/))[^/@:]*:.*@");

  private StoreErrors() {}

  /**
   * Returns the user error for a failure of a Hadoop file system. It compares the names of the
   * exceptions, because the stores' own classes may not be on the class path.
   *
   * @param place the address that was read or written
   * @return empty if it is not a failure of a store
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
   * Refuses an address with a password, which would be written to tables and to the manifest. The
   * error repeats nothing up to the last {@code @} except the scheme, so that it contains no part
   * of a password.
   *
   * @throws UserError if, after the scheme, the part before the first slash contains a colon that
   *     is not that of a port, and an {@code @} follows anywhere: a password may contain slashes
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

  /** Returns the error for a folder for tables that contains something else. */
  public static UserError tablesTaken(String location) {
    return new UserError(
        ErrorCode.STORE_UNUSABLE,
        "cannot put the tables at " + location,
        "It contains files that this warehouse did not write.",
        UNCHANGED + "Use an empty folder for --tables.");
  }

  /** Returns the error for a location for tables that differs from that of the published ones. */
  public static UserError tablesStay(String kept, String asked) {
    return new UserError(
        ErrorCode.COMMAND_LINE_INVALID,
        "cannot move the tables of this warehouse to " + asked,
        "The tables of its published runs are at " + kept + ".",
        "Omit --tables, or ingest all files into another --warehouse.");
  }

  /** Returns the error for a published table that is not what a run wrote. */
  public static UserError tableDamaged(String table, String why) {
    return new UserError(
        ErrorCode.WAREHOUSE_DAMAGED,
        "the warehouse is damaged: " + table,
        why,
        "Restore the file from a backup, or start with an empty --warehouse.");
  }

  /** Returns the error for a table that another writer changed during a run. */
  public static UserError tablesShared(String table) {
    return new UserError(
        ErrorCode.STORE_UNUSABLE,
        "another process wrote to " + table,
        "Its version is not the one this run wrote. Only one warehouse on one machine may write to"
            + " the tables.",
        UNCHANGED + "Stop the other writer, then run again.");
  }

  /** Returns the error for executors that cannot find the files that the driver wrote. */
  public static UserError notShared(String folder) {
    return new UserError(
        ErrorCode.PATH_UNWRITABLE,
        "some executors cannot write to " + folder,
        "On a cluster, executors write the tables, so all of them must see the same folder.",
        UNCHANGED + "Use a disk that all nodes mount, or an object store with --tables.");
  }

  /**
   * Returns the error for a command that reads tables in a store but was started without the
   * required class path.
   */
  public static UserError needsSpark() {
    return new UserError(
        ErrorCode.STORE_UNUSABLE,
        "the tables of this warehouse are in an object store",
        "Reading it requires Hadoop, which is not on the class path.",
        "Put Spark options before the command: scripts/tidemark --packages ... verify");
  }

  /** Returns the error for a cluster that ended the job or never accepted it. */
  public static UserError clusterLost() {
    return new UserError(
        ErrorCode.CLUSTER_LOST,
        "lost the connection to the Spark cluster",
        "Spark was stopped: the master does not respond, or it removed the application.",
        UNCHANGED + "Check --master and the cluster logs, then run again.");
  }
}
