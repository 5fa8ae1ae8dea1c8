package io.akin.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | We ask readers which of two papers is closer to a third, and how they can tell.
          en | Deep Residual Learning for Image Recognition
          en | A note on two problems in connexion with graphs
          de | Wir untersuchen, wie ähnlich zwei Aufsätze einander sind und was die Leser davon halten.
          fr | Nous étudions la ressemblance entre deux articles et ce que les lecteurs en pensent.
          es | Estudiamos la semejanza entre dos artículos y lo que los lectores piensan de ellos.
          pt | Estudamos a semelhança entre dois artigos e o que os leitores não sabem sobre eles.
          it | Studiamo la somiglianza tra due articoli e che cosa ne pensano i lettori della rivista.
          nl | Wij onderzoeken hoe sterk twee artikelen op elkaar lijken en wat de lezers ervan vinden.
          ca | Estudiem la semblança entre dos articles i el que els lectors pensen amb aquest mètode.
          ro | Studiem asemănarea dintre două articole și ceea ce cred cititorii despre ele în practică.
          pl | Badamy podobieństwo dwóch artykułów oraz to, co czytelnicy o nich sądzą i jak się je czyta.
          cs | Zkoumáme podobnost dvou článků a to, co si o nich čtenáři myslí, když je čtou poprvé.
          sv | Vi undersöker hur lika två artiklar är och vad läsarna tycker om dem när de jämförs.
          da | Vi undersøger, hvor ens to artikler er, og hvad læserne mener om dem efter en uge af arbejde.
          fi | Tutkimme, kuinka samanlaisia kaksi artikkelia ovat ja mitä lukijat niistä ajattelevat, kun ne on luettu.
          hu | Azt vizsgáljuk, hogy mennyire hasonló két cikk, és mit gondolnak róluk az olvasók.
          tr | İki makalenin ne kadar benzer olduğunu ve okuyucuların bu konuda ne düşündüğünü inceliyoruz.
          ru | Мы изучаем, насколько похожи две статьи и что о них думают читатели этого журнала.
          uk | Ми вивчаємо, наскільки подібні дві статті та що про них думають читачі цього журналу.
          ar | ندرس مدى التشابه بين مقالين وما يفكر فيه القراء عن هذا الموضوع في هذه المجلة
          fa | ما شباهت دو مقاله را بررسی می کنیم و این که خوانندگان از آن چه فکر می کنند
          hi | हम दो लेखों की समानता का अध्ययन करते हैं और पाठकों के विचार को जानते हैं
          zh | 我们研究两篇论文的相似程度以及读者对它们的看法
          zh | 基于深度学习的图像识别方法研究
          ja | 二つの論文がどのくらい似ているかを調べる。
          ko | 두 논문이 얼마나 비슷한지 독자에게 묻는다
          el | Εξετάζουμε πόσο μοιάζουν δύο άρθρα μεταξύ τους
          he | אנו בודקים עד כמה דומים שני מאמרים זה לזה
          th | เราศึกษาความคล้ายคลึงกันของบทความสองบทความ
          """)
  void aTextIsOfTheLanguageOfItsWordsOrItsScript(String code, String text) {
    assertEquals(Optional.of(code), LanguageDetector.detect(text, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Q-learning",
        "On the way of the",
        "論文の近さ",
        "2306.00978 (12) = 7 + 5, 1234567890 1234567890",
        "Barnes-Hut-SNE Word2vec GloVe fastText ELMo BERT",
        "Lorem ipsum dolor sit amet consectetur adipiscing",
        "We study how alike two papers are. Nous étudions la ressemblance entre deux articles.",
        "ཡིག་ཆ་གཉིས་ཀྱི་འདྲ་མཚུངས་ཞིབ་འཇུག",
      })
  void tooFewLettersTwoLanguagesOrNoneThatIsKnownGiveNoAnswer(String text) {
    assertEquals(Optional.empty(), LanguageDetector.detect(text, ""));
  }

  @Test
  void namesAndTitlesInOtherLanguagesDoNotMakeAnEnglishTextAnother() {
    assertEquals(
        Optional.of("en"),
        LanguageDetector.detect(
            "Une analyse des réseaux",
            "We describe the work of Paul Erdős and of the Société des lecteurs de la Loire, who"
                + " asked which of two papers is closer to a third."));
  }

  @Test
  void titleAndAbstractAreOneText() {
    assertEquals(
        Optional.of("en"),
        LanguageDetector.detect("Kites", "We let go of twelve kites, and ten of them came back."));
    assertEquals(Optional.empty(), LanguageDetector.detect("Kites", ""));
  }

  @Test
  void theSameTextGetsTheSameAnswerInEveryThread() throws InterruptedException, ExecutionException {
    List<String> texts =
        IntStream.range(0, 400)
            .mapToObj(i -> i % 2 == 0 ? "We study the " + i : "Wir lesen die Texte von " + i)
            .map(text -> text.repeat(3))
            .toList();
    List<Optional<String>> alone =
        texts.stream().map(text -> LanguageDetector.detect(text, "")).toList();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<String>>> together =
          texts.reversed().stream()
              .map(text -> threads.submit(() -> LanguageDetector.detect(text, "")))
              .toList();
      for (int i = 0; i < together.size(); i++) {
        assertEquals(alone.reversed().get(i), together.get(i).get());
      }
    }
  }

  @Property(tries = 300)
  void anyTextIsReadAndItsAnswerIsACode(@ForAll String title, @ForAll String abstractText) {
    Optional<String> code = LanguageDetector.detect(title, abstractText);

    assertTrue(code.orElse("en").matches("[a-z]{2}"));
    assertEquals(code, LanguageDetector.detect(title, abstractText));
  }

  @Test
  void aVeryLongTextIsReadInPart() {
    String text = "We study the likeness of papers, and how readers tell. ".repeat(20_000);

    assertEquals(Optional.of("en"), LanguageDetector.detect("", text));
  }
}
