package io.akin.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.akin.embed.Embedder;
import io.akin.http.HostileRequests.Hostile;
import io.akin.http.api.EmbeddingsApi;
import io.akin.http.huggingface.HuggingFace;
import io.akin.http.mcp.Mcp;
import io.akin.http.openai.OpenAi;
import io.akin.http.page.Assets;
import io.akin.http.page.Templates;
import io.akin.http.semanticscholar.SemanticScholar;
import io.akin.http.textembeddings.TextEmbeddings;
import io.akin.http.widget.Widget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends requests that nobody should send to all that is served. {@code -Dtests.requests=N} sends
 * that many, {@code -Dtests.seed=N} others, {@code -Dtests.first=N} begins at that one.
 */
class MalformedRequestsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CONNECTIONS = 4;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int MAX_TOLD = 20;
  private static final long MAX_GROWTH_MB = 128;

  /** What only a programmer should see. */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "\\b(?:java|javax|jdk|kotlin|com\\.fasterx|org\\.eclipse|org\\.apache|io\\.akin|io\\.javalin)"
              + "\\.[a-z]|Exception|StackOverflow|reference chain|\\bat [a-z]+\\.[\\w.]+\\(");

  private final long seed = Long.getLong("tests.seed", 1);
  private final long first = Long.getLong("tests.first", 0);
  private final int count = Integer.getInteger("tests.requests", 2_500);

  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger[] statuses = new AtomicInteger[6];
  private final AtomicInteger hangs = new AtomicInteger();

  @TempDir private Path folder;

  @Test
  void noRequestBreaksTheServerOrLearnsWhatItIsMadeOf() throws Exception {
    for (int i = 0; i < statuses.length; i++) {
      statuses[i] = new AtomicInteger();
    }
    TestServer.fill(folder, TestServer.PAPERS);
    ServerOptions options =
        new ServerOptions(
            "127.0.0.1",
            0,
            Keys.of(HostileRequests.KEY),
            false,
            OptionalInt.empty(),
            true,
            List.of(),
            Optional.of(new AccessLog(new CheckedLog(), false)),
            InstantSource.system());
    try (TestServer server =
        TestServer.over(folder, TestServer.encoder(), options, MalformedRequestsTest::surfaces)) {
      sendAll(server, first, Math.min(count, 250)); // what is made once is made
      long usedBefore = usedMegabytes();
      long begun = System.nanoTime();
      sendAll(server, first, count);
      double seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3;
      long growth = usedMegabytes() - usedBefore;
      System.out.printf(
          Locale.ROOT,
          "figures: requests=%d status_2xx=%d status_4xx=%d status_5xx=%d hangs=%d seconds=%.1f"
              + " heap_growth_mb=%d%n",
          count,
          statuses[2].get(),
          statuses[4].get(),
          statuses[5].get(),
          hangs.get(),
          seconds,
          growth);

      assertTrue(faults.isEmpty(), () -> faults.size() + " faults\n" + String.join("\n", faults));
      assertTrue(growth < MAX_GROWTH_MB, () -> "the heap grew by %d MB".formatted(growth));
      assertEquals(200, server.get("/api/v1/search?q=kites").statusCode());
    }
  }

  private static List<Surface> surfaces(TestServer.Parts parts) {
    Embedder embedder = new Embedder(parts::encoder);
    return List.of(
        new EmbeddingsApi(embedder),
        parts.api(),
        new HuggingFace(parts.index(), parts.finder(), parts.recommender(), new BaseAddress(true)),
        new SemanticScholar(parts.index(), parts.finder(), parts.recommender()),
        new OpenAi(embedder),
        new TextEmbeddings(embedder, parts.metrics().registry()),
        new Mcp(parts.finder(), parts.recommender(), List.of()),
        new Widget(
            parts.index(),
            parts.recommender(),
            new Freshness(parts.index(), InstantSource.system()),
            new BaseAddress(true),
            new Templates(Assets.ofLayout())),
        parts.site());
  }

  private void sendAll(TestServer server, long from, int requests) throws InterruptedException {
    HostileRequests hostile = new HostileRequests(seed, server.server().endpoints());
    AtomicLong next = new AtomicLong(from);
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      clients.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (long n = next.getAndIncrement();
                        n < from + requests && faults.size() < MAX_TOLD;
                        n = next.getAndIncrement()) {
                      send(server.server().port(), n, hostile);
                    }
                  }));
    }
    for (Thread client : clients) {
      client.join();
    }
  }

  private void send(int port, long number, HostileRequests requests) {
    Hostile hostile = new Hostile("", 0, false);
    try {
      hostile = requests.number(number);
      List<RawAnswer> answers = RawAnswer.all(exchange(port, hostile), hostile.head());
      // What is behind a body that is longer than it says is taken for one more request.
      boolean remainder = answers.size() > 1 && answers.getLast().status() == 400;
      if (answers.size() > hostile.requests() + (remainder ? 1 : 0)) {
        fault(number, hostile, answers.size() + " answers");
      }
      for (RawAnswer answer : answers) {
        statuses[answer.status() / 100].incrementAndGet();
        check(number, hostile, answer);
      }
    } catch (SocketTimeoutException e) {
      hangs.incrementAndGet();
      fault(number, hostile, "no end in %d ms".formatted(TIMEOUT_MILLIS));
    } catch (IOException e) {
      // Where it is sent more than it hears out, what it has said may be lost.
      if (hostile.text().length() <= Router.MAX_BODY_BYTES) {
        fault(number, hostile, e.toString());
      }
    } catch (RuntimeException e) {
      fault(number, hostile, e.toString());
    }
  }

  private static byte[] exchange(int port, Hostile hostile) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      try {
        socket.getOutputStream().write(hostile.text().getBytes(ISO_8859_1));
        socket.shutdownOutput();
      } catch (SocketException _) {
        // It has heard enough; it may have answered.
      }
      try {
        socket.getInputStream().transferTo(answer);
      } catch (SocketException _) {
        return new byte[0]; // closed while it was being sent more: the answer may be lost
      }
    }
    return answer.toByteArray();
  }

  private void check(long number, Hostile hostile, RawAnswer answer) {
    int status = answer.status();
    boolean busy = status == 503 && answer.headers().containsKey("retry-after");
    if (status >= 500 && !busy) {
      fault(number, hostile, "status " + status + " " + answer.body());
    }
    for (String name : Exchange.SECURITY_HEADERS.keySet()) {
      if (!answer.headers().containsKey(name.toLowerCase(Locale.ROOT))) {
        fault(number, hostile, "status %d without %s".formatted(status, name));
      }
    }
    if (answer.headers().containsKey("x-injected")) {
      fault(number, hostile, "a header of the client's making");
    }
    if (status >= 400 && INTERNAL.matcher(answer.body()).find()) {
      fault(number, hostile, "tells too much: " + answer.body());
    }
  }

  private void fault(long number, Hostile hostile, String what) {
    faults.add(
        "tests.seed=%d tests.first=%d: %s%n  %s"
            .formatted(seed, number, shortened(what), shortened(hostile.text())));
  }

  private static String shortened(String text) {
    String shown =
        text.length() <= 1_500
            ? text
            : text.substring(0, 1_200) + " ... " + text.substring(text.length() - 200);
    return shown.replace("\r", "\\r").replace("\n", "\\n");
  }

  private static long usedMegabytes() {
    System.gc();
    return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
  }

  /** Takes nothing but whole lines of JSON. */
  private final class CheckedLog implements Appendable {
    @Override
    public Appendable append(CharSequence line) throws IOException {
      String text = line.toString();
      if (text.indexOf('\n') != text.length() - 1 || !JSON.readTree(text).isObject()) {
        faults.add("not one line in the log: " + shortened(text));
      }
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
      return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char character) throws IOException {
      return append(String.valueOf(character));
    }
  }
}
