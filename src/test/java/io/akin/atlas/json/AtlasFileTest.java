package io.akin.atlas.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.atlas.Atlas;
import io.akin.atlas.Provenance;
import io.akin.atlas.Topic;
import io.akin.paper.PaperId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtlasFileTest {
  @TempDir private Path folder;

  private final List<String> notes = new ArrayList<>();

  @Test
  void anAtlasIsReadBackToTheLastBit() throws IOException {
    Atlas atlas = atlas("graph networks", 0.1f + 0.2f);
    AtlasFile file = file();

    file.write(atlas);

    Atlas read = file.read().orElseThrow();
    assertEquals(atlas.digest(), read.digest());
    assertEquals(atlas.provenance(), read.provenance());
    assertEquals(atlas.topics(), read.topics());
    assertEquals(atlas.papers(), read.papers());
    assertEquals(atlas.x(1), read.x(1));
    assertEquals(OptionalInt.of(1), read.row(id("hep-th/9901001")));
  }

  @Test
  void anAtlasThatDiffersInOneBitOrOneNameHasAnotherDigest() {
    String digest = atlas("graph networks", 1).digest();

    assertNotEquals(digest, atlas("graph networks", Math.nextUp(1f)).digest());
    assertNotEquals(digest, atlas("graph network", 1).digest());
    assertEquals(digest, atlas("graph networks", 1).digest());
  }

  @Test
  void aFileThatIsReplacedIsReadAgainAndOneThatStaysIsNot() throws IOException {
    AtlasFile file = file();
    assertEquals(Optional.empty(), file.get());

    file.write(atlas("graph networks", 1));
    Atlas first = file.get().orElseThrow();
    assertSame(first, file.get().orElseThrow());

    Atlas second = atlas("language models", 1);
    file.write(second);
    assertEquals(second.digest(), file.get().orElseThrow().digest());
  }

  @Test
  void whatIsNotAllOfAnAtlasIsToldOnceAndPassedOver() throws IOException {
    AtlasFile file = file();
    file.write(atlas("graph networks", 1));
    String whole = Files.readString(file.path());
    Files.writeString(file.path(), whole.substring(0, whole.length() / 2));

    assertEquals(Optional.empty(), file.get());
    assertEquals(Optional.empty(), file.get());

    assertEquals(1, notes.size(), notes.toString());
    assertTrue(notes.getFirst().contains(file.path().toString()), notes.getFirst());
    assertThrows(IOException.class, file::read);
  }

  @Test
  void whatWasChangedByHandIsNoticed() throws IOException {
    AtlasFile file = file();
    file.write(atlas("graph networks", 1));
    Files.writeString(
        file.path(), Files.readString(file.path()).replace("graph networks", "graph netw0rks"));

    var thrown = assertThrows(IOException.class, file::read);

    assertTrue(String.valueOf(thrown.getMessage()).contains("akin cluster"), thrown.getMessage());
  }

  @Test
  void nothingIsLeftBesideTheFile() throws IOException {
    file().write(atlas("graph networks", 1));

    try (var files = Files.list(folder)) {
      assertEquals(List.of(file().path()), files.toList());
    }
  }

  private AtlasFile file() {
    return new AtlasFile(folder.resolve("atlas.json"), notes::add);
  }

  private static Atlas atlas(String name, float x) {
    Topic topic =
        new Topic(
            "graph-networks",
            name,
            0,
            OptionalInt.empty(),
            2,
            List.of("graph", "networks \"of\" graphs"),
            List.of(1, 0),
            -1.5f,
            2,
            new TreeMap<>(Map.of(YearMonth.of(2024, 5), 2)),
            List.of(new Topic.Bridge(1, 0)));
    return new Atlas(
        new Provenance("model@1", "abc", Long.MIN_VALUE, new TreeMap<>(Map.of("k", "1"))),
        List.of(id("2306.00978"), id("hep-th/9901001")),
        new float[] {0, x},
        new float[] {Float.MIN_VALUE, -3},
        new int[] {0, Atlas.NOISE},
        new float[] {1, 0},
        List.of(topic));
  }

  private static PaperId id(String text) {
    return PaperId.parse(text).orElseThrow();
  }
}
