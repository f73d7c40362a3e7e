package dev.tunewatch.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tunewatch.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What people do with alerts, as the API answers it. */
final class FakePeople {

  private static final Map<String, String> LEADS_TO =
      Map.of(
          "acknowledge", "acknowledged",
          "resolve", "resolved",
          "snooze", "snoozed",
          "reopen", "open",
          "false_positive", "false_positive");

  final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  final List<JsonNode> contested = new CopyOnWriteArrayList<>();
  volatile String role = "subscriber";
  volatile String hub = "null";
  volatile boolean refuses;

  boolean answers(String path) {
    return path.equals("me")
        || path.equals("precision")
        || path.equals("audit")
        || path.startsWith("contests")
        || path.equals("alerts/actions")
        || path.matches("alerts/[^/]+/(versions|history|contest|answer|report)");
  }

  void answer(HttpExchange exchange, String path, List<ObjectNode> alerts) throws IOException {
    if (path.equals("alerts/actions")) {
      act(exchange, alerts);
    } else if (path.endsWith("/contest")) {
      contested.add(EventJson.mapper().readTree(exchange.getRequestBody()));
      FakeService.json(exchange, 201, "application/json", read("{'status':'open'}"));
    } else if (path.endsWith("/report")) {
      FakeService.send(
          exchange,
          200,
          "text/plain; charset=utf-8",
          "Subject: it declares\n</textarea><b>x</b>".getBytes(StandardCharsets.UTF_8));
    } else if (path.endsWith("/answer")) {
      JsonNode answer = EventJson.mapper().readTree(exchange.getRequestBody());
      String id = path.split("/", -1)[1];
      alerts.stream()
          .filter(alert -> alert.get("id").asText().equals(id))
          .forEach(alert -> alert.set("answer", answer.get("answer")));
      FakeService.json(exchange, 200, "application/json", read("{'status':'ok'}"));
    } else if (path.endsWith("/versions")) {
      String id = path.split("/", -1)[1];
      alerts.stream()
          .filter(alert -> alert.get("id").asText().equals(id))
          .findFirst()
          .ifPresent(alert -> versions(exchange, alert));
    } else {
      FakeService.json(exchange, 200, "application/json", page(path));
    }
  }

  private ObjectNode page(String path) {
    if (path.equals("me")) {
      return read("{'name':'ana','role':'" + role + "','hub':" + hub + ",'tlp':'RED'}");
    }
    if (path.equals("precision")) {
      return read(
          "{'since':'2026-01-01T00:00:00Z','signals':[{'signal':'V1','precision':"
              + "{'of':10,'count':8,'share':0.8,'low':0.4902,'high':0.9433}}],"
              + "'retracted':{'of':200,'count':3,'share':0.015,'low':0.0051,'high':0.0432},"
              + "'falsePositives':{'of':200,'count':1,'share':0.005,'low':0.0009,'high':0.0278},"
              + "'answers':{'of':0,'count':0,'share':null,'low':0,'high':1},"
              + "'contests':{'of':2,'count':1,'share':0.5,'low':0.0945,'high':0.9055}}");
    }
    if (path.equals("audit")) {
      return read(
          "{'items':[{'id':2,'at':'2026-03-01T10:00:00Z','actor':'<b>ana</b>','action':"
              + "'DELETE /api/v1/subscriptions/{id}','object':'/api/v1/subscriptions/sub_1',"
              + "'outcome':'done','before':{'name':'ops'},'after':null},"
              + "{'id':1,'at':'2026-03-01T09:00:00Z','actor':'admin','action':"
              + "'POST /api/v1/tokens','object':'/api/v1/tokens/tok_1','outcome':'begun',"
              + "'before':null,'after':null}],'next':null}");
    }
    if (path.endsWith("/history")) {
      return read(
          "{'items':[{'id':1,'handled':{'alertId':'al_1','at':'2026-03-01T10:00:00Z',"
              + "'actor':'bo','action':'comment','from':'open','handling':{'status':'open',"
              + "'assignee':null,'snoozedUntil':null,'revision':1},'reason':null,"
              + "'note':'<img src=x onerror=alert(1)> looks right'}}],'next':null}");
    }
    return read(
        "{'items':[{'id':7,'alertId':'al_1','at':'2026-03-01T10:00:00Z','status':'open',"
            + "'text':'It is mine','contact':'me@example.org','answer':null,"
            + "'answeredBy':null,'answeredAt':null}],'next':null}");
  }

  private void act(HttpExchange exchange, List<ObjectNode> alerts) throws IOException {
    JsonNode wish = EventJson.mapper().readTree(exchange.getRequestBody());
    taken.add(wish);
    ObjectNode report = EventJson.mapper().createObjectNode();
    ArrayNode items = report.putArray("items");
    int done = 0;
    for (JsonNode item : wish.get("items")) {
      ObjectNode one = items.addObject().put("id", item.get("id").asText());
      if (refuses) {
        one.put("outcome", "changed").put("detail", "it was changed meanwhile");
        continue;
      }
      one.put("outcome", "done").putNull("detail");
      done++;
      String status = LEADS_TO.getOrDefault(wish.get("action").asText(), "open");
      for (ObjectNode alert : alerts) {
        if (alert.get("id").equals(item.get("id"))) {
          alert.set("handling", handling(status, wish.path("assignee").asText(null)));
        }
      }
    }
    report.put("done", done);
    FakeService.json(exchange, 200, "application/json", report);
  }

  private static void versions(HttpExchange exchange, ObjectNode alert) {
    ObjectNode page =
        read(
            "{'items':[{'changes':{'causes':['signal_added','severity'],"
                + "'signalsAdded':['H1'],'signalsRemoved':[],'severity':{'from':'P2','to':'P1'}}},"
                + "{'changes':{'causes':['first'],'signalsAdded':['V1'],'signalsRemoved':[]}}],"
                + "'next':null}");
    page.get("items").forEach(item -> ((ObjectNode) item).set("alert", alert));
    try {
      FakeService.json(exchange, 200, "application/json", page);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  static ObjectNode handling(String status, @Nullable String assignee) {
    return EventJson.mapper()
        .createObjectNode()
        .put("status", status)
        .put("assignee", assignee)
        .putNull("snoozedUntil")
        .put("revision", 1);
  }

  private static ObjectNode read(String json) {
    try {
      return (ObjectNode) EventJson.mapper().readTree(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
