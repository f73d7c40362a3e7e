package dev.tunewatch.crawler.simulated;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The entity tags of the hub: git's blob id for a file, a digest of the body for JSON. */
final class FileDigest {

  private FileDigest() {}

  /** The id that git gives a file of this content; the hub's ETag of a file that is not LFS. */
  static String gitBlob(byte[] content) {
    MessageDigest sha1 = sha1();
    sha1.update(("blob " + content.length + '\0').getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(sha1.digest(content));
  }

  /** A weak entity tag in the form {@code W/"<length in hex>-<digest>"}. */
  static String weakEtag(byte[] body) {
    String digest = Base64.getEncoder().withoutPadding().encodeToString(sha1().digest(body));
    return "W/\"" + Integer.toHexString(body.length) + '-' + digest + '"';
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
