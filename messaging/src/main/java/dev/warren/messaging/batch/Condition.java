package dev.warren.messaging.batch;

import dev.warren.messaging.outbox.Outbox.Backlog;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a service was at one moment, and what that means in words. Immutable.
 *
 * @param database why nothing can be committed, or null
 * @param listening why the queue is not consumed, or null
 * @param blocked whether the broker takes no messages, by an alarm of its own
 * @param publishing whether committed messages go out
 * @param congestion why what the effects call keeps messages waiting, or null
 * @param outbox what waits in it
 * @param capacity messages in the outbox beyond which commands are refused
 */
public record Condition(
        String database,
        String listening,
        boolean blocked,
        boolean publishing,
        String congestion,
        Backlog outbox,
        int capacity) {

    /** Each part of it by its name; {@code up} and {@code yes} are good, anything else says what is wrong. */
    public Map<String, Object> inWords() {
        var words = new LinkedHashMap<String, Object>();
        words.put("database", database == null ? "up" : database);
        words.put("broker", broker());
        words.put("publishing", publishing);
        words.put("consuming", consuming());
        words.put("outboxPending", outbox.messages());
        words.put("outbox", waiting());
        return words;
    }

    private String broker() {
        if (listening != null) {
            return listening;
        }
        return blocked ? "takes no messages: it has a memory or disk alarm" : "up";
    }

    private String consuming() {
        if (listening != null) {
            return "no: " + listening;
        }
        if (database != null) {
            return "paused: " + database;
        }
        return congestion == null ? "yes" : "paused: " + congestion;
    }

    private String waiting() {
        if (outbox.messages() == 0) {
            return publishing ? "empty" : "empty, and nothing would go out";
        }
        if (outbox.messages() >= capacity) {
            return "full: %d since %s, commands are refused".formatted(outbox.messages(), outbox.oldest());
        }
        return "%s: %d since %s".formatted(publishing ? "going out" : "growing", outbox.messages(), outbox.oldest());
    }
}
