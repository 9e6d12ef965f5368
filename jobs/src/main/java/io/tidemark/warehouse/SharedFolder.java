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
 * Whether executors write to the folder that the driver reads. Spark takes it for granted: parts
 * that were written elsewhere would be missing without a word.
 */
final class SharedFolder {
  private static final String MEETING = ".meeting";
  private static final int TASKS_PER_CORE = 2;

  private SharedFolder() {}

  /**
   * Lets tasks on every core answer a file of the driver by one of their own.
   *
   * @throws io.tidemark.errors.UserError where a task does not find it, or its answer is not here
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
