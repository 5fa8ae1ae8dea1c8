package io.akin.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that nearly every text of a language has many of: articles, prepositions, pronouns,
 * auxiliary verbs. A word may belong to several languages. English has the words of titles too,
 * which often have no other. Immutable.
 */
final class FrequentWords {
  /** Words behind the code of their language. At most 64 languages, one a bit. */
  private static final String LINES =
      """
      en the of and to in a is that for we with as on this are by from our be an which it can has
      en have these not at or their between also such than more how but they where when its been
      en both into was were using via based towards toward through under over without learning deep
      en neural network networks model models data training language analysis approach image
      en recognition detection system systems method methods large estimation efficient task tasks
      en time graph graphs object control human approaches robust reinforcement aware knowledge
      en framework self supervised dynamic modeling adaptive domain motion speech scale evaluation
      en shot reasoning feature features online high dataset datasets tracking fast unsupervised
      en search generative understanding sparse algorithm algorithms representations retrieval
      en multiple improving robots study free structure word words view point extraction agent
      en agents guided clustering fine gradient convolutional open matching autonomous driven
      en natural pose sampling question questions answering embeddings embedding policy
      en generalization few environments manipulation shape performance memory causal world
      en decision machine against beyond among what do does quality case survey review new problem
      en problems theory applications programming engineering adversarial flows networked sets
      en rules making them he she you i if while so about most some many any only other others
      en there would could should had him her who whether then because since each same one two
      en three show shows propose proposed present paper papers article results find found given
      de der die und in von zu das mit den für auf ist im des eine ein dem wir sich nicht werden
      de auch als an aus bei es durch sind wird zur zum einer einen nach über oder wie diese dieser
      de kann können wurde wurden eines zwischen vom unter haben hat dass man mehr nur sowie noch
      de wenn aber so ihre ihrer seine sein hier dann damit beim am ob um bis bereits ohne anderen
      de keine soll müssen muss gibt dabei dazu diesem dieses welche einem zwei was ihnen
      fr de la les des et le en un une du dans est pour que nous par sur qui au ces sont avec à
      fr cette ce plus aux ou pas se il ont entre été comme ne nos leur mais notre être peut deux
      fr ainsi leurs elle sa son dont ils elles celui celle cela
      es de la que el en los las y del se para con una un por es como al más lo sus este esta son
      es su entre no ha han estos o pero también sobre hemos nuestro desde estas ser fue nos sin
      es muy cuando donde si les le ya puede pueden cada hasta todos todo sino mediante debe e esto
      es ese sólo sea tiene dos nosotros ellos ellas
      pt de que o a e do da em os para com uma um dos no as na por é se das mais como ao nos são
      pt não foi este esta entre à ou nas neste pelo pela sua também seu ser foram isso às aos
      pt quando você pode podem cada está até pelos num numa ele ela qual quais usado sem deve
      pt apenas outro tem nesta deste desta dois duas eles elas estas estes essa esse nós
      it di e il che la in un per della una del con è dei i le sono da delle nel si a alla al gli
      it come questo lo più dal dell nella questa tra ha ed non abbiamo anche degli o su se essere
      it viene può quando questi cui dai dalle nelle sui sulla tutti ogni loro stato senza solo
      it dello così quanto due noi essi
      nl de het van een en in is dat op te zijn met voor die niet aan er om ook als bij door naar
      nl uit wordt worden deze dit we over of tot hebben kan tussen heeft maar zal zou kunnen moet
      nl ze hun haar zich wel dan men geen alleen zoals andere wij hoe wat elkaar ons ervan daarvan
      nl hierbij
      ca de la que i el en els les per a del amb una un es com al dels són més aquest aquesta
      ca aquests no entre ha han pel també seva seu sobre ens
      gl de a que o e en do da os as para con unha un por dos das como na no máis é se ao nos son
      gl entre non este esta tamén sobre
      ro de și în la a cu pe care din pentru o un este sunt nu ce se că al ale mai sau prin fi
      ro acest această au unei între lor dacă pot poate fiecare acesta numai după fără până când
      eu eta da du bat ere ez dira izan den dute egin hau dituen dela baina hori bezala dituzte edo
      pl w i z na do się jest nie to że dla od o przez po jak za oraz są tym które który która ze
      pl tego być lub jako może ich został była było były aby gdy przy ten ta te tej jej jego można
      pl tylko ale jeśli pod bez także więc tak każdy wszystkie dwóch dwa
      cs a v se na je s z že o pro do k ve jsou které který i jako to při nebo ze by podle také
      cs není za bylo však jejich být pokud než tento tato toto tyto jeho jen aby pouze má mohou
      cs když jejichž tak takže kterou budou bude byla byly může lze pomocí této tohoto tím toho
      sk a v sa na je s z že o pre do k vo sú ktoré ktorý i ako to pri alebo zo by podľa aj nie za
      sk bolo ich byť ak než tento táto tieto jeho len však má môžu keď takže bude môže pomocou
      sk tejto tohto
      sl in v je za na se so da z pri ki s po kot ali tudi iz od smo ter ni pa lahko
      hr i u je na se za da od su s kao o koji koja koje iz te ili nije može biti ovom ovaj
      sv och i att av en för på är som med till den det ett de om har kan inte från vi eller vid
      sv denna även under blir efter används detta dessa endast vara ska skall ut upp in när samt
      sv kunde vad någon mer mellan två hur
      da og i at af en til på er det som med for den de et om har kan ikke fra der vi eller ved
      da denne også hvor blev efter hvis bruges dette disse kun være skal sig ud op ind når bliver
      da samt kunne hvad sin sit nogle hver mere to hvordan
      no og i å av en til på er det som med for den de et om har kan ikke fra vi eller ved denne
      no også hvor seg blir etter hvis brukes dette disse bare være skal ut opp inn når blei samt
      no kunne hva noen mer ble mellom to hvordan
      fi ja on ei että se oli ovat tai kun joka myös sekä ole voidaan tässä mutta jos jotka kuin
      fi niiden niin voi jonka jota joiden tämä tämän nämä kuten kanssa mukaan sen vain siitä tätä
      fi niitä voivat käytetään
      et ja on ei et see oli kui mis ning ka või mida selle oma seda kes mille kõik
      hu a az és hogy nem is egy azt vagy meg ha csak mint ez el már ki volt lehet kell ezt amely
      hu ezek között ezen olyan akkor minden további azonban illetve valamint amit melyet által
      hu után alatt alapján való lesz vannak egyes annak
      tr ve bir bu için ile da de olarak olan daha en çok gibi olduğu kadar her sonra göre ise veya
      tr değil tarafından üzerinde eğer sadece yalnızca gerekir kullanılır ya içinde önce böylece
      tr ancak hem diğer hiç ki ne var yok edilir üzere kendi bunun
      id yang dan di dengan untuk dari pada ini dalam adalah tidak itu akan ke oleh dapat juga
      id sebagai atau telah karena
      vi của và là các có cho được trong với một những này không để đã trên khi từ người theo về
      lt ir yra į kad su iš tai bei arba kaip buvo bet jos tik apie nuo pagal gali
      lv un ir ar no par kas uz vai tika arī bet pēc kā tiek lai šī
      ru и в на не что с по для как из к от при это у которые о так или его а их также может были
      ru между мы то же если только чтобы до быть этот эта эти этого бы все всех ли когда под над
      ru того них она они вы но где без есть этой
      uk і в на не що з для як до та у від це за із або його також може при є які який між під ми
      uk якщо тільки щоб бути цей ця ці цього би всі коли над того вони ви але де без цієї буде
      uk лише має слід
      bg и на за се в от да с не са е като по до при които или което може този това ако само тази
      bg тези всички когато под над те но къде без има ще
      sr и у је на се за да од су са као које који или из о није може бити
      mk и на во за се од да со не е како кои или што може оваа
      ar في من على إلى أن التي هذا هذه عن مع ما لا أو بين الذي كان كما ذلك هو هي تم وفي ومن وقد كل
      ar بعد قبل حيث إن كانت عند خلال لم غير ذات أي فقط
      fa در و به از که این را با است برای آن های یک می شده بر تا نیز شود باشد کند کرده یا هر دو نمی
      fa اما وی پس
      ur کے میں کی ہے اور کا سے کو پر یہ اس نے کہ ہیں لیے
      hi के में है की का और से को एक पर यह हैं लिए ने कि इस भी या
      mr आणि आहे या च्या मध्ये हे ते आहेत एक व
      """;

