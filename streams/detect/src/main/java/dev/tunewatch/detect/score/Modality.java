package dev.tunewatch.detect.score;

/** What a model puts out, as far as the hazard of its size goes. */
public enum Modality {
  /** Text, also of a model that sees pictures; also where nobody says. */
  TEXT,
  /** Pictures, films, sound, voices. */
  MEDIA,
  /** Labels, scores, vectors, transcripts. */
  CLASSIFIER
}
