package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.akin.index.IndexManifest;
import io.akin.index.KnnQuery;
import io.akin.index.PaperIndex;
import io.akin.index.PaperView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that is open while another generation becomes the live one. */
class LiveSwitchTest {
  private static final int SMALL = 40;
  private static final int LARGE = 90;

  @TempDir private Path temporary;
  private Path index;
  private Path small;
  private Path large;

  @BeforeEach
  void makeTwoBackups() throws IOException {
    index = temporary.resolve("index");
    small = temporary.resolve("small");
    large = temporary.resolve("large");
    SampleIndex.write(index, SampleIndex.papers(0, SMALL));
    var _ = LuceneBackup.create(index, small);
    SampleIndex.write(index, SampleIndex.papers(SMALL, LARGE));
    var _ = LuceneBackup.create(index, large);
  }

  @Test
  void searchesGoOnWhileGenerationsAreSwitched() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<FutureTask<Long>> searching = new ArrayList<>();
    try (PaperIndex reader = LuceneIndex.open(index, Duration.ZERO)) {
      for (int i = 0; i < 4; i++) {
        FutureTask<Long> task = new FutureTask<>(search(reader, done));
        searching.add(task);
        Thread.ofPlatform().name("search " + i).start(task);
      }
      for (int i = 0; i < 16; i++) {
        restore(i % 2 == 0 ? small : large);
      }
      done.set(true);
      for (FutureTask<Long> task : searching) {
        assertTrue(task.get() > 0);
      }
      assertEquals(LARGE, reader.size());
    }
  }

  /** Searches until it is told to stop; every answer must be whole. */
  private static Callable<Long> search(PaperIndex reader, AtomicBoolean done) {
    return () -> {
      long searches = 0;
      do {
        int papers = reader.size();
        assertTrue(papers == SMALL || papers == LARGE, () -> "saw " + papers);
        int hits = reader.nearest(new KnnQuery(SampleIndex.paper(3).embedding(), 200)).size();
        assertTrue(hits == SMALL || hits == LARGE, () -> "found " + hits);
        assertEquals(
            SampleIndex.paper(5), reader.find(SampleIndex.paper(5).paper().id()).orElseThrow());
        searches++;
      } while (!done.get());
      return searches;
    };
  }

  @Test
  void whoHasBegunToReadReadsToTheEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch switched = new CountDownLatch(1);
    try (PaperIndex reader = LuceneIndex.open(index, Duration.ZERO)) {
      FutureTask<Integer> scanning =
          new FutureTask<>(
              () -> {
                List<Object> seen = new ArrayList<>();
                reader.scan(
                    paper -> {
                      begun.countDown();
                      await(switched);
                      seen.add(paper);
                    });
                return seen.size();
              });
      Thread.ofPlatform().name("scan").start(scanning);
      begun.await();

      restore(small);
      assertEquals(SMALL, reader.size());
      switched.countDown();

      assertEquals(LARGE, scanning.get());
    }
  }

  @Test
  void filesOfTheOldGenerationAreClosedOnceNobodyReadsThem() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    assumeTrue(Files.isReadable(maps), "only Linux tells which files are mapped");
    try (PaperIndex reader = LuceneIndex.open(index, Duration.ZERO)) {
      assertTrue(Files.readString(maps).contains(index.resolve("1").toString()));

      restore(small);
      assertEquals(SMALL, reader.size());

      assertFalse(Files.readString(maps).contains(index.resolve("1").toString()));
    }
    assertFalse(Files.readString(maps).contains(index.toString()));
  }

  @Test
  void aGenerationOfAnotherModelIsTakenIntoUseWhenItIsAdmitted() throws IOException {
    Path other = temporary.resolve("other");
    IndexManifest manifest = SampleIndex.manifest("other");
    SampleIndex.write(other, manifest, SampleIndex.papers(0, 5));
    AtomicBoolean admitted = new AtomicBoolean();
    try (PaperIndex reader =
        LuceneIndex.open(
            index, Duration.ZERO, space -> space.equals(manifest.space()) && admitted.get())) {
      restore(other);
      assertEquals(LARGE, reader.size());
      assertEquals(SampleIndex.MANIFEST, reader.manifest());

      admitted.set(true);
      assertEquals(5, reader.size());
      assertEquals(manifest, reader.manifest());
    }
  }

  @Test
  void aViewKeepsItsModelWhateverBecomesLive() throws IOException {
    Path other = temporary.resolve("other");
    SampleIndex.write(other, SampleIndex.manifest("other"), SampleIndex.papers(0, 5));
    try (PaperIndex reader = LuceneIndex.open(index, Duration.ZERO);
        PaperView view = reader.view()) {
      restore(other);
      assertEquals(5, reader.size());

      assertEquals(SampleIndex.MANIFEST, view.manifest());
      assertEquals(LARGE, view.size());
    }
  }

  @Test
  void aViewThatIsYoungEnoughIsKept() throws IOException {
    try (PaperIndex reader = LuceneIndex.open(index, Duration.ofDays(1))) {
      restore(small);

      assertEquals(LARGE, reader.size());
      assertEquals(
          LARGE, reader.nearest(new KnnQuery(SampleIndex.paper(3).embedding(), 200)).size());
    }
  }

  private void restore(Path backup) throws IOException {
    var _ = LuceneBackup.restore(backup, index, true, "akin restore", InstantSource.system());
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
