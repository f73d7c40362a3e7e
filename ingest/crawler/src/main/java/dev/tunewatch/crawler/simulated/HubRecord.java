package dev.tunewatch.crawler.simulated;

import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One recorded model. Each field is kept as the bytes of its JSON value: a page is then a
 * concatenation of slices, and a record costs little more heap than its text.
 */
public final class HubRecord {

  private static final String ID = "id";
  private static final String OBJECT_ID = "_id";
  private static final String CREATED_AT = "createdAt";
  private static final String LAST_MODIFIED = "lastModified";

  private final Map<String, byte[]> fields;
  private final Map<String, byte[]> files;
  private final Set<String> synthetic;
  private final String id;
  private final String objectId;
  private final Instant createdAt;
  private final Instant lastModified;

  HubRecord(
      Identity identity,
      Map<String, byte[]> fields,
      Map<String, byte[]> files,
      Set<String> synthetic) {
    this.id = identity.id();
    this.objectId = identity.objectId();
    this.createdAt = identity.createdAt();
    this.lastModified = identity.lastModified();
    Map<String, byte[]> all = new LinkedHashMap<>(fields);
    all.put(OBJECT_ID, quoted(objectId));
    all.put(ID, quoted(id));
    all.put("modelId", quoted(id));
    all.put(CREATED_AT, quoted(HubTime.text(createdAt)));
    all.put(LAST_MODIFIED, quoted(HubTime.text(lastModified)));
    // Whatever can be read here is public: the hub hides private models from everybody else.
    all.putIfAbsent("private", bytes("false"));
    this.fields = Collections.unmodifiableMap(all);
    this.files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    this.synthetic = Collections.unmodifiableSet(new LinkedHashSet<>(synthetic));
  }

  /**
   * Reads one record in the shape of an element of {@code /api/models}, optionally with {@code
   * _files}.
   *
   * @throws UnreadableRecordException if it is no JSON object, has no usable id, or names a time or
   *     {@code _id} that cannot be read
   */
  public static HubRecord parse(String json) throws UnreadableRecordException {
    return RecordParser.parse(bytes(json));
  }

  /** The name, {@code owner/name}. */
  public String id() {
    return id;
  }

  /** The hub's own {@code _id}: 24 hex digits of which the first 8 are the second of creation. */
  public String objectId() {
    return objectId;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant lastModified() {
    return lastModified;
  }

  /** The fields that were not recorded and are made up, deterministically, by the simulator. */
  public Set<String> synthetic() {
    return synthetic;
  }

  Set<String> fieldNames() {
    return fields.keySet();
  }

  byte @Nullable [] field(String name) {
    return fields.get(name);
  }

  /** The texts of the files that are held, by path. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach((path, text) -> texts.put(path, new String(text, StandardCharsets.UTF_8)));
    return texts;
  }

  /** The JSON of a field; null where it is absent. */
  public @Nullable String json(String name) {
    byte[] value = fields.get(name);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  /** The record as it may have been at its creation: another commit, and no texts yet. */
  public HubRecord asCreated() {
    Map<String, byte[]> changed = new LinkedHashMap<>(fields);
    changed.put("sha", quoted(SyntheticIdentity.sha(objectId)));
    Identity created = new Identity(id, objectId, createdAt, createdAt);
    return new HubRecord(created, changed, Map.of(), synthetic);
  }

  Map<String, byte[]> files() {
    return files;
  }

  /** The tags; read anew each time, since few ask for them. */
  Set<String> tags() {
    byte[] value = fields.get("tags");
    return value == null ? Set.of() : RecordParser.textsOf(value);
  }

  /** The text of a field; null where it is absent or no plain string. */
  @Nullable String text(String name) {
    byte[] value = fields.get(name);
    return value == null ? null : RecordParser.textOf(value);
  }

  /** The value of a numeric field; null where it is absent or no number. */
  @Nullable BigDecimal number(String name) {
    byte[] value = fields.get(name);
    return value == null ? null : RecordParser.numberOf(value);
  }

  /** False where the field is absent or false; {@code "auto"} and {@code "manual"} are true. */
  boolean isSet(String name) {
    byte[] value = fields.get(name);
    return value != null && !new String(value, StandardCharsets.UTF_8).equals("false");
  }

  String author() {
    String recorded = text("author");
    return recorded != null ? recorded : id.substring(0, Math.max(0, id.indexOf('/')));
  }

  /** The commit that {@code main} points to. */
  public String sha() {
    String sha = text("sha");
    return sha != null ? sha : SyntheticIdentity.sha(id);
  }

  /** The same record some whole seconds later or earlier; modified no later than {@code latest}. */
  HubRecord shifted(Duration shift, Instant latest) {
    Instant modified = lastModified.plus(shift);
    Identity moved =
        new Identity(
            id,
            HubTime.shifted(objectId, shift),
            createdAt.plus(shift),
            modified.isAfter(latest) ? latest : modified);
    return new HubRecord(moved, fields, files, synthetic);
  }

  /** The same repository under another name, as after a rename or a transfer. */
  HubRecord renamed(String newId) {
    Map<String, byte[]> changed = new LinkedHashMap<>(fields);
    changed.put("author", quoted(newId.substring(0, Math.max(0, newId.indexOf('/')))));
    changed.put("sha", quoted(sha()));
    Identity moved = new Identity(newId, objectId, createdAt, lastModified);
    return new HubRecord(moved, changed, files, synthetic);
  }

  /**
   * The same repository with other values.
   *
   * @param set new values as JSON; null takes a field away
   * @param texts new texts of files; null takes a file away
   * @param modified the time of the commit; null if this was none
   */
  public HubRecord edited(
      Map<String, @Nullable String> set,
      Map<String, @Nullable String> texts,
      @Nullable Instant modified) {
    Map<String, byte[]> changed = changed(fields, set);
    Map<String, byte[]> written = changed(files, texts);
    if (modified != null && !set.containsKey("sha")) {
      changed.put("sha", quoted(SyntheticIdentity.sha(sha() + HubTime.text(modified))));
    }
    if (changed.containsKey("siblings") && !set.containsKey("siblings")) {
      changed.put("siblings", RecordParser.withSiblings(changed.get("siblings"), texts));
    }
    Set<String> stillMadeUp = new LinkedHashSet<>(synthetic);
    stillMadeUp.removeAll(set.keySet());
    Identity same =
        new Identity(id, objectId, createdAt, modified == null ? lastModified : modified);
    return new HubRecord(same, changed, written, stillMadeUp);
  }

  private static Map<String, byte[]> changed(
      Map<String, byte[]> values, Map<String, @Nullable String> changes) {
    Map<String, byte[]> changed = new LinkedHashMap<>(values);
    changes.forEach(
        (name, value) -> {
          if (value == null) {
            changed.remove(name);
          } else {
            changed.put(name, bytes(value));
          }
        });
    return changed;
  }

  @Override
  public String toString() {
    return id;
  }

  private static byte[] quoted(String text) {
    return bytes(TextNode.valueOf(text).toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The name and what orders a record in the listing. */
  record Identity(String id, String objectId, Instant createdAt, Instant lastModified) {}
}
