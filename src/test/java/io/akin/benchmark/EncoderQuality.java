package io.akin.benchmark;

import io.akin.embedding.Embedding;
import io.akin.encoder.Encoder;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a variant of a model gives up: the cosine of its embeddings to the model's, and how many of
 * a text's ten nearest, by exact cosine among all the texts, it finds too.
 */
final class EncoderQuality {
  private static final int K = 10;

  private EncoderQuality() {}

  /** Arguments: names of the model and the variant; file of texts; how many of them. */
  public static void main(String[] args) throws IOException {
    List<String> texts = BenchmarkTexts.read(Path.of(args[2]), Integer.parseInt(args[3]));
    List<Embedding> model = embeddings(args[0], texts);
    List<Embedding> variant = embeddings(args[1], texts);
    List<Double> cosines = new ArrayList<>();
    double found = 0;
    for (int i = 0; i < texts.size(); i++) {
      cosines.add(model.get(i).cosine(variant.get(i)));
      Set<Integer> expected = Set.copyOf(nearest(model, i));
      found += nearest(variant, i).stream().filter(expected::contains).count();
    }
    System.out.printf(
        Locale.ROOT,
        "figures: model=%s variant=%s texts=%d mean_cosine=%.5f min_cosine=%.5f"
            + " overlap_at_10=%.4f%n",
        args[0],
        args[1],
        texts.size(),
        cosines.stream().mapToDouble(Double::doubleValue).average().orElse(0),
        Medians.percentile(cosines, 0),
        found / texts.size() / Math.min(K, texts.size() - 1));
  }

  private static List<Embedding> embeddings(String model, List<String> texts) throws IOException {
    try (Encoder encoder = EncoderContender.open(model)) {
      return encoder.encode(texts, Role.DOCUMENT, Priority.LOAD);
    }
  }

  private static List<Integer> nearest(List<Embedding> embeddings, int to) {
    record Neighbour(int text, double cosine) {}
    return IntStream.range(0, embeddings.size())
        .filter(other -> other != to)
        .mapToObj(o -> new Neighbour(o, embeddings.get(to).cosine(embeddings.get(o))))
        .sorted((a, b) -> Double.compare(b.cosine(), a.cosine()))
        .limit(K)
        .map(Neighbour::text)
        .toList();
  }
}
