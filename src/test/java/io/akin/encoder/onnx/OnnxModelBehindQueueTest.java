package io.akin.encoder.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.embedding.Embedding;
import io.akin.embedding.EmbeddingSpace;
import io.akin.encoder.Backend;
import io.akin.encoder.BatchLimits;
import io.akin.encoder.BatchingEncoder;
import io.akin.encoder.Device;
import io.akin.encoder.EncodeException;
import io.akin.encoder.Encoder;
import io.akin.encoder.EncoderContract;
import io.akin.encoder.Priority;
import io.akin.encoder.Role;
import io.akin.encoder.Token;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The encoder that users have: the default model behind the queue. */
class OnnxModelBehindQueueTest extends EncoderContract {
  private static Encoder encoder;

  @BeforeAll
  static void open() throws IOException {
    encoder = openDefault();
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  private static Encoder openDefault() throws IOException {
    ModelFolder folder = ModelFolder.open(Path.of("models"), "all-MiniLM-L6-v2");
    return new BatchingEncoder(OnnxModel.open(folder, OnnxOptions.DEFAULT.on(Device.CPU), _ -> {}));
  }

  @Override
  protected Encoder encoder() {
    return encoder;
  }

  @Test
  void manyTextsOfManyLengthsEqualThemselvesAlone() throws IOException {
    List<String> texts =
        IntStream.range(0, 60).mapToObj(i -> i + " kites over " + "sand ".repeat(i * 3)).toList();

    List<Embedding> together = encoder.encode(texts, Role.DOCUMENT, Priority.LOAD);

    for (int i = 0; i < texts.size(); i++) {
      Embedding alone =
          encoder.encode(List.of(texts.get(i)), Role.DOCUMENT, Priority.INTERACTIVE).getFirst();
      assertTrue(alone.cosine(together.get(i)) > 0.999999, texts.get(i));
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    List<String> texts = IntStream.range(1, 9).mapToObj(i -> "kite ".repeat(i * 25)).toList();

    assertEquals(encoded(texts, 1), encoded(texts, 8));
  }

  private static List<Embedding> encoded(List<String> texts, int threads) throws IOException {
    ModelFolder folder = ModelFolder.open(Path.of("models"), "all-MiniLM-L6-v2");
    Backend model = OnnxModel.open(folder, OnnxOptions.DEFAULT.on(Device.CPU), _ -> {});
    try (Encoder own = new BatchingEncoder(new Threads(model, threads))) {
      return own.encode(texts, Role.DOCUMENT, Priority.LOAD);
    }
  }

  /** A model that runs on a given number of threads. */
  private record Threads(Backend model, int threads) implements Backend {
    @Override
    public EmbeddingSpace space() {
      return model.space();
    }

    @Override
    public List<Integer> dimensions() {
      return model.dimensions();
    }

    @Override
    public List<Token> allTokens(String text) throws EncodeException {
      return model.allTokens(text);
    }

    @Override
    public String text(long[] ids, boolean special) throws EncodeException {
      return model.text(ids, special);
    }

    @Override
    public String prompt(Role role) {
      return model.prompt(role);
    }

    @Override
    public BatchLimits limits() {
      return new BatchLimits(threads, model.limits().tokens(), 1);
    }

    @Override
    public long[] tokens(String text) throws EncodeException {
      return model.tokens(text);
    }

    @Override
    public List<Embedding> run(List<long[]> batch) throws EncodeException {
      return model.run(batch);
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /** Freeing the model while a thread is inside it would end the process. */
  @Test
  void closingWhileOthersEncodeEndsTheirCallsWithAnError() throws Exception {
    Encoder own = openDefault();
    List<String> texts =
        IntStream.range(0, 20).mapToObj(i -> i + " kites are held by a line. ".repeat(20)).toList();
    CountDownLatch encoding = new CountDownLatch(4);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<EncodeException>> ends = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ends.add(
            threads.submit(
                () -> {
                  encoding.countDown();
                  return assertThrows(
                      EncodeException.class,
                      () -> {
                        while (true) {
                          var _ = own.encode(texts, Role.DOCUMENT, Priority.LOAD);
                        }
                      });
                }));
      }
      encoding.await();
      own.close();
      for (Future<EncodeException> end : ends) {
        assertTrue(String.valueOf(end.get().getMessage()).contains("closed"), end.get().toString());
      }
    }
  }
}
