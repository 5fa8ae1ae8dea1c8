package io.akin.index.lucene;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.akin.index.IndexException;
import io.akin.index.IndexManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;

/**
 * The folder of an index: {@code CURRENT} names the live generation, a folder of Lucene files
 * beside it, so that a later generation can be built and then taken into use in one step. {@code
 * PREVIOUS} names the one before it, to go back to. What writes, does so under the {@link
 * IndexLock}.
 */
record IndexFolder(Path path) {
  private static final String CURRENT = "CURRENT";
  private static final String PREVIOUS = "PREVIOUS";
  private static final Pattern GENERATION = Pattern.compile("[1-9][0-9]{0,8}");
  private static final String DRAFT = ".tmp";

  /** Something that reads files. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  /** Makes something out of the live generation. */
  @FunctionalInterface
  interface Use<T> {
    T of(Path generation) throws IOException;
  }

  /** The live generation, or empty where no index has been created. */
  Optional<Path> generation() throws IOException {
    requireFolder();
    Optional<String> name = liveName();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> named = folderNamed(name.get());
    if (named.isEmpty()) {
      String printable = name.get().replaceAll("[^\\x20-\\x7E]", "?");
      throw new IndexException(
          damage("%s names '%s', which is no folder in it".formatted(CURRENT, printable)));
    }
    return named;
  }

  /** What is no such name may be no path either: a power cut can leave zeros. */
  private Optional<Path> folderNamed(String name) {
    return GENERATION.matcher(name).matches() && Files.isDirectory(path.resolve(name))
        ? Optional.of(path.resolve(name))
        : Optional.empty();
  }

  /** The generation that was live before this one, if it was kept. */
  Optional<Path> previous() throws IOException {
    Optional<String> live = liveName();
    return live.isEmpty() ? Optional.empty() : previous(live.get());
  }

  private Optional<Path> previous(String name) throws IOException {
    try {
      return Files.readString(path.resolve(PREVIOUS), ISO_8859_1)
          .lines()
          .map(line -> line.split(" ", -1))
          .filter(names -> names.length == 2 && names[0].equals(name))
          .flatMap(names -> folderNamed(names[1]).stream())
          .findFirst();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Refuses a path at which there is something else. */
  void requireFolder() throws IndexException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new IndexException(path + " is a file; an index is a folder");
    }
  }

