package io.akin.topic;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What part a word may have in a phrase. */
enum WordKind {
  /** Tells what a paper is about. */
  TELLING,
  /** Tells something beside another word only, as "model" does. */
  LIGHT,
  /** "of", which joins two words, as in "mixture of experts". */
  OF,
  /** Ends phrases: grammar, and what every paper says of itself. */
  BREAK;

  private static final Set<String> BREAKS =
      words(
          """
          a about above abstract according accordingly achievable across actual actually ad
          addition additional additionally after again against ainsi al albeit all almost alone
          along already als also alternative alternatively although altogether always am amid
          among amongst amount amp an and another any anything ao apart apparent appear appears
          appendix appropriate approximately are area areas around article arxiv as aside aspect
          aspects at au auch auf author authors aux available avec aware away back bad basic be
          became because become becomes becoming been before behind bei being below beneath
          benefit benefits beside besides better between beyond big both bottleneck broad broader
          brought but by called came can cannot capabilities capability capable carefully case
          cases cause caused causes ce certain ces cet cette challenge challenges challenging
          chance clear clearly close closely co com come comes coming comme commonly como
          comparable comparative comparatively comparison comparisons compelling competitive
          complete completely comprehensive con conclude concluded conclusion conclusions
          consequently considerable considerably consistently contrary contrast contribution
          contributions conventional correct correctly could critical crucial current currently da
          dans das de deal deeper degree dem den der des despite detail detailed details did die
          difference differences different difficult difficulties difficulty directly dissertation
          distinct diverse do does doing done dos dramatic dramatically drastically drawback
          drawbacks du due during e.g each earlier easily easy edu effective effectively
          effectiveness efficacy efficient efficiently effort efforts eg eight eighth eine einer
          eines either el elle else elsewhere emerging enough ensure ensures especially essential
          est esta este et etc etx even eventually ever every exact excellent except existing
          experimental experimentally explicit explicitly extensive extensively extent extra
          extremely factor factors fairly false far faster favorable favorably feasible few fewer
          fifth final finally finding findings first five following for former forms forth four
          fourth frequently from full fully fundamental further furthermore future für generally
          github given go goes going good got great greater greatly growing gt had half has have
          having he hence her here herein high-quality higher highest highly him his how however
          http https huge hundred hundreds i idea ideas ie if ii iii il ils im immediate impact
          impacts importance important importantly impressive in inc inclusive indeed inherent
          inherently initial inside insight insights instead intensive interesting interestingly
          into introduction intuitive is issue issues ist it its itself jointly just keep kept key
          kind kinds known la lack lacks large-scale largely larger largest las last lastly late
          later latest latter le lead leading leads least left les less lesser let leur leurs like
          likely likewise limit limitation limitations limited little ll longer los lot lots
          low-cost lower lowest lt made main mainly major majority make makes making manner many
          massive mathematically matter may maybe means meanwhile merely might million millions
          minimal minor mit mml moderate modern more moreover most mostly motivation much must my
          más na namely narrow naturally nbsp ne near nearly necessarily necessary need needed
          needs neither never nevertheless new newly next nicht nine no non non-trivial none
          nonetheless nor not notable notably nothing notion nous novel novelty now nowadays
          number numbers numerous obvious obviously off often old on once one ones only ont onto
          open-source opportunities opportunity opposed or order ordinary org original os other
          others otherwise our ours out outcome outcomes outside over overall overview own paper
          papers par para paradigm paradigms partially particular particularly pas past pela pelo
          per percent perhaps plain plausible please plus plusieurs points poor poorly popular por
          possibility possible possibly potentially pour practical practically practice practices
          precise precisely preliminary preprint presence previous previously primarily primary
          prior promising proper properly prospect purpose purposes que qui quickly quite quot
          range ranges rapid rapidly rarely rather re reach real real-life real-world really
          reason reasonable reasons recent recently regard regarding regardless relative
          relatively relevant reliable reliably remain remaining remains remarkable remarkably
          research researcher researchers respect respective respectively result resulting results
          rich rigorous role roles roughly run sa same satisfactory scarce scenario scenarios se
          second section see seen seldom selected self separate separately serious ses seven
          several severe shall she shortcoming shortcomings should showcase sich side significance
          significant significantly similar similarly simple simpler simplest simply simultaneous
          simultaneously since sind six sixth slightly smaller so so-called solid solution
          solutions some something sometimes somewhat sont soon sota special specific specifically
          specified standard state-of-art state-of-the-art steps still straightforward strength
          strengths strict strictly striking strong stronger strongly studies study stx subject
          submission subsequent subsequently substantial substantially success successes
          successful successfully such sufficient sufficiently suitable superior superiority
          supplementary sur sure surprising surprisingly sus systematic systematically são ten
          tend tends term terms than that the their theirs them themselves then theoretically
          there thereby therefore therein these thesis they thing things third this thorough
          thoroughly those though thousand thousands three through throughout thus time-consuming
          times to today together too top total toward towards traditional traditionally trend
          trends trivial true truly twice two type types typical typically ultimate ultimately um
          uma un una unclear und under underlying understandably une unfortunately unified unique
          unless unlike unprecedented until up upon us use-case use-cases useful usefulness
          user-friendly usual usually v various vary vast ve version versions versus very via
          viable viewpoint vital von vs was way ways we weakness weaknesses well well-established
          well-known werden were what whatever when where whereas whereby wherein whether which
          while whilst who whole whom whose why wide widely wider widespread will wird with within
          without work works workshop worse worst worth would www x xlink xmlns year years yet you
          your zero zum zur été être
          """);

