package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.Face;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import java.util.List;

/** Hands a request to the hub whose address it names; to Hugging Face where none claims it. */
final class Faces implements Answering {

  private final List<Face> faces;
  private final RequestCounts counts;
  private final Answering otherwise;

  Faces(List<Face> faces, RequestCounts counts, Answering otherwise) {
    this.faces = List.copyOf(faces);
    this.counts = counts;
    this.otherwise = otherwise;
  }

  @Override
  public HubAnswer answer(HubRequest request) {
    for (Face face : faces) {
      if (face.owns(request.rawPath())) {
        counts.count("face");
        try {
          return face.answer(request);
        } catch (RefusedRequest refused) {
          return refused.answer();
        }
      }
    }
    return otherwise.answer(request);
  }
}