  /** Letters that few languages have. */
  private static final String LETTERS =
      """
      es ñ
      gl ñ
      pt ã õ
      et õ
      de ß
      pl ł ą ę ż ź ś ć ń oraz dwóch dwa
      hr ć đ
      cs ř ů ě
      sk ľ ĺ ŕ
      hu ő ű
      tr ğ ı ş
      ro ș ț ă ţ ş
      sv å
      da å ø æ
      no å ø æ
      lv ņ ķ ļ ā ē ī
      lt ė ų į
      ru ы э
      uk ї є і ґ
      sr ј љ њ ђ ћ џ
      mk ѓ ќ ѕ ј љ њ џ
      fa پ چ گ
      ur ٹ ڈ ے ں
      """;

  private static final char MAX_USUAL = '\u007F';

  private static final List<String> LANGUAGES = new ArrayList<>();
  private static final Map<String, Long> WORDS = new HashMap<>();
  private static final Map<Character, Long> RARE = new HashMap<>();

  static {
    for (String line : LINES.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (!LANGUAGES.contains(words[0])) {
        LANGUAGES.add(words[0]);
      }
      long bit = 1L << LANGUAGES.indexOf(words[0]);
      for (int i = 1; i < words.length; i++) {
        WORDS.merge(words[i], bit, (some, more) -> some | more);
      }
    }
    for (String line : LETTERS.lines().toList()) {
      String[] letters = line.split(" ", -1);
      long bit = 1L << LANGUAGES.indexOf(letters[0]);
      for (int i = 1; i < letters.length; i++) {
        RARE.merge(letters[i].charAt(0), bit, (some, more) -> some | more);
      }
    }
  }

  private FrequentWords() {}

  /** How many languages there are. */
  static int languages() {
    return LANGUAGES.size();
  }

  /** The code of a language. */
  static String code(int language) {
    return LANGUAGES.get(language);
  }

  /**
   * The languages that a word speaks for, each a bit: those in which it is frequent; where there
   * are none, those that have its first rare letter.
   *
   * @param word in lower case
   */
  static long languagesOf(String word) {
    Long frequent = WORDS.get(word);
    if (frequent != null) {
      return frequent;
    }
    for (int i = 0; i < word.length(); i++) {
      Long rare = word.charAt(i) > MAX_USUAL ? RARE.get(word.charAt(i)) : null;
      if (rare != null) {
        return rare;
      }
    }
    return 0;
  }
}
