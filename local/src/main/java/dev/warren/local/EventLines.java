package dev.warren.local;

import java.util.Optional;

/** Reads server-sent events line by line, as the HTML standard says browsers do. Not thread-safe. */
final class EventLines {

    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String toldId;
    private String lastId;

    /** @param lastId of the last event that was received before; null if there is none */
    EventLines(String lastId) {
        this.toldId = lastId;
        this.lastId = lastId;
    }

    /** The last id that was told, by an event or without one; null if none was. */
    String lastId() {
        return lastId;
    }

    /** Takes a line without its end; the event that ends with it, if one does. */
    Optional<EventSource.Event> take(String line) {
        if (line.isEmpty()) {
            return dispatch();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + (line.startsWith(" ", colon + 1) ? 2 : 1));
        switch (field) {
            case "id" -> toldId = value;
            case "event" -> type = value;
            case "data" -> data.append(value).append('\n');
            default -> {
                // Comments, and what is not known.
            }
        }
        return Optional.empty();
    }

    private Optional<EventSource.Event> dispatch() {
        // Not before: of an event that breaks off, the rest was never heard, and its id may be half of one.
        lastId = toldId;
        Optional<EventSource.Event> event = Optional.empty();
        if (!data.isEmpty()) {
            data.setLength(data.length() - 1);
            event = Optional.of(new EventSource.Event(lastId, type.isEmpty() ? "message" : type, data.toString()));
        }
        data.setLength(0);
        type = "";
        return event;
    }
}
