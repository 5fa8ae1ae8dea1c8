package io.akin.model.hub;

import io.akin.paper.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which files of a repository are wanted: the ONNX network, the tokenizer, and what says how to use
 * them.
 *
 * @param weights the ONNX file, by its path
 * @param files in the order in which they are fetched, the smallest first
 */
record DownloadPlan(Snapshot snapshot, String weights, List<RemoteFile> files) {
  /** For a file that configures. */
  static final long MAX_CONFIGURATION = 20_000_000;

  /** Vocabularies of many languages take some 35 MB. */
  static final long MAX_TOKENIZER = 100_000_000;

  /** For the weights, and for all files together. */
  static final long MAX_BYTES = 20_000_000_000L;

  private static final int MAX_FILES = 100;
  private static final int SHOWN = 20;
  private static final String ONNX = ".onnx";
  private static final String TOKENIZER = "tokenizer.json";
  private static final List<String> USUAL = List.of("model.onnx", "onnx/model.onnx");
  private static final Set<String> CONFIGURATION =
      Set.of(
          "config.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "modules.json",
          "sentence_bert_config.json",
          "config_sentence_transformers.json",
          "README.md");
  private static final Pattern MODULE_CONFIGURATION =
      Pattern.compile("[0-9]+_[A-Za-z0-9]+/config\\.json");
  private static final Pattern DENSE_WEIGHTS = Pattern.compile("[0-9]+_Dense/model\\.safetensors");
  private static final Pattern EXTERNAL = Pattern.compile("_data(_[0-9]+)?|\\.data");

  DownloadPlan {
    files = List.copyOf(files);
  }

  /**
   * Chooses the files.
   *
   * @param weights the ONNX file to take, if it is not to be the usual one
   * @throws HubException when one is missing or too large
   */
  static DownloadPlan of(Snapshot snapshot, Optional<String> weights) throws HubException {
    String network = weights(snapshot, weights);
    if (!snapshot.has(TOKENIZER)) {
      throw missing(snapshot, TOKENIZER);
    }
    List<RemoteFile> files = new ArrayList<>();
    long bytes = 0;
    for (String path : snapshot.paths()) {
      long limit = limit(path, network);
      if (limit == 0) {
        continue;
      }
      RemoteFile file = snapshot.file(path);
      if (file.bytes() > limit) {
        throw tooLarge(path, file.bytes(), limit);
      }
      files.add(file);
      bytes += file.bytes();
    }
    if (bytes > MAX_BYTES || files.size() > MAX_FILES) {
      throw tooLarge("what is wanted of " + snapshot.repository(), bytes, MAX_BYTES);
    }
    files.sort(Comparator.comparingLong(RemoteFile::bytes).thenComparing(RemoteFile::path));
    return new DownloadPlan(snapshot, network, files);
  }

  private static String weights(Snapshot snapshot, Optional<String> wanted) throws HubException {
    List<String> all = snapshot.paths().stream().filter(path -> path.endsWith(ONNX)).toList();
    if (all.isEmpty()) {
      throw missing(snapshot, "ONNX file");
    }
    if (wanted.isPresent()) {
      if (!all.contains(wanted.get())) {
        throw new HubException(
            "%s has no ONNX file %s; name one of these with --weights: %s"
                .formatted(snapshot.repository(), Text.shortened(wanted.get()), shown(all)));
      }
      return wanted.get();
    }
    return USUAL.stream()
        .filter(all::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new HubException(
                    "%s has neither %s; name one of its ONNX files with --weights: %s"
                        .formatted(
                            snapshot.repository(), String.join(" nor ", USUAL), shown(all))));
  }

  /** The most bytes that a file may have; 0 if it is not wanted. */
  private static long limit(String path, String network) {
    if (path.equals(network)
        || DENSE_WEIGHTS.matcher(path).matches()
        || (path.startsWith(network)
            && EXTERNAL.matcher(path.substring(network.length())).matches())) {
      return MAX_BYTES;
    }
    if (path.equals(TOKENIZER)) {
      return MAX_TOKENIZER;
    }
    boolean configures =
        CONFIGURATION.contains(path) || MODULE_CONFIGURATION.matcher(path).matches();
    return configures ? MAX_CONFIGURATION : 0;
  }

  private static HubException missing(Snapshot snapshot, String what) {
    return new HubException(
        ("%1$s has no %2$s; it has %3$s. Export it with 'optimum-cli export onnx --model %1$s DIR',"
                + " then run 'akin model add DIR'")
            .formatted(snapshot.repository(), what, shown(snapshot.paths())));
  }

  /** The first paths: strangers have chosen them, and how many there are. */
  private static String shown(Collection<String> paths) {
    String first =
        paths.stream().limit(SHOWN).map(Text::shortened).collect(Collectors.joining(", "));
    int more = paths.size() - SHOWN;
    return paths.isEmpty() ? "no files" : first + (more > 0 ? " and %,d more".formatted(more) : "");
  }

  private static HubException tooLarge(String what, long bytes, long limit) {
    return new HubException(
        "%s is too large: %s, of which %s are allowed; choose a smaller model, or other weights with --weights"
            .formatted(what, megabytes(bytes), megabytes(limit)));
  }

  long bytes() {
    return files.stream().mapToLong(RemoteFile::bytes).sum();
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
