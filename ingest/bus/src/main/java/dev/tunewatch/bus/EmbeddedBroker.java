package dev.tunewatch.bus;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One real KRaft node, broker and controller, in this JVM, on loopback. Its data survives restarts
 * and {@code kill -9}; topics are not created by use. Needs {@code kafka_2.13} on the class path.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final int NODE = 1;
  private static final int ATTEMPTS = 5;
  private static final Duration STOPPING = Duration.ofSeconds(20);
  private static final Duration FORGETTING = Duration.ofSeconds(60);

  private final KafkaRaftServer server;
  private final DirectoryLock lock;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(KafkaRaftServer server, DirectoryLock lock, int port) {
    this.server = server;
    this.lock = lock;
    this.port = port;
  }

  /**
   * Formats the folder on first use and starts; returns when clients can connect.
   *
   * @param directory kept between runs; one process at a time
   * @param port to listen on, or 0 for a free one
   * @throws IOException if the folder cannot be written or is in use, or the port is; the message
   *     is one sentence for the operator
   */
  public static EmbeddedBroker start(Path directory, int port) throws IOException {
    if (port != 0 && !isFree(port)) {
      throw new IOException("port " + port + " of 127.0.0.1 is in use by another process");
    }
    DirectoryLock lock = DirectoryLock.of(directory);
    try {
      boolean lived = format(directory);
      if (lived) {
        forgetFormerBroker(directory);
      }
      return start(directory, port, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Runs the controller alone and has it forget the broker that was here before. Otherwise the
   * metadata that this broker begins with says that it still leads every partition; its transaction
   * coordinator takes up what was being committed at a {@code kill -9}, is then fenced like any
   * broker whose session ends, takes partitions that have no leader for deleted ones, and calls a
   * commit complete whose markers it never wrote. Readers of committed records then wait for ever.
   * It also saves the wait for the former session's end.
   */
  private static void forgetFormerBroker(Path directory) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int controllerPort = freePort();
      KafkaRaftServer controller =
          new KafkaRaftServer(
              KafkaConfig.fromProps(controllerProperties(directory, controllerPort), false),
              Time.SYSTEM);
      try {
        controller.startup();
        FormerBroker.forget("127.0.0.1:" + controllerPort, NODE, FORGETTING);
        return;
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !isBindFailure(e)) {
          throw new IOException("the embedded broker in " + directory + " did not start", e);
        }
      } finally {
        stop(controller);
      }
    }
  }

  private static EmbeddedBroker start(Path directory, int port, DirectoryLock lock)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      int clientPort = port == 0 ? freePort() : port;
      int controllerPort = freePort();
      while (controllerPort == clientPort) {
        controllerPort = freePort(); // What was free a moment ago may be told again.
      }
      Properties properties = properties(directory, clientPort, controllerPort);
      KafkaRaftServer server =
          new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      try {
        server.startup();
        return new EmbeddedBroker(server, lock, clientPort);
      } catch (RuntimeException e) {
        stop(server);
        // Somebody may take a free port between our look and our use of it.
        if (attempt == ATTEMPTS || !isBindFailure(e)) {
          throw new IOException("the embedded broker in " + directory + " did not start", e);
        }
      }
    }
  }

  /** {@code host:port} for clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops cleanly and waits for it, at most 20 seconds; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      stop(server);
      lock.close();
    }
  }

  /** Kafka would wait for minutes; what is committed is on disk, so giving up loses nothing. */
  private static void stop(KafkaRaftServer server) {
    Thread stopping =
        new Thread(
            () -> {
              server.shutdown();
              server.awaitShutdown();
            },
            "embedded-broker-stop");
    stopping.setDaemon(true);
    stopping.start();
    try {
      stopping.join(STOPPING.toMillis());
      if (stopping.isAlive()) {
        LOG.atWarn().addKeyValue("outcome", "unclean").log("embedded broker did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isBindFailure(@Nullable Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As Kafka does it: a port in TIME_WAIT after a restart is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Properties controllerProperties(Path directory, int controllerPort) {
    Properties p = new Properties();
    p.put("process.roles", "controller");
    p.put("node.id", Integer.toString(NODE));
    p.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    p.put("listeners", "CONTROLLER://127.0.0.1:" + controllerPort);
    p.put("controller.listener.names", "CONTROLLER");
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("log.dirs", directory.toAbsolutePath().toString());
    return p;
  }

  private static Properties properties(Path directory, int port, int controllerPort) {
    Properties p = controllerProperties(directory, controllerPort);
    p.put("process.roles", "broker,controller");
    p.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    // A single node: without these, transactions and groups wait for replicas that never come.
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "2");
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("auto.create.topics.enable", "false");
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "4");
    p.put("background.threads", "2");
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    p.put("message.max.bytes", Integer.toString(8 * 1024 * 1024));
    // Controller and broker are one process, so a session tells nothing: a machine that stalls must
    // not fence its only broker, nor a stop leave partitions without a leader while commits finish.
    p.put("broker.session.timeout.ms", Long.toString(Duration.ofDays(1).toMillis()));
    p.put("broker.heartbeat.interval.ms", "1000");
    p.put("controlled.shutdown.enable", "false");
    return p;
  }

  /** Whether the folder was formatted before, so that a broker may have lived in it. */
  private static boolean format(Path directory) throws IOException {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return true;
    }
    Files.createDirectories(directory);
    Formatter formatter =
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setClusterId(Uuid.randomUuid().toString())
            .setNodeId(NODE)
            .addDirectory(directory.toString())
            .setMetadataLogDirectory(directory.toString())
            .setUnstableFeatureVersionsEnabled(false)
            .setControllerListenerName("CONTROLLER")
            .setIgnoreFormatted(true);
    try {
      formatter.run();
      return false;
    } catch (Exception e) {
      throw new IOException("could not format " + directory + " for the embedded broker", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
