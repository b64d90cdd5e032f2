import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * Sums the gradients of OM-Net between two processes over the loopback, half of them in each, as a
 * ring of two does. Run {@code java AllReduce.java} in this folder; it starts the other process by itself.
 */
class AllReduce {
  private static final int FLOATS = 13_900_000;
  private static final int ROUNDS = 12;
  private static final int CHUNK = 1 << 16;

  public static void main(String[] args) throws Exception {
    if (args.length == 1) {
      InetSocketAddress first =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
      try (SocketChannel peer = SocketChannel.open(first)) {
        run(peer, 1);
      }
      return;
    }
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      new ProcessBuilder("java", "AllReduce.java", String.valueOf(port))
          .inheritIO()
          .start();
      try (SocketChannel peer = server.accept()) {
        run(peer, 0);
      }
    }
  }

  private static void run(SocketChannel peer, int rank) throws IOException, InterruptedException {
    peer.setOption(StandardSocketOptions.TCP_NODELAY, true);
    float[] gradients = new float[FLOATS];
    float[] received = new float[FLOATS / 2];
    double[] seconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      Arrays.fill(gradients, rank + 1);
      long start = System.nanoTime();
      int own = rank * (FLOATS / 2);
      int other = (1 - rank) * (FLOATS / 2);
      exchange(peer, gradients, other, received, 0);
      for (int n = 0; n < received.length; n++) {
        gradients[own + n] += received[n];
      }
      exchange(peer, gradients, own, gradients, other);
      seconds[round] = (System.nanoTime() - start) / 1e9;
      if (gradients[0] != 3 || gradients[FLOATS - 1] != 3) {
        throw new IllegalStateException("the sum is wrong");
      }
    }
    if (rank == 0) {
      double[] warm = Arrays.copyOfRange(seconds, 2, ROUNDS);
      Arrays.sort(warm);
      System.out.printf(
          "%d floats: median %.3f s, from %.3f to %.3f%n",
          FLOATS, warm[warm.length / 2], warm[0], warm[warm.length - 1]);
    }
  }

  /** Sends one half while it receives another. */
  private static void exchange(
      SocketChannel peer, float[] sent, int from, float[] received, int to)
      throws IOException, InterruptedException {
    Thread sender = new Thread(() -> send(peer, sent, from));
    sender.start();
    ByteBuffer buffer = buffer();
    for (int done = 0; done < FLOATS / 2; done += buffer.limit() / 4) {
      buffer.clear().limit(4 * Math.min(CHUNK, FLOATS / 2 - done));
      while (buffer.hasRemaining()) {
        if (peer.read(buffer) < 0) {
          throw new IOException("the other process has ended");
        }
      }
      buffer.flip();
      buffer.asFloatBuffer().get(received, to + done, buffer.limit() / 4);
    }
    sender.join();
  }

  private static void send(SocketChannel peer, float[] sent, int from) {
    try {
      ByteBuffer buffer = buffer();
      for (int done = 0; done < FLOATS / 2; done += CHUNK) {
        int count = Math.min(CHUNK, FLOATS / 2 - done);
        buffer.clear().limit(4 * count);
        buffer.asFloatBuffer().put(sent, from + done, count);
        while (buffer.hasRemaining()) {
          peer.write(buffer);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocateDirect(4 * CHUNK).order(ByteOrder.nativeOrder());
  }
}