  /** Verbs of which every form ends phrases. */
  private static final Set<String> VERBS =
      inflected(
          """
          accelerate accept access accommodate accompany accomplish accord account achieve
          acknowledge acquire adapt add address adjust admit adopt advance advocate affect
          aggregate agree aid aim alleviate allow analyse analyze answer anticipate appear apply
          appreciate approach argue arise arrive ask assemble assert assess assign assist
          associate assume attain attempt attract augment avoid base beat begin believe belong
          benchmark boost bring broaden build calculate call capitalize capture carry cast change
          characterize check choose circumvent claim clarify collect combat combine come compare
          compete complement complicate comprise compute concern conclude conduct confirm conform
          conjecture connect consider consist constitute construct consume contain contend
          continue contrast contribute cope correspond cover create curate decrease dedicate deem
          define deliver demand demonstrate denote depend deploy derive describe deserve design
          desire determine develop devise differ diminish discover discuss display distinguish
          divide draw drive dub elaborate elevate elucidate employ empower enable encompass
          encounter encourage end engage enhance enjoy enlarge enrich ensure entail equip
          establish estimate evaluate evolve examine exceed excel execute exhibit exist expand
          expect experience explain exploit explore expose express extend extract face facilitate
          fail feed fill find fix focus follow forecast form formalize formulate foster fulfill
          gain gather generalize generate get give grow guarantee guide handle happen harness help
          highlight hinder hinge hold hope hypothesize identify illustrate imagine impede
          implement imply impose improve include incorporate increase incur indicate induce infer
          inform inherit inspect inspire integrate intend interact introduce investigate involve
          jeopardize judge justify lack launch learn leave lend leverage lie limit list locate
          look maintain manage manifest match maximize measure meet mention minimize mitigate
          motivate move necessitate neglect note notice observe obtain occur offer operate opt
          outline outperform overcome overlook perform permit plan play pose possess postulate
          predict prefer present preserve prevent proceed process produce prohibit promise promote
          propose prove provide publish pursue put quantify question raise reach realize receive
          recognize recommend reconstruct record reduce refer refine reflect reformulate relate
          relax release rely remain remark remove render replace report represent reproduce
          require resemble reside resolve respond restrict result retain reveal revisit
          revolutionize rival run sacrifice satisfy save say scale seek seem select separate serve
          set share shed shift show simplify solve specify spend stand start state stay stem
          strive struggle study subsume succeed suffer suggest suit summarize support suppose
          surpass survey sustain tackle tailor take tell tend test think trace transform treat try
          turn uncover undergo understand undertake unify unlock unveil update use utilize
          validate vary verify view want warrant witness work yield
          """,
          """
          access accounting advances answer answering answers attention benchmark benchmarking
          benchmarks boosting capture change changes computing demand demands design designs
          display displays drive driving embedding experience experiences face faces feedback
          forecast forecasting forecasts form gain gains hinge interest judge judges learning lie
          list lists match matching measure measures meeting meetings plan planning plans play
          playing policy pose poses process processes processing publishing question questions
          reading reasoning recommend recommending record records release report reports routing
          scale scaling segment set sets share shares sharing shift shifts state states stem
          support survey surveys test testing tests thought trace traces tracking transform
          transforms understanding view views
          """);

