package io.akin.topic;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Makes names fit for addresses, none twice. Confined to one thread. */
final class Slugs {
  private static final int LONGEST = 60;
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern ENDS = Pattern.compile("^-|-$");

  private final Set<String> taken = new HashSet<>();

  /** The letters of the name, or a digest of a name without Latin letters; numbered if taken. */
  String slug(String name) {
    String base = of(name);
    String free = base;
    for (int number = 2; !taken.add(free); number++) {
      String ending = "-" + number;
      free = cut(base, LONGEST - ending.length()) + ending;
    }
    return free;
  }

  private static String of(String name) {
    String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    String letters = OTHERS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
    String slug = cut(ENDS.matcher(letters).replaceAll(""), LONGEST);
    if (!slug.isEmpty()) {
      return slug;
    }
    CRC32 digest = new CRC32();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    return "topic-%08x".formatted(digest.getValue());
  }

  /** The beginning, up to a hyphen where there is one. */
  private static String cut(String slug, int most) {
    if (slug.length() <= most) {
      return slug;
    }
    int hyphen = slug.lastIndexOf('-', most);
    return slug.substring(0, hyphen > 0 ? hyphen : most);
  }
}
