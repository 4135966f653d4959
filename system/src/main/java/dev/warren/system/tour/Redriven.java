package dev.warren.system.tour;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * How far dead letters were sent back. Immutable.
 *
 * @param all how many there are to send
 * @param failure of the first that failed again, in words
 */
record Redriven(int all, int sent, int handled, Optional<String> failure) {

    static Redriven none(int all) {
        return new Redriven(all, 0, 0, Optional.empty());
    }

    /**
     * The same with more of them sent.
     *
     * @param answered as they are since each is handled or parked again
     */
    Redriven and(List<JsonNode> answered) {
        int handledToo = 0;
        var failed = failure;
        for (JsonNode letter : answered) {
            if (letter.get("status").asText().equals("HANDLED")) {
                handledToo++;
            } else if (failed.isEmpty()) {
                failed = Optional.of("dead letter %s failed again: %s"
                        .formatted(
                                letter.get("id").asText(), letter.get("reason").asText()));
            }
        }
        return new Redriven(all, sent + answered.size(), handled + handledToo, failed);
    }

    boolean isDone() {
        return handled == all;
    }

    String inWords() {
        return "%d of %d sent, %d handled%s"
                .formatted(sent, all, handled, failure.map(it -> ": " + it).orElse(""));
    }
}
