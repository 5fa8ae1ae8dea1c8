package io.akin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The walls of the house: who may import whom, where each library lives, and what nobody calls. */
class ArchitectureTest {
  private static final String ROOT = "io.akin.";

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.akin");

  /** A package, and those of ours that it may import beside itself. */
  record Room(String name, List<String> mayImport) {
    Room(String name, String... mayImport) {
      this(name, List.of(mayImport));
    }
  }

  static final List<Room> ROOMS =
      List.of(
          new Room("paper"),
          new Room("paper.json", "paper"),
          new Room("embedding"),
          new Room("cluster", "embedding"),
          new Room("layout", "embedding", "cluster"),
          new Room("atlas", "paper"),
          new Room("atlas.json", "paper", "atlas"),
          new Room("topic", "paper", "embedding", "cluster", "atlas"),
          new Room("model", "embedding"),
          new Room("model.hub", "paper", "remote"),
          new Room("encoder", "embedding"),
          new Room("encoder.onnx", "embedding", "encoder", "model"),
          new Room("clean", "paper"),
          new Room("language"),
          new Room("corpus", "paper"),
          new Room("corpus.bibliography", "paper", "corpus"),
          new Room("corpus.json", "paper", "paper.json", "corpus"),
          new Room("corpus.listing", "paper", "corpus"),
          new Room("corpus.xml", "paper", "corpus"),
          new Room("remote"),
          new Room("harvest", "paper", "corpus", "corpus.xml", "remote"),
          new Room("corpus.table", "paper", "corpus"),
          new Room("corpus.parquet", "paper", "corpus", "corpus.table"),
          new Room("index", "paper", "embedding"),
          new Room("index.json", "embedding", "index"),
          new Room("index.lucene", "paper", "embedding", "index", "index.lucene.quantized"),
          new Room("index.lucene.quantized"),
          new Room(
              "ingest", "paper", "clean", "language", "embedding", "corpus", "encoder", "index"),
          new Room("export", "paper", "paper.json", "embedding", "cluster", "atlas", "index"),
          new Room("recommend", "paper", "clean", "embedding", "encoder", "index", "recommend.why"),
          new Room("recommend.why", "embedding", "encoder"),
          new Room("embed", "embedding", "encoder", "recommend"),
          new Room("embed.json", "paper", "embed"),
          new Room("recommend.json", "paper", "paper.json", "index", "recommend"),
          new Room("listing", "paper", "index"),
          new Room(
              "experiment",
              "paper",
              "embedding",
              "cluster",
              "layout",
              "topic",
              "atlas",
              "index",
              "recommend"),
          new Room(
              "experiment.json", "paper", "index", "recommend", "recommend.json", "experiment"),
          new Room("eval", "embedding"),
          new Room("landscape", "paper", "atlas", "index"),
          new Room(
              "eval.engine",
              "paper",
              "clean",
              "embedding",
              "cluster",
              "encoder",
              "index",
              "ingest",
              "recommend",
              "layout",
              "eval"),
          new Room("http", "paper", "encoder", "index", "recommend", "recommend.json"),
          new Room(
              "http.api",
              "paper",
              "paper.json",
              "embedding",
              "encoder",
              "corpus",
              "index",
              "index.json",
              "ingest",
              "recommend",
              "recommend.json",
              "embed",
              "embed.json",
              "atlas",
              "atlas.json",
              "cluster",
              "experiment",
              "experiment.json",
              "export",
              "http"),
          new Room("http.huggingface", "paper", "index", "recommend", "listing", "http"),
          new Room(
              "http.semanticscholar",
              "paper",
              "embedding",
              "index",
              "recommend",
              "recommend.json",
              "http"),
          new Room("http.openai", "paper", "embedding", "encoder", "embed", "embed.json", "http"),
          new Room(
              "http.textembeddings",
              "paper",
              "embedding",
              "encoder",
              "embed",
              "embed.json",
              "http"),
          new Room(
              "http.mcp",
              "paper",
              "paper.json",
              "encoder",
              "index",
              "recommend",
              "recommend.json",
              "http"),
          new Room(
              "http.feed", "paper", "atlas", "index", "landscape", "recommend", "listing", "http"),
          new Room("http.discovery", "paper", "atlas", "index", "landscape", "http"),
          new Room("http.page", "http"),
          new Room(
              "http.site",
              "paper",
              "atlas",
              "clean",
              "corpus",
              "index",
              "landscape",
              "listing",
              "recommend",
              "http",
              "http.page"),
          new Room(
              "http.map", "paper", "atlas", "index", "landscape", "recommend", "http", "http.page"),
          new Room("http.widget", "paper", "index", "listing", "recommend", "http", "http.page"),
          new Room(
              "app",
              "atlas",
              "atlas.json",
              "embedding",
              "model",
              "encoder",
              "encoder.onnx",
              "corpus",
              "corpus.bibliography",
              "corpus.json",
              "corpus.listing",
              "corpus.xml",
              "corpus.table",
              "corpus.parquet",
              "index",
              "index.lucene",
              "ingest",
              "recommend",
              "landscape",
              "listing",
              "embed",
              "http",
              "http.api",
              "http.feed",
              "http.map",
              "http.discovery",
              "http.huggingface",
              "http.semanticscholar",
              "http.openai",
              "http.textembeddings",
              "http.mcp",
              "http.page",
              "http.site",
              "http.widget"),
          new Room(
              "cli",
              "paper",
              "paper.json",
              "embedding",
              "cluster",
              "model",
              "model.hub",
              "encoder",
              "corpus",
              "remote",
              "harvest",
              "index",
              "index.json",
              "ingest",
              "recommend",
              "recommend.json",
              "eval",
              "eval.engine",
              "layout",
              "atlas",
              "atlas.json",
              "experiment",
              "experiment.json",
              "export",
              "http",
              "app"));

