package io.akin.harvest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A server on this machine that gives prepared answers, good and bad, one for each request. */
public final class PaperServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("paper-server-", 0).factory());
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<Map<String, String>> requests =
      Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile String userAgent = "";

  /** Answers one request. */
  public interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** Starts on a port of its own. */
  public PaperServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      userAgent = String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"));
      Map<String, String> parameters = new HashMap<>();
      String query = exchange.getRequestURI().getRawQuery();
      for (String pair : (query == null ? "" : query).split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
      }
      parameters.put("path", exchange.getRequestURI().getPath());
      Answer answer;
      synchronized (this) {
        requests.add(parameters);
        answer = answers.size() > 1 ? answers.remove() : answers.peek();
      }
      if (answer != null) {
        answer.to(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives the answers in turn, and the last of them to every further request. */
  public synchronized PaperServer answers(Answer... inTurn) {
    answers.clear();
    requests.clear();
    answers.addAll(List.of(inTurn));
    return this;
  }

  public static Answer ok(String body) {
    return status(200, body);
  }

  public static Answer status(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** Says how long the answer is, sends half of it and hangs up. */
  public static Answer half(String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      exchange.getResponseBody().flush();
    };
  }

  public static Answer gzipped(byte[] bytes) {
    return exchange -> {
      var packed = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(packed)) {
        out.write(bytes);
      }
      exchange.getResponseHeaders().add("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(200, packed.size());
      packed.writeTo(exchange.getResponseBody());
    };
  }

  /** Sends bytes until the other side has had enough. */
  public static Answer endless() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] bytes = " ".repeat(1 << 16).getBytes(UTF_8);
      for (int sent = 0; sent < 4 * Fetcher.MAX_BYTES; sent += bytes.length) {
        exchange.getResponseBody().write(bytes);
      }
    };
  }

  /** Says nothing until the server is closed. */
  Answer silence() {
    return _ -> closing.await();
  }

  /** Begins an answer and says nothing more until the server is closed. */
  Answer stall(String beginning) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(beginning.getBytes(UTF_8));
      exchange.getResponseBody().flush();
      closing.await();
    };
  }

  /** The parameters of the requests so far, and their path. */
  public List<Map<String, String>> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  String userAgent() {
    return userAgent;
  }

  /** The address of a path on it. */
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
