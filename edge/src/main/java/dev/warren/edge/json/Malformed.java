package dev.warren.edge.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.warren.edge.problem.Codes;
import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.problem.Shown;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies that are no JSON, or say a field twice. */
final class Malformed {

    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

    private Malformed() {}

    static ProblemException explain(Place place, JsonProcessingException malformed) {
        Matcher duplicate = DUPLICATE.matcher(malformed.getOriginalMessage());
        if (duplicate.matches()) {
            String field = Shown.cut(place.within(duplicate.group(1)).field());
            return UnreadableBodies.problem(Codes.DUPLICATE_FIELD, field + " is there twice: say it once")
                    .at(field, null);
        }
        JsonLocation at = malformed.getLocation();
        String where = at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
        return UnreadableBodies.problem(
                Codes.MALFORMED_JSON, "the body is not valid JSON" + where + ": " + hint(malformed));
    }

    /** Only the kind of mistake: Jackson's text would quote what was sent. */
    private static String hint(JsonProcessingException malformed) {
        String message = malformed.getOriginalMessage();
        if (malformed instanceof JsonEOFException) {
            return "it ends before its value does";
        }
        if (message.startsWith("Unrecognized token")) {
            return "a word that is neither true, false nor null, or a string without quotes";
        }
        if (message.contains("UTF-8")) {
            return "it is not UTF-8";
        }
        if (message.contains("double-quote to start field name")) {
            return "a field name in double quotes was expected";
        }
        return message.contains("control character") || message.contains("CTRL-CHAR")
                ? "a control character must be escaped"
                : "an unexpected character";
    }
}