  private static final Set<String> LIGHTS =
      words(
          """
          abilities ability access accuracy accurate action adaptive algorithm algorithms analyses
          analysis answer answers application applications approach approaches approximate
          architecture architectures assessment assumption assumptions automated automatic
          automatically autonomous baseline baselines behavior behaviors behaviour benchmark
          benchmarking benchmarks best bound bounds building capacity change changes
          characteristic characteristics class classes classical code codes collection combination
          common complex complexity component components computation computational concept
          concepts condition conditions configuration constraint constraints construction context
          contexts control cost costs criterion data database dataset datasets demand demands
          deployment design designs development device devices dimension direction distribution
          distributions domain domains early effect effects efficiency element elements end-to-end
          environment environments error errors estimate estimates estimation evaluation
          evaluations evidence example examples experience experiences experiment experiments
          exploration expression fair fast feature features field fields fine form format
          formulation framework frameworks function functions gap general generic global goal
          goals group groups guarantee guarantees guidance guideline guidelines hard hidden high
          human humans individual information input inputs instance instances intelligent
          interaction interactions interest interests knowledge label labels large layer layers
          learned learner learning level levels line list local location locations long loss
          losses low management match mean measure measurement measurements measures mechanism
          mechanisms medical method methodologies methodology methods metric metrics mode model
          modeling modelling models module modules multi multiple natural-language network
          networks object objective objectives objects observation observations open operation
          operations operator optimal optimum output outputs pair pairs parameter parameters part
          parts path people performance person perspective pipeline pipelines place plan plans
          platform point position potential potentials power pre precision prediction predictions
          predictive principle principles problem problems procedure procedures process processes
          properties property quality quantity question questions random rate rates ratio
          real-time recall reconstructed record records reference relation relations relationship
          relationships requirement requirements resource resources response responses robotic
          robust rule rules sample samples scale scene scheme schemes score scores selection set
          sets setting settings short single size sizes small source sources space spaces speed
          stable stage stages state states step strategies strategy structural structure
          structures style support survey surveys system systems target targets task tasks team
          technique techniques technologies technology test tests theoretical threshold time topic
          topics trained training transform transforms understanding unit units unknown update
          user users utility validation value values variable variables variant variants variation
          variations vector vectors view visual weight weights word words world
          """);

  private static final Pattern YEAR = Pattern.compile(".*-(?:19|20)\\d\\d");
  private static final Pattern ADJECTIVE = Pattern.compile("[a-z]{3,}(?:able|ible|ful|less|ous)");

  static WordKind of(String surface) {
    String word = surface.toLowerCase(Locale.ROOT);
    if (word.equals("of")) {
      return OF;
    }
    if (word.codePoints().filter(Character::isLetter).limit(2).count() < 2
        || BREAKS.contains(word)
        || VERBS.contains(word)) {
      return BREAK;
    }
    if (LIGHTS.contains(word)) {
      return LIGHT;
    }
    if (isAdverb(word) || YEAR.matcher(word).matches()) {
      return BREAK;
    }
    return ADJECTIVE.matcher(word).matches() ? LIGHT : TELLING;
  }

  private static final Set<String> NO_ADVERBS =
      words(
          """
          anomaly assembly butterfly family homily italy july lily monopoly poly rally reply supply
          ally belly bully fly jelly multiply sicily
          """);

  private static boolean isAdverb(String word) {
    return word.endsWith("ly") && word.indexOf('-') < 0 && !NO_ADVERBS.contains(word);
  }

  private static Set<String> words(String list) {
    return Set.copyOf(new TreeSet<>(List.of(list.strip().split("\\s+", -1))));
  }

  /** The forms of regular verbs, but for those that are nouns of this trade. */
  private static Set<String> inflected(String verbs, String nouns) {
    Set<String> forms = new TreeSet<>();
    for (String verb : words(verbs)) {
      String stem = verb.endsWith("e") ? verb.substring(0, verb.length() - 1) : verb;
      forms.add(verb);
      if (verb.endsWith("y") && !verb.matches(".*[aeo]y")) {
        String root = verb.substring(0, verb.length() - 1);
        forms.add(root + "ies");
        forms.add(root + "ied");
      } else {
        forms.add(verb + (verb.matches(".*(s|x|ch|sh)") ? "es" : "s"));
        forms.add(stem + "ed");
      }
      forms.add(stem + "ing");
    }
    forms.addAll(
        words(
            """
            became begun brought built came chose chosen drawn driven felt found gave got grew grown
            held kept knew led left lent made meant met overcame proven ran said sought seen shown
            spent stood taken taught told took understood went written wrote laid arose arisen
            fed feeding putting getting setting running planned
            """));
    forms.removeAll(words(nouns));
    return Set.copyOf(forms);
  }
}
