package dev.tunewatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a hub's listing says of a release. Lists are never null; an absent scalar is null and means
 * that the hub did not say, not that it said no.
 *
 * @param url page of the release for people
 * @param createdAt the hub's time of creation; null where unknown (Hugging Face gives every release
 *     from before 2022-03-02T23:29:04Z that very time, which is read as unknown)
 * @param lastModified the hub's time of the last change
 * @param revision commit of the main branch, 40 hex digits on Hugging Face
 * @param author owner as the hub gives it
 * @param tags the hub's tags in its order, bounded in number and length
 * @param cardTags {@code tags} of the card's front matter
 * @param datasets data sets that tags or front matter name, without the {@code dataset:} prefix
 * @param languages languages that the front matter names
 * @param licence licence identifier
 * @param parents parents as each source names them
 * @param files file names; null where the listing did not give them (not read is not absent)
 * @param downloads over the last 30 days
 * @param flags what the hub itself marks, for example {@code nsfw}, {@code poi}
 * @param synthetic names of fields that the source lacked and a simulated hub made up
 * @param title the name for people, on hubs whose ids are numbers; null where the id is the name or
 *     the name must not be kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Listing(
    String url,
    @Nullable Instant createdAt,
    @Nullable Instant lastModified,
    @Nullable String revision,
    @Nullable String author,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> cardTags,
    @Nullable String pipelineTag,
    @Nullable String libraryName,
    @Nullable String licence,
    @Nullable Gating gating,
    @Nullable Boolean disabled,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> languages,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> datasets,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DeclaredParent> parents,
    @Nullable List<ReleaseFile> files,
    @Nullable ModelFacts facts,
    @Nullable Long downloads,
    @Nullable Long downloadsAllTime,
    @Nullable Long likes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> flags,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> synthetic,
    @Nullable String title)
    implements PartBody {

  /** A listing of a hub whose ids are the names. */
  public Listing(
      String url,
      @Nullable Instant createdAt,
      @Nullable Instant lastModified,
      @Nullable String revision,
      @Nullable String author,
      List<String> tags,
      List<String> cardTags,
      @Nullable String pipelineTag,
      @Nullable String libraryName,
      @Nullable String licence,
      @Nullable Gating gating,
      @Nullable Boolean disabled,
      List<String> languages,
      List<String> datasets,
      List<DeclaredParent> parents,
      @Nullable List<ReleaseFile> files,
      @Nullable ModelFacts facts,
      @Nullable Long downloads,
      @Nullable Long downloadsAllTime,
      @Nullable Long likes,
      List<String> flags,
      List<String> synthetic) {
    this(
        url,
        createdAt,
        lastModified,
        revision,
        author,
        tags,
        cardTags,
        pipelineTag,
        libraryName,
        licence,
        gating,
        disabled,
        languages,
        datasets,
        parents,
        files,
        facts,
        downloads,
        downloadsAllTime,
        likes,
        flags,
        synthetic,
        null);
  }

  public Listing {
    Objects.requireNonNull(url, "url");
    tags = copy(tags);
    cardTags = copy(cardTags);
    languages = copy(languages);
    datasets = copy(datasets);
    parents = copy(parents);
    files = files == null ? null : List.copyOf(files);
    flags = copy(flags);
    synthetic = copy(synthetic);
  }

  @Override
  public PartKind part() {
    return PartKind.LISTING;
  }

  /** JSON leaves empty lists out, so a missing one is an empty one. */
  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