  /** What {@code CURRENT} says, whether it is there or not. */
  Optional<String> liveName() throws IOException {
    try {
      return Optional.of(Files.readString(path.resolve(CURRENT), ISO_8859_1).strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Uses the live generation; once more when another one was made live meanwhile, since the files
   * of the first are then deleted.
   *
   * @throws IndexException when there is no index, or it is damaged
   */
  <T> T read(Use<T> use) throws IOException {
    while (true) {
      Path generation = generation().orElseThrow(this::missing);
      try {
        return use.of(generation);
      } catch (IOException e) {
        if (generation().equals(Optional.of(generation))) {
          throw e;
        }
      }
    }
  }

  /**
   * What the last commit of a generation says of the index.
   *
   * @throws IndexException when it is damaged or of an unknown format
   */
  IndexManifest manifest(Directory generation) throws IOException {
    try {
      return IndexManifest.fromMap(
          undamaged(() -> SegmentInfos.readLatestCommit(generation)).getUserData());
    } catch (IllegalArgumentException e) {
      throw new IndexException(
          "the index at %s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  /**
   * How many papers the last commit of a generation holds.
   *
   * @throws IndexException when it is damaged or of an unknown format
   */
  int papers(Directory generation) throws IOException {
    int papers = 0;
    for (SegmentCommitInfo segment : undamaged(() -> SegmentInfos.readLatestCommit(generation))) {
      papers += segment.info.maxDoc() - segment.getDelCount();
    }
    return papers;
  }

  /** What Lucene reads from the index, with its errors in this program's words. */
  <T> T undamaged(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (CorruptIndexException
        | NoSuchFileException
        | IndexNotFoundException
        | IndexFormatTooOldException
        | IndexFormatTooNewException e) {
      throw damaged(e);
    }
  }

  IndexException missing() {
    return new IndexException(
        "there is no index at %s. Create it: akin --index %s add FILE...".formatted(path, path));
  }

  /** The error when a commit cannot be read. */
  IndexException damaged(IOException cause) {
    return new IndexException(damage(String.valueOf(cause.getMessage())), cause);
  }

  private String damage(String what) {
    return ("the index at %s is damaged: %s. Restore a backup (akin --index %s restore --replace DIR)"
            + " or delete the folder and add the papers again")
        .formatted(path, what, path);
  }

  /** The number that the next generation gets; the first is 1. */
  int nextNumber() throws IOException {
    return 1 + folders(GENERATION.pattern()).stream().mapToInt(IndexFolder::number).max().orElse(0);
  }

  private static int number(Path generation) {
    return Integer.parseInt(String.valueOf(generation.getFileName()));
  }

  Path generation(int number) {
    return path.resolve(Integer.toString(number));
  }

  /** Where to build a generation whose files nobody shall take for whole. */
  Path draft(int number) {
    return path.resolve(number + DRAFT);
  }

  /** Makes a generation the live one, atomically, and so that it survives a power cut. */
  void makeLive(Path generation) throws IOException {
    IOUtils.fsync(path, true); // the generation's own name, before anything points to it
    write(CURRENT, generation.getFileName() + "\n");
  }

  /**
   * Makes a generation the live one and keeps the one that it takes the place of. {@code PREVIOUS}
   * says of both what was before them, so that it is right whether a kill comes before the switch
   * or after it.
   */
  void switchTo(Path generation) throws IOException {
    StringBuilder before = new StringBuilder();
    Optional<Path> live = liveName().flatMap(this::folderNamed);
    if (live.isPresent()) {
      String old = String.valueOf(live.get().getFileName());
      before.append(generation.getFileName()).append(' ').append(old).append('\n');
      previous(old)
          .ifPresent(
              older -> before.append(old).append(' ').append(older.getFileName()).append('\n'));
    }
    write(PREVIOUS, before.toString());
    makeLive(generation);
  }

  /** Gives up the generation before the live one; the next {@link #deleteUnused} deletes it. */
  void forgetPrevious() throws IOException {
    Files.deleteIfExists(path.resolve(PREVIOUS));
    IOUtils.fsync(path, true);
  }

  /** Replaces a small file, atomically, and so that it survives a power cut. */
  void write(String name, String content) throws IOException {
    Path draft = path.resolve(name + DRAFT);
    try (FileChannel file =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(
        draft,
        path.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    IOUtils.fsync(path, true);
  }

  /**
   * Deletes generations that are neither live nor kept to go back to, and drafts of new ones, which
   * a process left behind that was killed. Other files stay. To be called under the lock.
   *
   * @throws IndexException when {@code CURRENT} names nothing although a generation holds papers:
   *     nobody but a person can tell whether they are wanted
   */
  void deleteUnused() throws IOException {
    Optional<Path> live = generation();
    Optional<Path> kept = previous();
    for (Path generation : generations()) {
      if (live.isEmpty() && mayHoldPapers(generation)) {
        throw new IndexException(
            ("the index at %s has papers in its folder %s but no file %s. If they are wanted, write"
                    + " %s into that file; if not, delete the folder")
                .formatted(path, generation.getFileName(), CURRENT, generation.getFileName()));
      }
      if (!live.equals(Optional.of(generation)) && !kept.equals(Optional.of(generation))) {
        delete(generation);
      }
    }
    for (Path draft : folders(GENERATION.pattern() + Pattern.quote(DRAFT))) {
      delete(draft);
    }
  }

  private static boolean mayHoldPapers(Path generation) {
    try (Directory directory = FSDirectory.open(generation)) {
      return SegmentInfos.readLatestCommit(directory).totalMaxDoc() > 0;
    } catch (IndexNotFoundException e) {
      return false;
    } catch (IOException e) {
      return true; // damaged papers may be wanted, too
    }
  }

  private void delete(Path folder) {
    try {
      if (GENERATION.matcher(String.valueOf(folder.getFileName())).matches()) {
        // A deletion that is cut short must not leave what looks like a damaged generation.
        Path draft = draft(number(folder));
        IOUtils.rm(draft);
        Files.move(folder, draft, StandardCopyOption.ATOMIC_MOVE);
        IOUtils.rm(draft);
      } else {
        IOUtils.rm(folder);
      }
    } catch (IOException e) {
      // A reader may hold its files where the system keeps open ones; the next writer tries again.
    }
  }

  private List<Path> generations() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders(GENERATION.pattern())) {
      if (isLucenes(folder)) {
        found.add(folder);
      }
    }
    return found;
  }

  /** Whether the folder is a generation and not something of a person's own with such a name. */
  private static boolean isLucenes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> String.valueOf(file.getFileName())).toList();
      return names.isEmpty()
          || names.contains(IndexWriter.WRITE_LOCK_NAME)
          || names.stream().anyMatch(name -> name.startsWith(IndexFileNames.SEGMENTS));
    }
  }

  private List<Path> folders(String name) throws IOException {
    try (Stream<Path> children = Files.list(path)) {
      return children
          .filter(child -> String.valueOf(child.getFileName()).matches(name))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }
}
