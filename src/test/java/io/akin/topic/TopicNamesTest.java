package io.akin.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.akin.atlas.Topic;
import io.akin.cluster.Clustering;
import io.akin.cluster.Progress;
import io.akin.cluster.Workers;
import io.akin.embedding.EmbeddingMatrix;
import io.akin.paper.Paper;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicNamesTest {
  private static final String GRAPHS =
      "In this paper we propose a novel method. We look at graph neural networks for node"
          + " classification. Experiments show that it outperforms the state-of-the-art results.";
  private static final String TRANSLATION =
      "In this paper we propose a novel method. We look at machine translation for low-resource"
          + " languages. Experiments show that it outperforms the state-of-the-art results.";

  private static Corpus twoTopics() {
    return new Corpus()
        .addMany(12, "Graph Neural Network Revisited", GRAPHS, 0, 0)
        .addMany(8, "Machine Translation Revisited", TRANSLATION, 3, 1);
  }

  private static Corpus hierarchy() {
    String whole = "We look at reinforcement learning with a reward function. ";
    return new Corpus()
        .addMany(9, "Reinforcement Learning", whole + "Offline datasets of logs.", 0, 0, 0)
        .addMany(8, "Reinforcement Learning", whole + "Teams of drones cooperate.", 1, 0, 1)
        .addMany(7, "Machine Translation", TRANSLATION, 4, 1, 2)
        .addMany(2, "Odd one", "Nothing of the kind.", 6, Clustering.NOISE, Clustering.NOISE);
  }

  @Test
  void aTopicIsCalledByItsPhrasesAsAbstractsWriteThem() throws InterruptedException {
    List<Topic> topics = twoTopics().topics();

    assertEquals("graph neural networks, node classification", topics.get(0).name());
    assertEquals("machine translation, low-resource languages", topics.get(1).name());
    assertEquals("graph-neural-networks-node-classification", topics.get(0).slug());
  }

  @Test
  void whatEveryPaperSaysOfItselfIsNoPhrase() throws InterruptedException {
    for (Topic topic : twoTopics().topics()) {
      for (String phrase : topic.phrases()) {
        assertTrue(
            Set.of("paper", "method", "experiments", "state-of-the-art", "results", "novel method")
                .stream()
                .noneMatch(phrase.toLowerCase(Locale.ROOT)::equals),
            phrase);
      }
    }
  }

  @Test
  void numberCaseAndHyphensMakeNoOtherPhrase() throws InterruptedException {
    Corpus corpus =
        new Corpus()
            .addMany(5, "Plain", "A multi-agent system is here.", 0, 0)
            .addMany(4, "Plain again", "Here are multiagent systems.", 0, 0)
            .addMany(3, "Plain once more", "There are Multi-Agent Systems.", 0, 0)
            .addMany(4, "Other", TRANSLATION, 4, 1);

    List<String> phrases = corpus.topics().getFirst().phrases();

    assertEquals(List.of("multi-agent system"), phrases);
  }

  @Test
  void aPartIsToldFromItsSiblingsAndTheWholeCoversThem() throws InterruptedException {
    List<Topic> topics = hierarchy().topics();

    assertTrue(topics.get(0).name().startsWith("reinforcement learning"), topics.get(0).name());
    Topic offline = topics.get(2);
    assertEquals(OptionalInt.of(0), offline.parent());
    assertTrue(offline.name().toLowerCase(Locale.ROOT).contains("offline"), offline.name());
    assertFalse(topics.get(3).name().contains("einforcement learning"), topics.get(3).name());
    assertEquals(OptionalInt.of(1), topics.get(4).parent());
  }

  @Test
  void siblingsOfOneTextHaveDifferentNamesAndSlugs() throws InterruptedException {
    Corpus corpus = new Corpus();
    for (int group = 0; group < 6; group++) {
      corpus.addMany(12 - group, "Graph Neural Networks", GRAPHS, group, group);
    }
    corpus.addMany(3, "Other", TRANSLATION, 7, 6);

    List<Topic> topics = corpus.topics();

    Set<String> names = new HashSet<>();
    Set<String> slugs = new HashSet<>();
    for (Topic topic : topics) {
      assertTrue(names.add(topic.name().toLowerCase(Locale.ROOT)), topic.name());
      assertTrue(slugs.add(topic.slug()), topic.slug());
    }
  }

  @Test
  void aTopicWithoutPhrasesIsCalledByThePaperInItsMiddle() throws InterruptedException {
    Corpus corpus =
        twoTopics()
            .add("深層学習", "", new float[] {0, 0, 0, 0, 0, 0, 1, 0}, 2)
            .add("自然言語処理", "", new float[] {0, 0, 0, 0, 0, 0.1f, 1, 0}, 2)
            .add("機械翻訳", "", new float[] {0, 0, 0, 0, 0, 0, 1, 0.2f}, 2);

    Topic topic = corpus.topics().get(2);

    assertEquals(corpus.paper(topic.representatives().getFirst()).title(), topic.name());
    assertTrue(topic.slug().matches("topic-[0-9a-f]{8}"), topic.slug());
    assertEquals(List.of(), topic.phrases());
  }

  @Test
  void theOrderOfPapersDoesNotMatter() throws InterruptedException {
    Corpus corpus = hierarchy();
    List<String> wanted = described(corpus);
    List<Integer> order = new ArrayList<>(IntStream.range(0, corpus.size()).boxed().toList());
    SplittableRandom random = new SplittableRandom(9);
    for (int shuffle = 0; shuffle < 20; shuffle++) {
      for (int i = order.size() - 1; i > 0; i--) {
        Collections.swap(order, i, random.nextInt(i + 1));
      }

      assertEquals(wanted, described(corpus.inOrder(order)));
    }
  }

  /** The topics, with papers in the place of rows. */
  private static List<String> described(Corpus corpus) throws InterruptedException {
    List<String> all = new ArrayList<>();
    for (Topic topic : corpus.topics()) {
      all.add(
          "%s %s %s %s %s %s,%s %s"
              .formatted(
                  topic.slug(),
                  topic.name(),
                  topic.parent(),
                  topic.phrases(),
                  topic.representatives().stream().map(row -> corpus.paper(row).id()).toList(),
                  topic.x(),
                  topic.y(),
                  topic.bridges().stream().map(one -> corpus.paper(one.row()).id()).toList()));
    }
    return all;
  }

  @Test
  void anyNumberOfThreadsGivesTheSame() throws InterruptedException {
    assertEquals(hierarchy().topics(1), hierarchy().topics(3));
  }

  @Test
  void noiseIsInNoTopic() throws InterruptedException {
    List<Topic> topics = hierarchy().topics();

    assertEquals(
        hierarchy().size() - 2,
        topics.stream().filter(topic -> topic.level() == 0).mapToInt(Topic::papers).sum());
  }

  @Test
  void papersStandForATopicOnceEach() throws InterruptedException {
    float[] middle = {1, 0, 0, 0, 0, 0, 0, 0};
    Corpus corpus =
        new Corpus()
            .add("One", "", middle, 0)
            .add("One again", "", new float[] {1, 0.01f, 0, 0, 0, 0, 0, 0}, 0)
            .add("Left", "", new float[] {1, 0.5f, 0, 0, 0, 0, 0, 0}, 0)
            .add("Right", "", new float[] {1, -0.6f, 0, 0, 0, 0, 0, 0}, 0);

    List<Integer> representatives = corpus.topics().getFirst().representatives();

    assertEquals(3, representatives.size());
    assertEquals(Set.of(2, 3), Set.copyOf(representatives.subList(1, 3)));
  }

  @Test
  void aPaperBetweenTwoTopicsIsABridge() throws InterruptedException {
    Corpus corpus = new Corpus();
    for (int i = 0; i < 10; i++) {
      float side = i % 2 == 0 ? 1.6f : -1.6f;
      corpus.add("Left " + i, "", new float[] {1, 0, side, 0}, 0);
    }
    for (int i = 0; i < 9; i++) {
      float side = i % 2 == 0 ? 1.6f : -1.6f;
      corpus.add("Right " + i, "", new float[] {0, 1, 0, side}, 1);
    }
    corpus.add("Between", "", new float[] {1, 1.1f, 0, 0}, 0);

    List<Topic> topics = corpus.topics();

    assertEquals(List.of(new Topic.Bridge(19, 1)), topics.get(0).bridges());
    assertEquals(List.of(), topics.get(1).bridges());
  }

  @Test
  void topicsFarApartHaveNoBridges() throws InterruptedException {
    for (Topic topic : twoTopics().topics()) {
      assertEquals(List.of(), topic.bridges());
    }
  }

  @Test
  void monthsCountPapersWhoseMonthIsKnown() throws InterruptedException {
    float[] vector = {1, 0};
    Corpus corpus =
        new Corpus()
            .add(Corpus.published("One", "2024-05-23"), vector, 0)
            .add(Corpus.published("Two", "2024-05"), vector, 0)
            .add(Corpus.published("Three", "2024"), vector, 0)
            .add(Corpus.published("Four", "2025-01-01"), vector, 0);

    assertEquals(
        Map.of(YearMonth.of(2024, 5), 2, YearMonth.of(2025, 1), 1),
        corpus.topics().getFirst().months());
  }

  @Test
  void levelsThatCrossAreRefused() {
    Corpus corpus =
        new Corpus()
            .add("One", "", new float[] {1, 0}, 0, 0)
            .add("Two", "", new float[] {1, 0}, 1, 0);

    IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, corpus::topics);

    assertEquals(
        "group 0 of level 1 is in group 0 and in group 1 of level 0;"
            + " want levels that are coarsenings of the next, the coarsest first",
        thrown.getMessage());
  }

  @Test
  void vectorsOfOtherPapersAreRefused() {
    TopicNames names = new TopicNames(TopicOptions.DEFAULTS);

    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                names.name(
                    List.of(Paper.titled("One").build()),
                    EmbeddingMatrix.of(List.of()),
                    List.of(),
                    new float[1][2],
                    new Workers(1, Progress.NONE)));

    assertEquals("1 papers, but 0 vectors; want one for each paper", thrown.getMessage());
  }

  @Test
  void anInterruptEndsTheWork() {
    Thread.currentThread().interrupt();

    assertThrows(InterruptedException.class, () -> twoTopics().topics());
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void aNameIsShortWhateverTheTitle() throws InterruptedException {
    String title = "𝔘".repeat(300);
    Topic topic = new Corpus().add(title, "", new float[] {1, 0}, 0).topics().getFirst();

    assertTrue(topic.name().length() <= 50, topic.name());
    assertNotEquals("", topic.slug());
  }
}