  /** A library, and the only packages of ours that know it. */
  record Library(String packages, List<String> homes) {
    Library(String packages, String... homes) {
      this(packages, List.of(homes));
    }
  }

  static final List<Library> LIBRARIES =
      List.of(
          new Library("ai.djl..", "encoder.onnx"),
          new Library("ai.onnxruntime..", "encoder.onnx"),
          new Library("org.apache.lucene..", "index.lucene", "index.lucene.quantized"),
          new Library("jdk.incubator.vector..", "cluster", "index.lucene.quantized"),
          new Library("org.jsoup..", "clean"),
          new Library("com.github.luben..", "corpus", "corpus.parquet", "export"),
          new Library("java.net.http..", "remote", "harvest", "model.hub"),
          new Library("com.ctc.wstx..", "corpus.xml"),
          new Library("org.codehaus.stax2..", "corpus.xml"),
          new Library("org.jbibtex..", "corpus.bibliography"),
          new Library("org.apache.parquet..", "corpus.parquet", "export"),
          new Library("shaded.parquet..", "corpus.parquet", "export"),
          new Library("de.siegmar..", "corpus.table", "export"),
          new Library(
              "io.javalin..",
              "http",
              "http.api",
              "http.discovery",
              "http.feed",
              "http.huggingface",
              "http.map",
              "http.mcp",
              "http.openai",
              "http.page",
              "http.semanticscholar",
              "http.textembeddings",
              "http.site",
              "http.widget"),
          new Library("io.modelcontextprotocol..", "http.mcp"),
          new Library("reactor..", "http.mcp"),
          new Library("io.micrometer..", "http", "http.textembeddings"),
          new Library("org.eclipse.jetty..", "http"),
          new Library("io.pebbletemplates..", "http.page"),
          new Library("picocli..", "cli"),
          new Library("me.tongfei..", "cli"),
          new Library("org.jline..", "cli"),
          new Library(
              "com.fasterxml.jackson..",
              "encoder.onnx",
              "paper.json",
              "index.json",
              "recommend.json",
              "atlas.json",
              "experiment.json",
              "corpus.json",
              "export",
              "harvest",
              "model",
              "model.hub",
              "eval",
              "embed.json",
              "http",
              "http.api",
              "http.feed",
              "http.huggingface",
              "http.map",
              "http.semanticscholar",
              "http.openai",
              "http.textembeddings",
              "http.mcp",
              "cli"));

  @ParameterizedTest
  @FieldSource("ROOMS")
  void importsOnlyWhatTheTableAllows(Room room) {
    Set<String> allowed =
        room.mayImport().stream().map(name -> ROOT + name).collect(Collectors.toSet());
    allowed.add(ROOT + room.name());
    noClasses()
        .that()
        .resideInAPackage(ROOT + room.name())
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are ours and not of " + allowed,
                (JavaClass imported) ->
                    imported.getPackageName().startsWith("io.akin")
                        && !allowed.contains(imported.getPackageName())))
        .check(OURS);
  }

  @ParameterizedTest
  @FieldSource("LIBRARIES")
  void aLibraryIsKnownOnlyWhereItIsAtHome(Library library) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            library.homes().stream().map(name -> ROOT + name).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library.packages())
        .check(OURS);
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> found =
        OURS.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(ROOT.length()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        ROOMS.stream().map(Room::name).collect(Collectors.toCollection(TreeSet::new)), found);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("io.akin.(**)").should().beFreeOfCycles().check(OURS);
  }

  static final List<ArchRule> BANNED =
      List.of(
          noClasses()
              .should()
              .callMethod(Thread.class, "sleep", long.class)
              .because("waiting for time to pass is neither fast nor sure; wait for the event"),
          noClasses()
              .should()
              .dependOnClassesThat()
              .belongToAnyOf(Random.class, ThreadLocalRandom.class)
              .because("randomness is an argument, so that a run can be repeated"),
          noClasses()
              .should()
              .callMethod(Executors.class, "newFixedThreadPool", int.class)
              .orShould()
              .callMethod(Executors.class, "newCachedThreadPool")
              .orShould()
              .callMethod(Executors.class, "newSingleThreadExecutor")
              .because("threads have names, and queues have bounds"),
          noClasses()
              .should()
              .callMethod(Charset.class, "defaultCharset")
              .orShould()
              .callMethod(Locale.class, "getDefault")
              .because("the same input gives the same output on every machine"),
          noClasses()
              .that()
              .resideOutsideOfPackage(ROOT + "cli")
              .should()
              .accessField(System.class, "out")
              .orShould()
              .accessField(System.class, "err")
              .because("standard output belongs to the commands"),
          noClasses()
              .should()
              .dependOnClassesThat()
              .haveFullyQualifiedName("java.io.ObjectInputStream")
              .because("reading Java serialization runs what the data says"),
          noClasses()
              .that()
              .resideOutsideOfPackages(ROOT + "cli", ROOT + "encoder.onnx")
              .should()
              .callMethod(System.class, "setProperty", String.class, String.class)
              .orShould()
              .callMethod(System.class, "getenv", String.class)
              .because(
                  "settings come in by arguments; libraries that know no better are the exception"));

  @ParameterizedTest
  @FieldSource("BANNED")
  void nobodyMakesABannedCall(ArchRule rule) {
    rule.check(OURS);
  }

  @Test
  void everyPackageSaysWhatItIsAndThatNullIsMarked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(NullMarked.class)
        .check(OURS);
    assertEquals(
        ROOMS.size(),
        OURS.stream().filter(type -> type.getSimpleName().equals("package-info")).count());
  }
}
