package io.akin.http.site;

import io.akin.http.page.Assets;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;

/** The files of KaTeX, which sets formulae where a browser runs scripts. */
final class Katex {
  private static final String LIBRARY = "/META-INF/resources/webjars/katex/";
  private static final String PROPERTIES = "/META-INF/maven/org.webjars.npm/katex/pom.properties";

  private static final List<String> FONTS =
      List.of(
          "AMS-Regular",
          "Caligraphic-Bold",
          "Caligraphic-Regular",
          "Fraktur-Bold",
          "Fraktur-Regular",
          "Main-Bold",
          "Main-BoldItalic",
          "Main-Italic",
          "Main-Regular",
          "Math-BoldItalic",
          "Math-Italic",
          "SansSerif-Bold",
          "SansSerif-Italic",
          "SansSerif-Regular",
          "Script-Regular",
          "Size1-Regular",
          "Size2-Regular",
          "Size3-Regular",
          "Size4-Regular",
          "Typewriter-Regular");

  private Katex() {}

  static void addTo(Assets assets) {
    String dist = LIBRARY + version() + "/dist/";
    for (String name : List.of("katex.min.js", "katex.min.css")) {
      assets.add("/assets/katex/" + name, dist + name);
    }
    for (String font : FONTS) { // the style sheet names them relative to itself
      String name = "fonts/KaTeX_" + font + ".woff2";
      assets.add("/assets/katex/" + name, dist + name);
    }
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = Katex.class.getResourceAsStream(PROPERTIES)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks KaTeX");
      }
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new IllegalStateException("the version of KaTeX cannot be read", e);
    }
  }
}
