package dev.tunewatch.crawler.simulated;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a recording, plain or gzip (told by its first two bytes), each of bounded size. */
final class RecordLines {

  private static final int MAX_LINE = 32 << 20;
  private static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private int end;

  private RecordLines(InputStream in) {
    this.in = in;
  }

  static RecordLines of(InputStream recording) throws IOException {
    BufferedInputStream in = new BufferedInputStream(recording);
    in.mark(2);
    boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
    in.reset();
    return new RecordLines(gzip ? new GZIPInputStream(in, CHUNK) : in);
  }

  /** The next line without its end; null when there is none. */
  byte @Nullable [] next() throws IOException, UnreadableRecordException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean any = false;
    while (position < end || fill()) {
      any = true;
      int start = position;
      while (position < end && chunk[position] != '\n') {
        position++;
      }
      line.write(chunk, start, position - start);
      if (line.size() > MAX_LINE) {
        throw new UnreadableRecordException("longer than " + MAX_LINE + " bytes");
      }
      if (position < end) {
        position++;
        return line.toByteArray();
      }
    }
    return any ? line.toByteArray() : null;
  }

  private boolean fill() throws IOException {
    position = 0;
    end = Math.max(0, in.read(chunk));
    return end > 0;
  }
}
