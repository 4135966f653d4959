package dev.warren.system.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.local.LocalException;
import dev.warren.system.load.Edge;
import java.io.IOException;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The dead letters that the tour itself brings about, as an operator handles them. Whatever else lies there is neither counted nor
 * touched.
 *
 * @param messages the ids of the messages that the tour has damaged
 */
record TourLetters(Edge door, Set<String> messages) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/services/user-service/dead-letters";

    /** All of them that are dead letters by now, whatever became of them; the newest first. */
    List<JsonNode> found() throws IOException {
        var found = new ArrayList<JsonNode>();
        String cursor = "";
        while (cursor != null && found.size() < messages.size()) {
            JsonNode page =
                    door.get(PATH + "?limit=200&type=" + Damage.TYPE + cursor).expect(200);
            found.addAll(own(page.get("items")));
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.get("nextCursor").asText();
        }
        return found;
    }

    List<JsonNode> own(Iterable<JsonNode> letters) {
        return StreamSupport.stream(letters.spliterator(), false)
                .filter(it -> messages.contains(it.get("messageId").asText()))
                .toList();
    }

    /** Sends one back, the canary, and the others only once it was handled; blocks until nothing is under way. */
    Redriven sendBack() throws IOException {
        List<String> ids = ids();
        var redriven = Redriven.none(ids.size());
        for (List<String> stage : List.of(ids.subList(0, 1), ids.subList(1, ids.size()))) {
            if (redriven.failure().isEmpty()) {
                redriven = redriven.and(answers(stage));
            }
        }
        return redriven;
    }

    private List<JsonNode> answers(List<String> ids) throws IOException {
        for (String id : ids) {
            var sent = door.post(PATH + "/" + id + "/redrive");
            if (sent.status() != 202) {
                throw new LocalException(
                        "NOT_SENT_BACK",
                        "dead letter %s of user-service: %s"
                                .formatted(id, sent.body().path("detail").asText()));
            }
        }
        var answers = new ArrayList<JsonNode>();
        for (String id : ids) {
            Looking.until(
                    "what becomes of dead letter " + id,
                    () -> !letter(id).get("status").asText().equals("REDRIVEN"));
            answers.add(letter(id));
        }
        return answers;
    }

    /** Makes text of the amounts that are numbers; returns how many messages were mended. */
    int mend() throws IOException {
        int mended = 0;
        for (String id : ids()) {
            JsonNode letter = letter(id);
            Optional<String> body = mended(letter.get("body").asText());
            if (body.isPresent()) {
                door.put(PATH + "/" + id, Map.of("version", letter.get("version"), "body", body.get()))
                        .expect(200);
                mended++;
            }
        }
        return mended;
    }

    /** Empty if there is nothing to mend in it. */
    static Optional<String> mended(String body) throws IOException {
        JsonNode data = JSON.readTree(body);
        JsonNode amount = data.path("total").path("amount");
        if (!amount.isNumber()) {
            return Optional.empty();
        }
        String text =
                amount.decimalValue().setScale(2, RoundingMode.UNNECESSARY).toPlainString();
        ((ObjectNode) data.get("total")).put("amount", text);
        return Optional.of(data.toString());
    }

    private List<String> ids() throws IOException {
        return found().stream().map(it -> it.get("id").asText()).toList();
    }

    private JsonNode letter(String id) throws IOException {
        return door.get(PATH + "/" + id).expect(200);
    }
}
