package dev.tunewatch.app.config;

import java.util.ArrayList;
import java.util.List;

/** Which settings exist for which service; the chart's ConfigMaps hold these and no others. */
public final class ServiceKeys {

  private static final List<ConfigKey> SHARED =
      List.of(
          new ConfigKey("kafka.bootstrapServers", "", "host:port[,host:port] of Kafka"),
          new ConfigKey("kafka.prefix", "tunewatch.", "in front of topics, groups, transactions"),
          new ConfigKey("kafka.partitions", "48", "of a partitioned topic; fixed at birth"),
          new ConfigKey("kafka.replication", "3", "replicas of every topic"),
          new ConfigKey("kafka.clientPropertiesFile", "", "further client properties (security)"),
          new ConfigKey("http.host", "127.0.0.1", "address to listen on"),
          new ConfigKey("http.port", "8090", "port to listen on"));

  private static final List<ConfigKey> INGEST =
      List.of(
          new ConfigKey("hub.name", "huggingface", "which adapter, or folder"),
          new ConfigKey("hub.baseUrl", "", "the hub's address; default the public one"),
          new ConfigKey("hub.redactionKeyFile", "", "file with the key for names not to be kept"),
          new ConfigKey("hub.since", "24h", "how far back a first start goes: 24h, all, a time"),
          new ConfigKey("hub.pollInterval", "60s", "pause between two polls of the live lane"),
          new ConfigKey("hub.backfill", "false", "walk the whole hub once as well"),
          new ConfigKey("hub.ggufHeader", "false", "read GGUF headers; each counts as a download"),
          new ConfigKey("hub.tokenFile", "", "file with the hub's access token"),
          new ConfigKey("hub.pushSecretFile", "", "file with the secret of the hub's webhooks"),
          new ConfigKey("hub.contact", "", "your address, told to the hub in the User-Agent"),
          new ConfigKey("canary.every", "24h", "a made-up release to be followed; or off"));

  private static final List<ConfigKey> STREAMS =
      List.of(
          new ConfigKey("stateDirectory", "", "where state stores live"),
          new ConfigKey("profile", "latency", "latency (live) or throughput (backfill)"),
          new ConfigKey("threads", "1", "stream threads"),
          new ConfigKey("restrictedTermsFile", "", "file with your own terms of H2 and H3"));

  private static final List<ConfigKey> ALERTS =
      List.of(
          new ConfigKey("database.url", "", "JDBC address of PostgreSQL"),
          new ConfigKey("database.usernameFile", "", "file with the user's name"),
          new ConfigKey("database.passwordFile", "", "file with the password"),
          new ConfigKey("adminTokenFile", "", "file with the admin token"),
          new ConfigKey("publicView", "false", "alerts marked TLP:CLEAR readable without a token"),
          new ConfigKey("openMetrics", "true", "/metrics readable without a token"),
          new ConfigKey("allowLocalTargets", "false", "channels may call http and loopback"),
          new ConfigKey("backlogAge", "7d", "a first finding later than this is backlog"),
          new ConfigKey("consoleAddress", "", "where people reach the console, for links"),
          new ConfigKey("disableAfter", "72h", "a target that only fails so long is told no more"),
          new ConfigKey("operatorSubscription", "", "name of the one that hears of disabled ones"),
          new ConfigKey("smtp.host", "", "mail server; without one there is no e-mail"),
          new ConfigKey("smtp.port", "", "its port; default 587, 465 or 25, by smtp.security"),
          new ConfigKey("smtp.security", "starttls", "starttls, tls, or none for a local relay"),
          new ConfigKey("smtp.from", "", "the address that messages come from"),
          new ConfigKey("smtp.usernameFile", "", "file with the user of the mail server"),
          new ConfigKey("smtp.passwordFile", "", "file with that user's password"));

  private ServiceKeys() {}

  /** Settings of {@code tunewatch ingest}. */
  public static List<ConfigKey> ingest() {
    return with(INGEST);
  }

  /** Settings of {@code tunewatch streams}. */
  public static List<ConfigKey> streams() {
    return with(STREAMS);
  }

  /** Settings of {@code tunewatch alerts}. */
  public static List<ConfigKey> alerts() {
    return with(ALERTS);
  }

  /** Settings that every service has. */
  public static List<ConfigKey> shared() {
    return SHARED;
  }

  private static List<ConfigKey> with(List<ConfigKey> own) {
    List<ConfigKey> keys = new ArrayList<>(SHARED);
    keys.addAll(own);
    return List.copyOf(keys);
  }
}
