package io.akin.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The network of a folder.
 *
 * @param path of the ONNX file within the folder, parts separated by '/'
 * @param externalData paths of the files that hold its tensors, where it has more than fit into one
 */
record OnnxFile(String path, List<String> externalData) {
  private static final List<String> USUAL = List.of("model.onnx", "onnx/model.onnx");

  OnnxFile {
    externalData = List.copyOf(externalData);
  }

  /**
   * Finds the network.
   *
   * @param asked its path; when empty, {@code model.onnx} or {@code onnx/model.onnx}, and never a
   *     variant of less precision
   */
  static OnnxFile find(Path folder, Optional<String> asked) throws IOException {
    if (asked.isPresent()) {
      String path = asked.get();
      if (!ModelManifest.isInside(path) || !Files.isRegularFile(folder.resolve(path))) {
        throw new ModelException(
            "the model folder %s has no file %s%s".formatted(folder, path, others(folder)));
      }
      return new OnnxFile(path, externalData(folder, path));
    }
    for (String path : USUAL) {
      if (Files.isRegularFile(folder.resolve(path))) {
        return new OnnxFile(path, externalData(folder, path));
      }
    }
    throw new ModelException(
        ("the model folder %s has neither model.onnx nor onnx/model.onnx%s. Export the model:"
                + " optimum-cli export onnx --model NAME DIR; or name another file with"
                + " 'akin model add --weights PATH'")
            .formatted(folder, others(folder)));
  }

  /** Exporters write {@code model.onnx_data} or {@code model.onnx.data}, perhaps numbered. */
  private static List<String> externalData(Path folder, String onnx) throws IOException {
    Path file = folder.resolve(onnx);
    String name = String.valueOf(file.getFileName());
    List<String> found = new ArrayList<>();
    for (Path beside : list(file.resolveSibling(""))) {
      String other = String.valueOf(beside.getFileName());
      if (other.startsWith(name + "_data") || other.startsWith(name + ".data")) {
        found.add(onnx.substring(0, onnx.length() - name.length()) + other);
      }
    }
    return found;
  }

  private static String others(Path folder) throws IOException {
    String found =
        Stream.concat(list(folder).stream(), list(folder.resolve("onnx")).stream())
            .filter(file -> file.toString().endsWith(".onnx"))
            .map(file -> folder.relativize(file).toString())
            .collect(Collectors.joining(", "));
    return found.isEmpty() ? "" : " (it has " + found + ")";
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
