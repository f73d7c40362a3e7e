package dev.tunewatch.crawler.hub.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CompactNodesTest {

  @Test
  void isAMapLikeTheOneOfTheJdk() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 400; round++) {
      Map<String, JsonNode> expected = new LinkedHashMap<>();
      CompactNodes.Fields fields = new CompactNodes.Fields();
      for (int step = 0; step < 80; step++) {
        // Some names are the very same object, others are merely equal.
        String name = "n" + random.nextInt(round % 60 + 1);
        if (random.nextInt(8) == 0) {
          assertThat(fields.remove(name)).isEqualTo(expected.remove(name));
        } else {
          JsonNode value = IntNode.valueOf(step);
          assertThat(fields.put(name, value)).isEqualTo(expected.put(name, value));
        }
        assertThat(fields.get(name)).isEqualTo(expected.get(name));
        assertThat(fields.containsKey("n7")).isEqualTo(expected.containsKey("n7"));
      }
      assertThat(fields).isEqualTo(expected).hasSize(expected.size());
      assertThat(fields.keySet()).containsExactlyElementsOf(expected.keySet());
      fields.clear();
      assertThat(fields).isEmpty();
    }
  }

  @Test
  void isAnObjectNodeLikeAnyOther() {
    ObjectNode compact = new CompactNodes().objectNode().put("b", 1).put("a", "x");
    ObjectNode usual = JsonNodeFactory.instance.objectNode().put("b", 1).put("a", "x");
    assertThat(compact).isEqualTo(usual).hasToString(usual.toString());
    assertThat(compact.deepCopy()).isEqualTo(usual);
    compact.remove("b");
    assertThat(compact).hasToString("{\"a\":\"x\"}");
  }
}
