package dev.warren.system.launcher;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A line of a log.
 *
 * @param at when its entry was written; the earliest time there is for what a process says before its log begins
 * @param instance the label of the instance that wrote it
 * @param entry the first line of the entry that it belongs to: itself, unless it is part of a stack trace
 */
record LogLine(LocalDateTime at, String instance, String text, String entry) {

    private static final int TIME = "2026-11-21T20:51:47.123".length();

    /** The line that follows upon another of the same log, which is null for the first. */
    static LogLine after(LogLine before, String instance, String text) {
        Optional<LocalDateTime> at = time(text);
        if (at.isPresent()) {
            return new LogLine(at.get(), instance, text, text);
        }
        return before == null
                ? new LogLine(LocalDateTime.MIN, instance, text, text)
                : new LogLine(before.at, instance, text, before.entry);
    }

    private static Optional<LocalDateTime> time(String text) {
        if (text.length() < TIME || text.charAt(4) != '-' || text.charAt(10) != 'T') {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(text.substring(0, TIME)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether its entry mentions an id. */
    boolean isAbout(String id) {
        return entry.contains(id);
    }
}
