package io.akin.benchmark;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.akin.model.ModelFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Akin's encoder beside its peers and beside what the machine can do at best, on the same texts,
 * weights and tokens a text. Every contender is a process of its own, and in each round each of its
 * ways has a turn at all the texts, in their order, just after Akin's. Figures are medians over the
 * rounds, ratios are taken within a turn.
 */
final class EncoderBenchmark implements AutoCloseable {
  private static final int WARM_UP = 8;
  private static final int COMPARED = 8;

  private final List<String> texts;
  private final int rounds;
  private final Path textsFile = Path.of("target/peers/texts.txt");
  private final List<Rival> rivals = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();

  private EncoderBenchmark(List<String> texts, int rounds) throws IOException {
    this.texts = texts;
    this.rounds = rounds;
    Files.createDirectories(textsFile.toAbsolutePath().getParent());
    Files.write(textsFile, texts);
  }

  /**
   * Arguments: name of a model under {@code models/}, measured with its 8-bit sibling {@code
   * NAME-q} where there is one; file of texts; how many of them; rounds; the peers, blanks between.
   */
  public static void main(String[] args) throws IOException {
    List<String> texts = BenchmarkTexts.read(Path.of(args[1]), Integer.parseInt(args[2]));
    List<String> peers = args[4].isBlank() ? List.of() : List.of(args[4].strip().split("\\s+"));
    try (var benchmark = new EncoderBenchmark(texts, Integer.parseInt(args[3]))) {
      ModelFolder model = ModelFolder.open(Path.of("models"), args[0]);
      Rival akin = benchmark.akin(model);
      benchmark.start(Turn.MATRICES, "", java(MatrixContender.class.getName()), akin);
      benchmark.start(model, peers, akin);
      String int8 = args[0] + EncoderReport.INT8;
      if (Files.isDirectory(Path.of("models", int8))) {
        ModelFolder variant = ModelFolder.open(Path.of("models"), int8);
        Rival akinInt8 = benchmark.akin(variant);
        benchmark.addTurns(akinInt8, int8, akin);
        benchmark.start(variant, peers, akinInt8);
      }
      Neighbours neighbours = Neighbours.watch();
      benchmark.measure();
      double share = neighbours.share();
      new EncoderReport(args[0], akin, tokens(model, texts), benchmark.turns).print(share);
    }
  }

  private Rival akin(ModelFolder model) throws IOException {
    String name = model.manifest().name();
    Rival akin =
        Rival.start(Turn.AKIN, java(EncoderContender.class.getName(), name, textsFile.toString()));
    rivals.add(akin);
    return akin;
  }

  private void start(ModelFolder model, List<String> peers, Rival akin) throws IOException {
    String name = model.manifest().name();
    String file = textsFile.toString();
    String folder = PeerFolder.write(model, Path.of("target/peers/models", name)).toString();
    String pooling = PeerFolder.pooling(model.space().pooling());
    for (String peer : peers) {
      List<String> command =
          switch (peer) {
            case "langchain4j" -> peer("io.akin.peers.LangChain4jPeer", folder, pooling, file);
            case "djl" -> peer("io.akin.peers.DjlPeer", folder, pooling, file);
            default -> List.of("node", "src/test/peers/" + peer + ".mjs", folder, pooling, file);
          };
      compare(akin, start(peer, name, command, akin));
    }
  }

  private Rival start(String name, String model, List<String> command, Rival akin)
      throws IOException {
    Rival rival = Rival.start(name, command);
    rivals.add(rival);
    addTurns(rival, model, akin);
    return rival;
  }

  private void addTurns(Rival rival, String model, Rival akin) {
    rival.ways().forEach(way -> turns.add(Turn.of(rival, model, way, akin)));
  }

  /** Akin and what measures it, with the options of this JVM. */
  private static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>(List.of(javaCommand()));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> peer(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                javaCommand(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                "target/peers/classes:target/test-classes:target/peers/lib/*"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String javaCommand() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Says whether both sides did the same: fewer tokens would be faster, and other vectors. */
  private void compare(Rival akin, Rival peer) throws IOException {
    int count = Math.min(COMPARED, texts.size());
    float[] ours = akin.vectors(count);
    float[] theirs = peer.vectors(count);
    if (ours.length != theirs.length) {
      throw new IOException("%s gives vectors of another dimension".formatted(peer.name()));
    }
    double sum = 0;
    for (int i = 0; i < ours.length; i++) {
      sum += (double) ours[i] * theirs[i];
    }
    print("%s: mean cosine to akin's vectors %.5f", peer.name(), sum / count);
  }

  private void measure() throws IOException {
    for (Turn turn : turns) {
      turn.warmUp(Math.min(WARM_UP, texts.size()));
    }
    for (int round = 1; round <= rounds; round++) {
      for (Turn turn : turns) {
        turn.take(texts.size());
      }
      print("round %d of %d done", round, rounds);
    }
  }

  private static List<Integer> tokens(ModelFolder model, List<String> texts) throws IOException {
    try (HuggingFaceTokenizer tokenizer = tokenizer(model)) {
      String prompt = model.manifest().prompts().document();
      return texts.stream().map(text -> tokenizer.encode(prompt + text).getIds().length).toList();
    }
  }

  /** The tokenizer that every side is to agree with: cuts at the model's limit, never pads. */
  static HuggingFaceTokenizer tokenizer(ModelFolder model) throws IOException {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    return HuggingFaceTokenizer.builder()
        .optTokenizerPath(model.tokenizer())
        .optMaxLength(model.space().maxTokens())
        .optTruncation(true)
        .optPadding(false)
        .build();
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  @Override
  public void close() {
    rivals.forEach(Rival::close);
  }
}
