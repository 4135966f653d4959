package dev.warren.system.tour;

import com.fasterxml.jackson.databind.DeserializationFeature;
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

/** The dead letters that the tour brings about, as an operator handles them. */
record TourLetters(Edge door) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/services/user-service/dead-letters";

    /** How a redrive of all is answered. */
    record Redriven(long matching, long sent, long handled, String status, String outcome) {

        String inWords() {
            return "%d of %d sent, %d handled: %s".formatted(sent, matching, handled, outcome);
        }
    }

    List<JsonNode> parked() throws IOException {
        var letters = new ArrayList<JsonNode>();
        door.get(PATH + "?status=PARKED&type=" + Damage.TYPE)
                .expect(200)
                .get("items")
                .forEach(letters::add);
        return letters;
    }

    /** Starts to send all back, one first; returns the id of the redrive. */
    String sendAllBack() throws IOException {
        var started = door.post(PATH + "/redrive?type=" + Damage.TYPE);
        if (started.status() != 202) {
            throw new LocalException(
                    "NOT_SENT_BACK",
                    "the dead letters of user-service: "
                            + started.body().path("detail").asText());
        }
        return started.body().get("id").asText();
    }

    Redriven redrive(String id) throws IOException {
        return JSON.readerFor(Redriven.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(door.get(PATH + "/redrives/" + id).expect(200));
    }

    /** Makes text of the amounts that are numbers; returns how many messages were mended. */
    int mend() throws IOException {
        int mended = 0;
        for (JsonNode summary : parked()) {
            String path = PATH + "/" + summary.get("id").asText();
            JsonNode letter = door.get(path).expect(200);
            var data = (ObjectNode) JSON.readTree(letter.get("body").asText());
            if (data.path("total").path("amount").isNumber()) {
                var total = (ObjectNode) data.get("total");
                total.put(
                        "amount",
                        total.get("amount")
                                .decimalValue()
                                .setScale(2, RoundingMode.UNNECESSARY)
                                .toPlainString());
                door.put(path, Map.of("version", letter.get("version"), "body", data.toString()))
                        .expect(200);
                mended++;
            }
        }
        return mended;
    }
}
