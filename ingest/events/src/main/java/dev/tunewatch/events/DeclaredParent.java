package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A parent as one source names it, before any judgement; detection resolves sources that disagree.
 *
 * @param id the parent's name as written; it may be misspelt, renamed or not exist
 * @param relation the relation that this source states, or null where it states none
 * @param source where it was read
 */
public record DeclaredParent(String id, @Nullable Relation relation, Source source) {

  public DeclaredParent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(source, "source");
  }

  /** Where a parent was read. */
  public enum Source {
    /** A tag of the hub, {@code base_model:<relation>:<id>}, inferred by it or declared. */
    TAG("tag"),
    /** {@code base_model} in the card's front matter. */
    CARD_DATA("cardData"),
    /** The hub's own {@code baseModels}. */
    HUB("hub"),
    /** {@code adapter_config.json}, as the hub's API repeats it. */
    ADAPTER_CONFIG("adapterConfig"),
    /** {@code mergekit_config.yml}. */
    MERGE_CONFIG("mergeConfig"),
    /** {@code general.base_model.*} of a GGUF header. */
    GGUF("gguf");

    private final String wireName;

    Source(String wireName) {
      this.wireName = wireName;
    }

    /** The name in JSON. */
    @JsonValue
    public String wireName() {
      return wireName;
    }
  }
}
