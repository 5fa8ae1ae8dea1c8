package io.akin.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models that 'make model' fetches: the build, their manifests and the documents agree. */
class PackagedModelsTest {
  static List<String> packaged() throws IOException {
    return List.of(only("(?m)^PACKAGED := (.+)$", Path.of("Makefile")).split(" "));
  }

  private static String only(String pattern, Path file) throws IOException {
    Matcher found = Pattern.compile(pattern).matcher(Files.readString(file, UTF_8));
    assertTrue(found.find(), () -> file + " has no " + pattern);
    return found.group(1);
  }

  @Test
  void thereAreFourAndTheDefaultIsTheFirst() throws IOException {
    assertEquals(4, packaged().size());
    assertEquals(only("(?m)^DEFAULT_MODEL := (.+)$", Path.of("Makefile")), packaged().getFirst());
    assertEquals(only("<model.name>(.+)</model.name>", Path.of("pom.xml")), packaged().getFirst());
  }

  @ParameterizedTest
  @MethodSource("packaged")
  void theManifestNamesTheArtifactThatIsFetched(String name) throws IOException {
    ModelManifest manifest = ModelManifest.read(Path.of("models", name));

    assertEquals(name, manifest.name());
    assertEquals(
        "maven:dev.langchain4j:langchain4j-embeddings-%s:%s"
            .formatted(
                name.toLowerCase(Locale.ROOT).replace(".", ""),
                only("<model.artifact.version>(.+)</model.artifact.version>", Path.of("pom.xml"))),
        manifest.source());
  }

  @ParameterizedTest
  @MethodSource("packaged")
  void gitKeepsTheManifestAndTheDocumentsNameTheModel(String name) throws IOException {
    assertTrue(Files.readString(Path.of(".gitignore"), UTF_8).contains("!/models/" + name + "/\n"));
    assertTrue(Files.readString(Path.of("README.md"), UTF_8).contains("| " + name));
    assertTrue(
        Files.readString(Path.of("models/README.md"), UTF_8)
            .matches("(?s).*\\| \\[?" + name + ".*"));
  }
}
