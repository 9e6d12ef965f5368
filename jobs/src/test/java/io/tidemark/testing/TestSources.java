package io.tidemark.testing;

import io.tidemark.source.IngestLog;
import io.tidemark.source.SourceData;
import io.tidemark.source.Sources;
import io.tidemark.source.profile.Profile;
import java.time.LocalDate;
import java.util.List;

/** Reads export files into an empty warehouse, in the session of the tests. */
public final class TestSources {
  private TestSources() {}

  /** Returns the profile of Stripe's dashboard exports. */
  public static Profile stripe() {
    return Profile.parse(Profile.text("stripe"));
  }

  /** Reads invoices and customers as if on a given day. */
  public static SourceData read(
      List<String> invoices, List<String> customers, Profile profile, LocalDate readOn) {
    return read(new Sources.Named(invoices, customers, List.of()), profile, readOn);
  }

  /** Reads files of every kind as if on a given day. */
  public static SourceData read(Sources.Named named, Profile profile, LocalDate readOn) {
    return Sources.read(TestSpark.session(), named, profile, readOn, IngestLog.empty());
  }
}
