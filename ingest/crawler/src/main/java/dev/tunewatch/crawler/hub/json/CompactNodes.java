package dev.tunewatch.crawler.hub.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes object nodes whose few fields lie side by side in one array. A row of a listing is a dozen
 * small objects, most of one field, and a hash table for each was a tenth of what reading it cost.
 */
final class CompactNodes extends JsonNodeFactory {

  private static final long serialVersionUID = 1L;

  @Override
  public ObjectNode objectNode() {
    return new ObjectNode(this, new Fields());
  }

  /** In the order in which they came; of more than a few a hash table is made after all. */
  static final class Fields extends AbstractMap<String, JsonNode> {

    /** Beyond, looking at one after the other takes longer, and a hostile object has thousands. */
    static final int MOST = 32;

    private static final int USUAL = 2;

    private Object[] namesAndValues = new Object[2 * USUAL];
    private int size;
    private @Nullable Map<String, JsonNode> many;

    @Override
    public int size() {
      return many != null ? many.size() : size;
    }

    @Override
    public @Nullable JsonNode get(@Nullable Object name) {
      if (many != null) {
        return many.get(name);
      }
      int at = at(name);
      return at < 0 ? null : (JsonNode) namesAndValues[at + 1];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      return many != null ? many.containsKey(name) : at(name) >= 0;
    }

    @Override
    public @Nullable JsonNode put(String name, JsonNode value) {
      if (many != null) {
        return many.put(name, value);
      }
      int at = at(name);
      if (at >= 0) {
        JsonNode before = (JsonNode) namesAndValues[at + 1];
        namesAndValues[at + 1] = value;
        return before;
      }
      if (size == MOST) {
        Map<String, JsonNode> all = new LinkedHashMap<>(this);
        many = all;
        return all.put(name, value);
      }
      if (2 * size == namesAndValues.length) {
        namesAndValues = Arrays.copyOf(namesAndValues, 4 * size);
      }
      namesAndValues[2 * size] = name;
      namesAndValues[2 * size + 1] = value;
      size++;
      return null;
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
      return many != null ? many.entrySet() : new Entries();
    }

    /** Names that the parser made are interned, so most are found without comparing characters. */
    private int at(@Nullable Object name) {
      for (int i = 0; i < 2 * size; i += 2) {
        if (namesAndValues[i] == name) {
          return i;
        }
      }
      for (int i = 0; i < 2 * size; i += 2) {
        if (namesAndValues[i].equals(name)) {
          return i;
        }
      }
      return -1;
    }

    private void removeAt(int field) {
      System.arraycopy(
          namesAndValues, 2 * field + 2, namesAndValues, 2 * field, 2 * (size - field - 1));
      size--;
    }

    private final class Entries extends AbstractSet<Entry<String, JsonNode>> {

      @Override
      public int size() {
        return size;
      }

      @Override
      public Iterator<Entry<String, JsonNode>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < size;
          }

          @Override
          public Entry<String, JsonNode> next() {
            if (next >= size) {
              throw new NoSuchElementException();
            }
            int at = 2 * next++;
            return new SimpleImmutableEntry<>(
                (String) namesAndValues[at], (JsonNode) namesAndValues[at + 1]);
          }

          @Override
          public void remove() {
            removeAt(--next);
          }
        };
      }
    }
  }
}
