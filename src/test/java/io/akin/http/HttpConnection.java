package io.akin.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** A connection that is kept alive: as little work as a client can do. Not thread-safe. */
public final class HttpConnection implements Closeable {
  private final Socket socket;
  private final InputStream in;
  private boolean closing;

  /** Connects to this machine. */
  public HttpConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
  }

  /** The bytes of a GET request. */
  public static byte[] get(String path) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path).getBytes(US_ASCII);
  }

  /** Sends a request and reads the answer to its end: its status. */
  public int ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      }
      closing |= lower.equals("connection: close");
      chunked |= lower.equals("transfer-encoding: chunked");
    }
    in.skipNBytes(length);
    while (chunked) {
      int chunk = Integer.parseInt(line(), 16);
      in.skipNBytes(chunk);
      var _ = line();
      chunked = chunk > 0;
    }
    return status;
  }

  /** Whether the server has said that it will take no more. */
  public boolean isClosing() {
    return closing;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server has closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
