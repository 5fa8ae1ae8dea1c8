package io.akin.ingest;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.Encoder;
import io.akin.encoder.PaperText;
import io.akin.encoder.TextRecipe;
import io.akin.index.IndexedPaper;
import io.akin.index.NextGeneration;
import io.akin.paper.Paper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Fills a new generation of an index with the papers of the live one. A vector that a paper's text
 * would get again is kept, or its first components where they are what is wanted; other papers are
 * encoded. Reading, encoding and linking overlap, the latter on all cores. For one thread, but for
 * {@link #stop}.
 */
public final class Rebuild implements AutoCloseable {
  private static final int BATCH = 256;

  /** Papers that one thread adds to the graph at a time. */
  private static final int SLICE = 32;

  private final NextGeneration next;
  private final EncoderOpening opening;
  private final IngestListener listener;
  private final TextRecipe liveRecipe;
  private final TextRecipe recipe;
  private final ExecutorService adding =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().name("rebuild-add-", 1).factory());

  private List<Paper> unknown = new ArrayList<>();
  private List<IndexedPaper> known = new ArrayList<>();
  private @Nullable Underway underway;
  private @Nullable Encoder encoder;
  private @Nullable Encoding encoding;
  private int encoded;
  private volatile boolean stopped;

  /** Makes the encoder of the generation's space, when a paper needs it. */
  @FunctionalInterface
  public interface EncoderOpening {
    Encoder open(EmbeddingSpace space) throws IOException;
  }

  /** Papers that are being encoded. */
  private record Underway(List<Paper> papers, Future<List<Embedding>> embeddings) {}

  /**
   * Plans to fill a generation.
   *
   * @param listener told of papers that have been dealt with
   */
  public Rebuild(NextGeneration next, EncoderOpening opening, IngestListener listener) {
    this.next = next;
    this.opening = opening;
    this.listener = listener;
    this.liveRecipe = TextRecipe.ofId(next.live().recipe());
    this.recipe = TextRecipe.ofId(next.manifest().recipe());
  }

  /** Lets {@link #fill} end soon, with an exception. May be called by any thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * Fills the generation, which is then to be taken into use.
   *
   * @return how many papers were encoded
   * @throws RebuildStoppedException when it was stopped
   */
  public int fill() throws IOException {
    next.scan(
        paper -> {
          take(paper);
          if (known.size() + unknown.size() >= BATCH) {
            turn();
          }
        });
    turn();
    turn();
    requireGoingOn();
    return encoded;
  }

  private void requireGoingOn() throws RebuildStoppedException {
    if (stopped) {
      throw new RebuildStoppedException();
    }
  }

  private void take(IndexedPaper paper) {
    Paper its = paper.paper();
    String before = ContentHash.of(next.live(), liveRecipe.text(text(its)));
    EmbeddingSpace space = next.manifest().space();
    EmbeddingSpace liveSpace = next.live().space();
    if (before.equals(paper.contentHash())
        && liveRecipe == recipe
        && space.dimension() <= liveSpace.dimension()
        && liveSpace.cutTo(space.dimension()).equals(space)) {
      known.add(indexed(its, paper.embedding().cutTo(space.dimension())));
    } else {
      unknown.add(its);
    }
  }

  private IndexedPaper indexed(Paper paper, Embedding embedding) {
    return new IndexedPaper(
        paper, embedding, ContentHash.of(next.manifest(), recipe.text(text(paper))));
  }

  private static PaperText text(Paper paper) {
    return new PaperText(paper.title(), paper.abstractText());
  }

  /** Starts to encode what has been read, and adds what has been encoded meanwhile. */
  private void turn() throws IOException {
    requireGoingOn();
    Underway done = underway;
    underway = unknown.isEmpty() ? null : encode(unknown);
    unknown = new ArrayList<>();
    List<IndexedPaper> ready = known;
    known = new ArrayList<>();
    listener.progressed(ready.size(), false);
    if (done != null) {
      List<Embedding> embeddings = Encoding.await(done.embeddings());
      requireGoingOn(); // not all were encoded, otherwise
      for (int i = 0; i < embeddings.size(); i++) {
        ready.add(indexed(done.papers().get(i), embeddings.get(i)));
      }
      encoded += embeddings.size();
    }
    add(ready);
  }

  /** Texts of like length go to the encoder together, which then has little to pad. */
  private Underway encode(List<Paper> papers) throws IOException {
    papers.sort(Comparator.comparingInt(paper -> recipe.text(text(paper)).length()));
    Encoding open = encoding;
    if (open == null) {
      Encoder opened = opening.open(next.manifest().space());
      encoder = opened;
      open = new Encoding(opened, recipe, listener, () -> stopped);
      encoding = open;
    }
    return new Underway(papers, open.encode(papers.stream().map(Rebuild::text).toList()));
  }

  private void add(List<IndexedPaper> papers) throws IOException {
    List<Future<Integer>> slices = new ArrayList<>();
    for (int start = 0; start < papers.size(); start += SLICE) {
      List<IndexedPaper> slice = papers.subList(start, Math.min(start + SLICE, papers.size()));
      slices.add(
          adding.submit(
              () -> {
                for (IndexedPaper paper : slice) {
                  next.add(paper);
                }
                return slice.size();
              }));
    }
    for (Future<Integer> slice : slices) {
      var _ = Encoding.await(slice);
    }
  }

  @Override
  public void close() {
    stopped = true;
    adding.shutdownNow();
    adding.close();
    if (encoding != null) {
      encoding.close();
    }
    if (encoder != null) {
      encoder.close();
    }
  }
}
