package io.akin.http.page;

import io.akin.http.Router;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Style sheets, scripts and pictures of this server. Their addresses change with what is in them,
 * so that a browser keeps each for good and never shows a page with the files of another version.
 * Thread-safe.
 */
public final class Assets {
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String A_WHILE = "public, max-age=3600, stale-while-revalidate=86400";

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  private final SequencedMap<String, Asset> byPath = new LinkedHashMap<>();

  /** A file, its content for the web server to read alone. */
  private static final class Asset {
    private final String name;
    private final String type;
    private final byte[] content;
    private final String version;
    private @Nullable String integrity;

    Asset(String path, String type, byte[] content) {
      this.name = path.substring(path.lastIndexOf('/') + 1);
      this.type = type;
      this.content = content;
      // Tells states of a file apart. A cryptographic digest of them all would take a tenth of a
      // start.
      CRC32C checksum = new CRC32C();
      checksum.update(content);
      this.version = "%x-%08x".formatted(content.length, checksum.getValue());
    }

    synchronized String integrity() {
      if (integrity == null) {
        try {
          byte[] digest = MessageDigest.getInstance("SHA-384").digest(content);
          integrity = "sha384-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
          throw new IllegalStateException("the JDK lacks SHA-384", e);
        }
      }
      return integrity;
    }
  }

  /** Those that the layout of every page of the site loads. */
  public static Assets ofLayout() {
    Assets assets = new Assets();
    for (String name : List.of("style.css", "site.js", "logo.svg")) {
      assets.add("/assets/" + name, "/web/assets/" + name);
    }
    return assets;
  }

  /**
   * Adds a file that the program has among its resources.
   *
   * @param path where it is served
   * @param resource its place on the class path, with a suffix that tells its type
   */
  public Assets add(String path, String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + resource);
      }
      byte[] content = in.readAllBytes();
      String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
      if (type == null) {
        throw new IllegalArgumentException("of no known type: " + resource);
      }
      byPath.put(path, new Asset(path, type, content));
      return this;
    } catch (IOException e) {
      throw new IllegalStateException("the program's file " + resource + " cannot be read", e);
    }
  }

  /** Serves what has been added. */
  public void addTo(Router router) {
    byPath.forEach((path, asset) -> router.read(path, context -> send(context, asset)));
  }

  /** Where each file is, by its name. */
  public Map<String, String> addresses() {
    return byPath.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                entry -> entry.getValue().name,
                entry -> entry.getKey() + "?v=" + entry.getValue().version));
  }

  /** What a page writes as {@code integrity} of a file, to be sure that it is this one. */
  public String integrity(String path) {
    Asset asset = byPath.get(path);
    if (asset == null) {
      throw new IllegalArgumentException("nothing is served at " + path);
    }
    return asset.integrity();
  }

  private static void send(Context context, Asset asset) {
    String version = asset.version;
    String tag = "\"" + version + "\"";
    context
        .header("ETag", tag)
        .header("Cache-Control", version.equals(context.queryParam("v")) ? FOREVER : A_WHILE)
        .header("Cross-Origin-Resource-Policy", "cross-origin")
        .header("Vary", "Accept-Encoding");
    String known = context.header("If-None-Match");
    if (known != null && known.contains(tag)) {
      context.status(304);
    } else {
      context.contentType(asset.type).result(asset.content);
    }
  }
}
