package io.tidemark.warehouse;

import io.tidemark.errors.Errors;
import io.tidemark.errors.StoreErrors;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Checks that executors write to the folder that the driver reads. Spark assumes this: parts
 * written elsewhere would be missing without an error.
 */
final class SharedFolder {
  private static final String MEETING = ".meeting";
  private static final int TASKS_PER_CORE = 2;

  private SharedFolder() {}

  /**
   * Runs tasks on every core that look for a file of the driver and create one in response.
   *
   * @throws io.tidemark.errors.UserError if a task does not find the driver's file, or the driver
   *     does not find the task's
   */
  static void check(SparkSession spark, Path folder) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    int tasks = context.defaultParallelism() * TASKS_PER_CORE;
    Path meeting = folder.resolve(MEETING);
    String place = meeting.toString();
    try {
      PrivateFiles.delete(meeting);
      PrivateFiles.createFolders(meeting);
      PrivateFiles.release(meeting);
      List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
      boolean found =
          context
              .parallelize(numbers, tasks)
              .map(number -> answer(place, number))
              .collect()
              .stream()
              .allMatch(there -> there);
      boolean answered =
          numbers.stream().allMatch(number -> Files.exists(meeting.resolve(number.toString())));
      PrivateFiles.delete(meeting);
      if (!found || !answered) {
        throw StoreErrors.notShared(folder.toString());
      }
    } catch (IOException failed) {
      throw Errors.unwritable(meeting, failed.toString());
    }
  }

  private static boolean answer(String meeting, int number) {
    Path folder = Path.of(meeting);
    try {
      boolean isThere = PrivateFiles.isMarked(folder);
      if (isThere) {
        PrivateFiles.create(folder.resolve(Integer.toString(number))).close();
      }
      return isThere;
    } catch (FileAlreadyExistsException answeredBefore) {
      return true;
    } catch (IOException readOnly) {
      return false;
    }
  }
}
