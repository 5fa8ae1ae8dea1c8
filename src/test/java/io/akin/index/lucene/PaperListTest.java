package io.akin.index.lucene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.index.IndexedPaper;
import io.akin.index.ListOrder;
import io.akin.index.ListQuery;
import io.akin.index.PaperFilter;
import io.akin.index.PaperIndex;
import io.akin.index.PaperPage;
import io.akin.index.PaperView;
import io.akin.paper.Paper;
import io.akin.paper.PaperId;
import io.akin.paper.PublicationDate;
import io.akin.paper.RandomPapers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaperListTest {
  private static final int PAPERS = 400;

  @TempDir private Path folder;

  /** Even papers stay; odd ones are removed and added over and over. */
  @ParameterizedTest
  @EnumSource
  void pagesHaveEveryPaperThatStaysOnceWhileOthersAreWritten(ListOrder order) throws Exception {
    Path index = folder.resolve("index");
    List<IndexedPaper> papers = IntStream.range(0, PAPERS).mapToObj(PaperListTest::dated).toList();
    SampleIndex.write(index, papers);
    Set<PaperId> staying = new HashSet<>();
    List<IndexedPaper> moving = new ArrayList<>();
    for (int i = 0; i < PAPERS; i++) {
      if (i % 2 == 0) {
        staying.add(papers.get(i).paper().id());
      } else {
        moving.add(papers.get(i));
      }
    }
    AtomicBoolean done = new AtomicBoolean();
    FutureTask<Integer> writing = new FutureTask<>(() -> write(index, moving, done));
    Thread.ofPlatform().name("writer").start(writing);
    try (PaperIndex reader = LuceneIndex.open(index, Duration.ZERO)) {
      Set<Object> versions = new HashSet<>();
      for (int round = 0; round < 5; round++) {
        List<PaperId> seen = new ArrayList<>();
        Optional<ListQuery> query = Optional.of(new ListQuery(PaperFilter.ALL, order, 9));
        while (query.isPresent()) {
          ListQuery asked = query.get();
          try (PaperView view = reader.view()) {
            versions.add(view.version());
            PaperPage page = view.list(asked);
            assertEquals(view.size(), page.total());
            page.papers().forEach(paper -> seen.add(paper.id()));
            query = page.next().map(asked::from);
          }
        }
        assertEquals(seen.size(), Set.copyOf(seen).size());
        assertTrue(seen.containsAll(staying));
      }
      assertTrue(versions.size() > 1, "nothing was written meanwhile");
    } finally {
      done.set(true);
    }
    assertTrue(writing.get() > 0);
  }

  private static int write(Path index, List<IndexedPaper> moving, AtomicBoolean done)
      throws IOException {
    int commits = 0;
    try (LuceneIndexWriter writer = LuceneIndexWriter.open(index, SampleIndex.MANIFEST)) {
      while (!done.get()) {
        int from = commits / 2 % 4 * 50;
        List<IndexedPaper> some = moving.subList(from, from + 50);
        if (commits % 2 == 0) {
          writer.remove(some);
        } else {
          for (IndexedPaper paper : some) {
            writer.replace(List.of(), paper);
          }
        }
        writer.commit();
        commits++;
      }
    }
    return commits;
  }

  /** Of a few days and votes each, so that most have equals. */
  private static IndexedPaper dated(int number) {
    IndexedPaper plain = SampleIndex.paper(number);
    Paper.Builder paper = plain.paper().withText(plain.paper().title(), "");
    if (number % 7 > 0) {
      paper.published(day(number % 7)).featured(day(number * 3 % 11));
    }
    if (number % 5 > 0) {
      paper.upvotes(number % 5 - 1);
    }
    return new IndexedPaper(paper.build(), plain.embedding(), plain.contentHash());
  }

  private static PublicationDate day(int number) {
    return PublicationDate.of(LocalDate.of(2024, 1, 1).plusDays(number));
  }

  @Property
  @Domain(RandomPapers.class)
  void identifiersAreOrderedAlikeInTheIndex(@ForAll PaperId one, @ForAll PaperId other) {
    assertEquals(
        Integer.signum(one.compareTo(other)),
        Integer.signum(PaperDocument.order(one).compareTo(PaperDocument.order(other))));
  }
}
