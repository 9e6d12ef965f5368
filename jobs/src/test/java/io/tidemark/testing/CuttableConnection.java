package io.tidemark.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Stands between a client and a server on this machine, and cuts every connection when the client
 * says a word: what holds it no longer arrives.
 */
public final class CuttableConnection implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ServerSocket listener;
  private final int serverPort;
  private final String word;
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());

  /**
   * Listens on a port of its own.
   *
   * @param word what the client says last, in lower case
   */
  public CuttableConnection(int serverPort, String word) throws IOException {
    this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.serverPort = serverPort;
    this.word = word;
    start(this::accept);
  }

  /** The port of the client's side. */
  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      open.add(client);
      open.add(server);
      start(() -> pass(client, server, true));
      start(() -> pass(server, client, false));
    }
  }

  private void pass(Socket from, Socket to, boolean isClient) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      String said = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
      if (isClient && said.toLowerCase(Locale.ROOT).contains(word)) {
        cut();
        return;
      }
      out.write(buffer, 0, read);
      out.flush();
    }
    to.close();
  }

  private void cut() throws IOException {
    for (Socket socket : List.copyOf(open)) {
      socket.close();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException cut) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
