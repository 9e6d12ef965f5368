package io.tidemark;

import io.tidemark.audit.Audits;
import io.tidemark.cli.Talk;
import io.tidemark.cli.Version;
import io.tidemark.config.FxSettings;
import io.tidemark.config.Policy;
import io.tidemark.config.RelationalSettings;
import io.tidemark.errors.Errors;
import io.tidemark.mrr.DataWindow;
import io.tidemark.outputs.Earlier;
import io.tidemark.outputs.Headline;
import io.tidemark.outputs.Json;
import io.tidemark.outputs.Manifest;
import io.tidemark.outputs.Publication;
import io.tidemark.outputs.RelationalRun;
import io.tidemark.outputs.RelationalStore;
import io.tidemark.outputs.ReportFile;
import io.tidemark.outputs.Runs;
import io.tidemark.outputs.Runs.Run;
import io.tidemark.outputs.Spread;
import io.tidemark.outputs.Warehouse;
import io.tidemark.report.Facts;
import io.tidemark.source.IngestedFile;
import io.tidemark.source.Ledger;
import io.tidemark.source.Profile;
import io.tidemark.source.RateFile;
import io.tidemark.source.Rates;
import io.tidemark.source.SourceData;
import io.tidemark.source.Sources;
import io.tidemark.tables.RestatementTables;
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
import java.util.stream.IntStream;
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
      Warehouse tables = new Warehouse(spark, options.warehouse(), "");
      Optional<Earlier> earlier = Earlier.of(options.warehouse(), tables);
      Ledger known = earlier.map(Earlier::ledger).orElse(Ledger.empty());
      SourceData source =
          talk.step(
              "reading files strictly",
              () -> Sources.read(spark, options.named(), profile, today(clock), known));
      RateFile rates = Rates.read(options.policy().get(FxSettings.RATES), hadoop());
      List<Manifest.Input> inputs = inputs(source.ledger(), rates);
      String identity = Runs.identity(inOrder(inputs), settings(), Version.text());
      Optional<Earlier> same =
          earlier.filter(run -> run.run().identity().equals(identity) && !options.full());
      if (same.isPresent()) {
        return standing(same.get().run());
      }
      Run run = runs.start(startedAt, identity);
      Warehouse warehouse = new Warehouse(spark, options.warehouse(), run.id());
      Spread spread = Spread.of(bytes(source.ledger()));
      spread.tune(spark);
      try (Publication publication = new Publication(warehouse, run.folder(), spread)) {
        Pipeline pipeline =
            new Pipeline(spark, publication, options.policy(), talk, earlier, options.full());
        Pipeline.Proof proof =
            pipeline.run(source, rates.rows(), options.asOf(), options.knownAt());
        List<Audits.Result> uniqueKeys = talk.step("files", publication::uniqueKeys);
        List<Manifest.Check> checks = talk.step("proving", () -> checks(proof, uniqueKeys));
        Earlier.keep(proof.basis(), source.ledger(), run.folder());
        talk.step("relational", () -> loadRelational(run, publication, proof.window()));
        talk.step("report", () -> ReportFile.write(run.folder(), facts(run, proof, checks)));
        Manifest manifest = manifest(run, inputs, publication, proof, checks);
        talk.step("publishing", () -> runs.publish(run, manifest, clock.instant()));
        Headline.of(publication.tables(), options.policy(), proof.window().asOf(), run.folder())
            .forEach(talk::answer);
        earlier.ifPresent(before -> tellIncrement(before, run, publication));
        return run;
      }
    }
  }

  private static long bytes(Ledger ledger) {
    return ledger.files().stream().mapToLong(IngestedFile::sizeBytes).sum();
  }

  private void tellIncrement(Earlier before, Run run, Publication publication) {
    List<IngestedFile> files = before.ledger().files();
    talk.answer(
        "Added to the %d files of run %s, %s among them; a business of its own: another --warehouse"
            .formatted(files.size(), before.run().id(), files.get(0).file()));
    long restated = publication.states().get(RestatementTables.RESTATEMENTS.name()).rows();
    talk.answer(
        restated == 0
            ? "No published day has changed."
            : "Published days have changed, see restatements; by customer: tidemark diff %s %s"
                .formatted(before.run().id(), run.id()));
  }

  /** Nothing is to be done: the same files, policy and code say the same. */
  private Run standing(Run run) {
    talk.answer("Nothing has changed since run " + run.id() + ", which stays current:");
    talk.answer("its files, policy and code are the same. To compute it anew all the same: --full");
    return run;
  }

  /** The checksums of files, told apart by their order: later ones have newer states. */
  private static List<String> inOrder(List<Manifest.Input> inputs) {
    return IntStream.range(0, inputs.size())
        .mapToObj(place -> place + " " + inputs.get(place).sha256())
        .toList();
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

  private Facts facts(Run run, Pipeline.Proof proof, List<Manifest.Check> checks) {
    DataWindow window = proof.window();
    Policy policy = options.policy();
    return new Facts(
        run.identity(),
        Version.text(),
        window.asOf(),
        window.firstDay(),
        LocalDate.ofInstant(window.through(), window.zone()),
        window.zone().getId(),
        policy.get(FxSettings.REPORTING_CURRENCY),
        policy.texts(),
        checks.stream().map(Manifest.Check::name).toList());
  }

  private SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>(options.policy().texts());
    settings.put("source", Profile.text(options.source()));
    options.asOf().ifPresent(date -> settings.put("as_of", date.toString()));
    options.knownAt().ifPresent(time -> settings.put("known_at", time.toString()));
    return settings;
  }

  private static List<Manifest.Check> checks(Pipeline.Proof proof, List<Audits.Result> uniqueKeys) {
    List<String> unbalanced = proof.reconciliation().unbalanced();
    if (!unbalanced.isEmpty()) {
      throw Errors.unbalanced(unbalanced);
    }
    List<Audits.Result> results = new ArrayList<>(uniqueKeys);
    results.addAll(Audits.results(proof.audits()));
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

  private static List<Manifest.Input> inputs(Ledger ledger, RateFile rates) {
    List<Manifest.Input> inputs = new ArrayList<>();
    for (IngestedFile file : ledger.files()) {
      inputs.add(
          new Manifest.Input(
              file.file(), file.kind(), file.sha256(), file.sizeBytes(), file.records()));
    }
    inputs.add(
        new Manifest.Input(rates.name(), "rates", rates.sha256(), rates.sizeBytes(), rates.days()));
    return inputs;
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
