package io.tidemark;

import io.tidemark.audit.Audits;
import io.tidemark.cli.Talk;
import io.tidemark.cli.Version;
import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.config.RelationalSettings;
import io.tidemark.errors.Errors;
import io.tidemark.mrr.DataWindow;
import io.tidemark.outputs.Headline;
import io.tidemark.outputs.Json;
import io.tidemark.outputs.Manifest;
import io.tidemark.outputs.Publication;
import io.tidemark.outputs.RelationalRun;
import io.tidemark.outputs.RelationalStore;
import io.tidemark.outputs.Runs;
import io.tidemark.outputs.Runs.Run;
import io.tidemark.outputs.Warehouse;
import io.tidemark.source.Profile;
import io.tidemark.source.RateFile;
import io.tidemark.source.Rates;
import io.tidemark.source.SourceData;
import io.tidemark.source.SourceFile;
import io.tidemark.source.Sources;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** One run from its lock to its publication: the data's way is {@link Pipeline}. */
public final class RunJob {
  private final SparkSession spark;
  private final RunOptions options;
  private final Talk talk;

  public RunJob(SparkSession spark, RunOptions options, Talk talk) {
    this.spark = spark;
    this.options = options;
    this.talk = talk;
  }

  /**
   * Reads, computes, proves and publishes; whatever fails before the last step changes nothing that
   * readers see.
   *
   * @return the published run
   * @throws io.tidemark.errors.UserError where input is refused, the books do not balance, an audit
   *     fails or another run holds the warehouse
   */
  public Run run() {
    Clock clock = Clock.systemUTC();
    Instant startedAt = clock.instant();
    try (Runs runs = Runs.lock(options.warehouse())) {
      Profile profile = Profile.parse(Profile.text(options.source()));
      SourceData source =
          talk.step(
              "reading files strictly",
              () -> Sources.read(spark, options.named(), profile, today(clock)));
      RateFile rates = Rates.read(options.policy().get(FxSettings.RATES), hadoop());
      List<Manifest.Input> inputs = inputs(source, rates);
      List<String> checksums = inputs.stream().map(Manifest.Input::sha256).toList();
      String identity = Runs.identity(checksums, settings(), Version.text());
      Run run = runs.start(startedAt, identity);
      Warehouse warehouse = new Warehouse(spark, options.warehouse(), run.id());
      Publication publication = new Publication(warehouse, run.folder());
      Pipeline pipeline = new Pipeline(spark, publication, options.policy(), talk);
      Pipeline.Proof proof = pipeline.run(source, rates.rows(), options.asOf(), options.knownAt());
      List<Manifest.Check> checks = talk.step("proving", () -> checks(proof));
      talk.step("relational", () -> loadRelational(run, publication, proof.window()));
      talk.step(
          "publishing",
          () ->
              runs.publish(
                  run, manifest(run, inputs, publication, proof, checks), clock.instant()));
      Headline.of(publication.tables(), options.policy(), proof.window().asOf(), run.folder())
          .forEach(talk::answer);
      talk.done(
          "Published run " + run.id(),
          "tidemark explain --customer ID  what a customer's MRR is made of, from its invoices",
          "tidemark runs                   this and earlier runs; rollback makes one current again");
      return run;
    }
  }

  private static LocalDate today(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private RelationalRun loadRelational(Run run, Publication publication, DataWindow window) {
    Policy policy = options.policy();
    Optional<String> password =
        Optional.ofNullable(System.getenv(RelationalSettings.PASSWORD_VARIABLE));
    RelationalRun row =
        new RelationalRun(
            run.id(),
            run.startedAt(),
            window.from(),
            window.through(),
            window.asOf(),
            window.zone(),
            Version.text(),
            Json.write(policy.texts()));
    new RelationalStore(policy, password).load(run.folder(), row, publication.tables());
    return row;
  }

  private SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>(options.policy().texts());
    settings.put("source", Profile.text(options.source()));
    options.asOf().ifPresent(date -> settings.put("as_of", date.toString()));
    options.knownAt().ifPresent(time -> settings.put("known_at", time.toString()));
    return settings;
  }

  private static List<Manifest.Check> checks(Pipeline.Proof proof) {
    List<String> unbalanced = proof.reconciliation().unbalanced();
    if (!unbalanced.isEmpty()) {
      throw Errors.unbalanced(unbalanced);
    }
    List<Audits.Result> results = Audits.results(proof.audits());
    List<Audits.Result> failed = results.stream().filter(Audits.Result::isFailure).toList();
    if (!failed.isEmpty()) {
      Audits.Result first = failed.get(0);
      throw Errors.auditFailed(first.name(), first.offenders(), first.example());
    }
    return results.stream()
        .map(result -> new Manifest.Check(result.name(), result.offenders()))
        .toList();
  }

  private Manifest manifest(
      Run run,
      List<Manifest.Input> inputs,
      Publication publication,
      Pipeline.Proof proof,
      List<Manifest.Check> checks) {
    Map<String, String> versions =
        Map.of(
            "tidemark", Version.text(),
            "spark", spark.version(),
            "java", Runtime.version().toString());
    return new Manifest(
        run.id(),
        run.identity(),
        run.startedAt(),
        run.startedAt(),
        proof.window().asOf(),
        versions,
        inputs,
        options.policy().texts(),
        publication.states(),
        checks,
        talk.seconds(),
        Map.of());
  }

  private static List<Manifest.Input> inputs(SourceData source, RateFile rates) {
    List<Manifest.Input> inputs = new ArrayList<>();
    for (SourceFile file : source.files()) {
      inputs.add(
          new Manifest.Input(
              file.file(), file.kind().text(), file.sha256(), file.sizeBytes(), file.records()));
    }
    inputs.add(
        new Manifest.Input(rates.name(), "rates", rates.sha256(), rates.sizeBytes(), rates.days()));
    return inputs;
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
