package io.akin.model.hub;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a hub knows the content of a file by.
 *
 * @param hex lower-case hexadecimal digits
 */
record Digest(Kind kind, String hex) {
  /** Large files have the first, those that Git itself holds the second. */
  enum Kind {
    SHA256("[0-9a-f]{64}"),
    GIT_BLOB("[0-9a-f]{40}");

    private final Pattern form;

    Kind(String form) {
      this.form = Pattern.compile(form);
    }
  }

  Digest {
    if (!kind.form.matcher(hex).matches()) {
      throw new IllegalArgumentException("want a digest of the form " + kind.form);
    }
  }

  boolean matches(ContentDigests content) {
    return hex.equals(
        switch (kind) {
          case SHA256 -> content.sha256();
          case GIT_BLOB -> content.gitBlob();
        });
  }

  /** The first digits, which tell the contents of one file apart. */
  String brief() {
    return hex.substring(0, 16);
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ' ' + hex;
  }
}
