package dev.tunewatch.crawler.simulated.fault;

import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A small gzip body that inflates to a JSON array of nothing but spaces. One deflated mebibyte is
 * repeated, since a full flush leaves no reference to what went before, so that making the bomb
 * costs its maker nothing either.
 */
final class GzipBomb implements Fault {

  private static final int MEBIBYTE = 1 << 20;
  private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

  private final int mebibytes;
  private byte[] bomb = new byte[0];

  /**
   * @param mebibytes size when inflated; empty is 1,024
   */
  GzipBomb(String mebibytes) {
    this.mebibytes = mebibytes.isEmpty() ? 1_024 : (int) Amounts.whole(mebibytes, 1, 16_384);
  }

  @Override
  public Optional<HubAnswer> strike(
      HubRequest request, Supplier<HubAnswer> honest, RandomGenerator random) {
    return Optional.of(honest.get())
        .filter(HubAnswer::isJson)
        .map(answer -> answer.withBody(bomb()).with("Content-Encoding", "gzip"));
  }

  private synchronized byte[] bomb() {
    if (bomb.length == 0) {
      byte[] block = new byte[MEBIBYTE];
      Arrays.fill(block, (byte) ' ');
      CRC32 crc = new CRC32();
      ByteArrayOutputStream out = new ByteArrayOutputStream(mebibytes << 10);
      out.writeBytes(HEADER);
      byte[] first = block.clone();
      first[0] = '[';
      out.writeBytes(deflated(first));
      crc.update(first);
      byte[] again = deflated(block);
      for (int i = 1; i < mebibytes; i++) {
        out.writeBytes(again);
        crc.update(block);
      }
      // An empty last block, then the trailer of RFC 1952.
      out.writeBytes(new byte[] {3, 0});
      littleEndian(out, crc.getValue());
      littleEndian(out, (long) mebibytes * MEBIBYTE);
      bomb = out.toByteArray();
    }
    return bomb;
  }

  private static byte[] deflated(byte[] block) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      deflater.setInput(block);
      byte[] out = new byte[64 << 10];
      int length = deflater.deflate(out, 0, out.length, Deflater.FULL_FLUSH);
      return Arrays.copyOf(out, length);
    } finally {
      deflater.end();
    }
  }

  private static void littleEndian(ByteArrayOutputStream out, long value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write((int) (value >>> shift) & 0xFF);
    }
  }
}
