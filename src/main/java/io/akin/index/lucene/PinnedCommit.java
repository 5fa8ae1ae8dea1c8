package io.akin.index.lucene;

import io.akin.index.IndexException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.util.IOUtils;

/**
 * The last commit of a generation, to read only. All of its files are open from the start, so that
 * it stays whole whatever a writer, of this process or another, commits and deletes meanwhile.
 * Thread-safe.
 */
final class PinnedCommit extends FilterDirectory {
  /** A commit lives for at least a batch of papers, opening its files takes milliseconds. */
  private static final int TRIES = 20;

  private final Path generation;
  private final SegmentInfos commit;
  private final Map<String, IndexInput> inputs;

  private PinnedCommit(
      Directory directory, Path generation, SegmentInfos commit, Map<String, IndexInput> inputs) {
    super(directory);
    this.generation = generation;
    this.commit = commit;
    this.inputs = inputs;
  }

  /**
   * Pins the last commit.
   *
   * @throws CorruptIndexException when the commit cannot be read or files of it are missing
   * @throws IndexNotFoundException when there is no commit
   */
  static PinnedCommit open(Path generation) throws IOException {
    // Not mapped into memory: a failing disk is then an exception of the one read.
    Directory directory = new NIOFSDirectory(generation);
    try {
      for (int tried = 0; tried < TRIES; tried++) {
        SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
        Map<String, IndexInput> inputs = new LinkedHashMap<>();
        Collection<String> missing = openAll(directory, commit, inputs);
        if (missing.isEmpty()) {
          return new PinnedCommit(directory, generation, commit, inputs);
        }
        IOUtils.close(inputs.values());
        if (SegmentInfos.getLastCommitGeneration(directory) == commit.getGeneration()) {
          throw new CorruptIndexException(
              "of the last commit these files are missing: " + String.join(", ", missing),
              generation.toString());
        }
      }
      throw new IndexException(
          "%s is being written so fast that no commit could be held; try again"
              .formatted(generation));
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(directory);
      throw e;
    }
  }

  private static Collection<String> openAll(
      Directory directory, SegmentInfos commit, Map<String, IndexInput> inputs) throws IOException {
    Collection<String> missing = new TreeSet<>();
    try {
      for (String name : new TreeSet<>(commit.files(true))) {
        try {
          inputs.put(name, directory.openInput(name, IOContext.DEFAULT));
        } catch (NoSuchFileException | FileNotFoundException e) {
          missing.add(name);
        }
      }
      return missing;
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(inputs.values());
      throw e;
    }
  }

  /** The folder of the files. */
  Path generation() {
    return generation;
  }

  /** What the writer committed with the papers. */
  Map<String, String> userData() {
    return commit.getUserData();
  }

  int papers() {
    return commit.asList().stream().mapToInt(info -> info.info.maxDoc() - info.getDelCount()).sum();
  }

  /** Papers that were removed and are still in their segments. */
  int removed() {
    return commit.asList().stream().mapToInt(SegmentCommitInfo::getDelCount).sum();
  }

  int segments() {
    return commit.size();
  }

  /** The names of the commit's files, sorted. */
  @Override
  public String[] listAll() {
    return inputs.keySet().toArray(String[]::new);
  }

  /** The size of all files. */
  long bytes() {
    return inputs.values().stream().mapToLong(IndexInput::length).sum();
  }

  /**
   * Reads a file to its end.
   *
   * @throws CorruptIndexException when it does not have the checksum it was written with
   */
  void verify(String name) throws IOException {
    try (IndexInput input = openInput(name, IOContext.DEFAULT)) {
      var _ = CodecUtil.checksumEntireFile(input);
    }
  }

  @Override
  public long fileLength(String name) throws IOException {
    return pinned(name).length();
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    return pinned(name).clone();
  }

  private IndexInput pinned(String name) throws NoSuchFileException {
    IndexInput input = inputs.get(name);
    if (input == null) {
      throw new NoSuchFileException(name);
    }
    return input;
  }

  /** A lock on nothing: what cannot be written need not be kept from writers. */
  @Override
  public Lock obtainLock(String name) throws IOException {
    return NoLockFactory.INSTANCE.obtainLock(in, name);
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(inputs.values());
    in.close();
  }

  @Override
  public void deleteFile(String name) {
    throw readOnly();
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) {
    throw readOnly();
  }

  @Override
  public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) {
    throw readOnly();
  }

  @Override
  public void rename(String source, String target) {
    throw readOnly();
  }

  @Override
  public void copyFrom(Directory from, String source, String target, IOContext context) {
    throw readOnly();
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("a pinned commit is read-only");
  }
}
