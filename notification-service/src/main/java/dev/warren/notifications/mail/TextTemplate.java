package dev.warren.notifications.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A text with {@code {placeholders}}, taken apart once and filled in often. Immutable. */
final class TextTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    /** Literal text and names of placeholders in turn, a literal first and last. */
    private final List<String> parts;

    private TextTemplate(List<String> parts) {
        this.parts = parts;
    }

    /** @throws IllegalArgumentException if the text has a placeholder that is not among the known ones */
    static TextTemplate of(String text, Set<String> known) {
        var parts = new ArrayList<String>();
        var placeholders = PLACEHOLDER.matcher(text);
        int end = 0;
        while (placeholders.find()) {
            if (!known.contains(placeholders.group(1))) {
                throw new IllegalArgumentException(
                        "a mail can say %s but its template asks for %s".formatted(known, placeholders.group()));
            }
            parts.add(text.substring(end, placeholders.start()));
            parts.add(placeholders.group(1));
            end = placeholders.end();
        }
        parts.add(text.substring(end));
        return new TextTemplate(List.copyOf(parts));
    }

    static String resource(String name) {
        try (InputStream resource = TextTemplate.class.getResourceAsStream("/mail/" + name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("mail/" + name + " cannot be read from the class path", e);
        }
    }

    String fill(Map<String, String> values) {
        var text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            text.append(i % 2 == 0 ? parts.get(i) : values.get(parts.get(i)));
        }
        return text.toString();
    }
}
