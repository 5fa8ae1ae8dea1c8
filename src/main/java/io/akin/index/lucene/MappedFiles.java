package io.akin.index.lucene;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.ReadAdvice;
import org.jspecify.annotations.Nullable;

/**
 * The files of an index to search, mapped into memory. A search compares a few vectors here and
 * there with the float32 they were made of, and the system reads much of what lies around each, in
 * the hope that it is wanted soon. So it is while memory holds it; where the vectors are larger
 * than that allows, it would push out what other searches want, and only what is asked for is read.
 */
final class MappedFiles {
  /** The files of Lucene's that hold vectors of float32. */
  private static final String VECTORS = ".vec";

  /** Memory for these vectors: the rest is for the graph, the words, and other programs. */
  private static final double SHARE_OF_MEMORY = 0.4;

  private MappedFiles() {}

  /** Opens the folder of a generation. */
  static Directory open(Path folder) throws IOException {
    FSDirectory directory = FSDirectory.open(folder);
    if (directory instanceof MMapDirectory mapped) {
      mapped.setReadAdvice((name, context) -> advice(folder, name, context, memoryBytes()));
    }
    return directory;
  }

  /**
   * What to tell the system of a file.
   *
   * @param memory bytes
   */
  static Optional<ReadAdvice> advice(Path folder, String name, IOContext context, long memory) {
    if (!name.endsWith(VECTORS)) {
      return Optional.empty();
    }
    if (context.hints().contains(DataAccessHint.SEQUENTIAL)) { // a merge
      return Optional.of(ReadAdvice.SEQUENTIAL);
    }
    return vectorBytes(folder) > SHARE_OF_MEMORY * memory
        ? Optional.of(ReadAdvice.RANDOM)
        : Optional.empty();
  }

  private static long vectorBytes(Path folder) {
    File @Nullable [] files = folder.toFile().listFiles((_, name) -> name.endsWith(VECTORS));
    return files == null ? 0 : Arrays.stream(files).mapToLong(File::length).sum();
  }

  /** What the machine has, or the container allows. */
  private static long memoryBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }
}
