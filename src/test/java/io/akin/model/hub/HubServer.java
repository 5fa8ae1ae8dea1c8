package io.akin.model.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A hub on this machine: gives a repository, or the answers that are prepared for a path. */
public final class HubServer implements AutoCloseable {
  public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("hub-server-", 0).factory());
  private final Map<String, Queue<Answer>> answers = Collections.synchronizedMap(new HashMap<>());
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Answers one request. */
  public interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** A request; headers that were not sent are empty. */
  public record Asked(String path, String range, String authorization) {}

  /** Starts on a port of its own. */
  public HubServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      asked.add(new Asked(path, header(exchange, "Range"), header(exchange, "Authorization")));
      Answer answer;
      synchronized (answers) {
        Queue<Answer> inTurn = answers.getOrDefault(path, new ArrayDeque<>());
        answer = inTurn.size() > 1 ? inTurn.remove() : inTurn.peek();
      }
      (answer == null ? status(404) : answer).to(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  /** Gives the answers in turn, and the last of them to every further request. */
  public HubServer at(String path, Answer... inTurn) {
    answers.put(path, new ArrayDeque<>(List.of(inTurn)));
    return this;
  }

  /** Has a repository with these files at its branch main. */
  public HubServer has(String repository, Map<String, byte[]> files) {
    at(listing(repository), ok(describe(repository, files).toString()));
    files.forEach((path, bytes) -> at(file(repository, path), content(bytes)));
    return this;
  }

  static String listing(String repository) {
    return "/api/models/%s/revision/main".formatted(repository);
  }

  static String file(String repository, String path) {
    return "/%s/resolve/%s/%s".formatted(repository, COMMIT, path);
  }

  /** What a hub says of a repository. */
  static ObjectNode describe(String repository, Map<String, byte[]> files) {
    ObjectNode node = JSON.createObjectNode().put("id", repository).put("sha", COMMIT);
    node.putArray("tags").add("onnx").add("license:apache-2.0");
    node.putArray("siblings");
    files.forEach((path, bytes) -> list(node, path, bytes));
    return node;
  }

  static void list(ObjectNode node, String path, byte[] bytes) {
    ObjectNode file =
        node.withArray("siblings").addObject().put("rfilename", path).put("size", bytes.length);
    if (path.contains(".onnx") || path.endsWith(".safetensors")) {
      file.put("blobId", "f".repeat(40));
      file.putObject("lfs").put("sha256", digest("SHA-256", bytes)).put("size", bytes.length);
    } else {
      byte[] head = "blob %d\0".formatted(bytes.length).getBytes(UTF_8);
      byte[] blob = Arrays.copyOf(head, head.length + bytes.length);
      System.arraycopy(bytes, 0, blob, head.length, bytes.length);
      file.put("blobId", digest("SHA-1", blob));
    }
  }

  static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static Answer ok(String body) {
    return wholly(body.getBytes(UTF_8));
  }

  /** An answer without a body. */
  static Answer status(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** All bytes, or those of the range that is asked for. */
  static Answer content(byte[] bytes) {
    return exchange -> {
      String range = header(exchange, "Range");
      if (range.isEmpty()) {
        wholly(bytes).to(exchange);
        return;
      }
      int from = Integer.parseInt(range.replaceAll("\\D", ""));
      range("bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length), bytes, from)
          .to(exchange);
    };
  }

  static Answer range(String contentRange, byte[] bytes, int from) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Range", contentRange);
      exchange.sendResponseHeaders(206, bytes.length - from);
      exchange.getResponseBody().write(bytes, from, bytes.length - from);
    };
  }

  /** All bytes, whatever is asked for. */
  static Answer wholly(byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** All bytes, without saying how many they are. */
  static Answer chunked(byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Says how long the answer is, sends half of it and hangs up. */
  static Answer half(byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      exchange.getResponseBody().flush();
    };
  }

  /** Sends half of it and says nothing more until the server is closed. */
  Answer stall(byte[] bytes) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      exchange.getResponseBody().flush();
      closing.await();
    };
  }

  /** The requests so far. */
  public List<Asked> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /** The requests for a path so far. */
  List<Asked> asked(String path) {
    return asked().stream().filter(one -> one.path().equals(path)).toList();
  }

  public String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
