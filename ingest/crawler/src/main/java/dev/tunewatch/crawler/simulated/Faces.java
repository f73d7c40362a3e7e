package dev.tunewatch.crawler.simulated;

import dev.tunewatch.crawler.simulated.answer.Answering;
import dev.tunewatch.crawler.simulated.answer.Face;
import dev.tunewatch.crawler.simulated.answer.HubAnswer;
import dev.tunewatch.crawler.simulated.answer.HubRequest;
import dev.tunewatch.crawler.simulated.answer.RefusedRequest;
import dev.tunewatch.crawler.simulated.fault.Faults;
import java.util.List;

/** Hands a request to the hub whose address it names; to Hugging Face where none claims it. */
final class Faces implements Answering {

  private final List<Face> faces;
  private final List<Answering> chains;
  private final RequestCounts counts;
  private final Answering otherwise;

  Faces(List<Face> faces, RequestCounts counts, Faults faults, Answering otherwise) {
    this.faces = List.copyOf(faces);
    this.chains =
        faces.stream()
            .map(face -> faults.aroundHub(refusalsAnswered(faults.aroundPages(face))))
            .toList();
    this.counts = counts;
    this.otherwise = otherwise;
  }

  @Override
  public HubAnswer answer(HubRequest request) {
    for (int i = 0; i < faces.size(); i++) {
      if (faces.get(i).owns(request.rawPath())) {
        counts.count("face");
        return chains.get(i).answer(request);
      }
    }
    return otherwise.answer(request);
  }

  private static Answering refusalsAnswered(Answering face) {
    return request -> {
      try {
        return face.answer(request);
      } catch (RefusedRequest refused) {
        return refused.answer();
      }
    };
  }
}
