package dev.warren.edge.json;

import dev.warren.edge.problem.Codes;
import dev.warren.edge.problem.Mistakes;
import dev.warren.edge.problem.Problem;
import dev.warren.edge.problem.ProblemException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that a type of ours refused while it was made from JSON: in its constructor, or in its deserializer. Their messages are
 * passed on when they read as all of ours do: the field, then the rule ({@code quantity must be between 1 and 10 but was 0}).
 */
final class Refusals {

    private static final String FIELD = "[a-z]\\w*(?:\\[\\d{1,9}])?(?:\\.[a-z]\\w*(?:\\[\\d{1,9}])?)*";
    private static final Pattern FIELD_AND_RULE =
            Pattern.compile("(" + FIELD + ") ((?:must|is|has) .*)", Pattern.DOTALL);
    /** What Jackson would say, not we. */
    private static final Pattern CLASS_NAME = Pattern.compile("\\b[a-z]\\w*(?:\\.[a-z]\\w*)*\\.[A-Z]\\w*|`");

    private static final Pattern TOKEN = Pattern.compile(" but was (?:VALUE|START|END)_[A-Z_]+$");
    private static final int LONGEST = 500;

    private final List<Mistakes> mistakes;

    Refusals(List<Mistakes> mistakes) {
        this.mistakes = mistakes;
    }

    /** By a deserializer, which knows its field only by the path. */
    ProblemException refused(Place place, String reason) {
        return problem(place, reason);
    }

    /** By a constructor. */
    ProblemException thrown(Place place, RuntimeException thrown) {
        for (Mistakes known : mistakes) {
            Problem problem =
                    known.explain(thrown).map(ProblemException::problem).orElse(null);
            if (problem != null) {
                return split(place, problem.detail());
            }
        }
        return thrown instanceof IllegalArgumentException && thrown.getMessage() != null
                ? split(place, thrown.getMessage())
                : problem(place, "is not valid");
    }

    private static ProblemException split(Place place, String message) {
        Matcher matcher = FIELD_AND_RULE.matcher(message);
        return matcher.matches()
                ? problem(place.at(matcher.group(1)), matcher.group(2))
                : problem(place, "is not valid");
    }

    private static ProblemException problem(Place place, String reason) {
        boolean ours = reason.length() <= LONGEST && !CLASS_NAME.matcher(reason).find();
        String words = ours ? TOKEN.matcher(reason).replaceFirst(" but was " + place.kind()) : "is not valid";
        String subject = place.field().isEmpty() ? "the body" : place.field();
        ProblemException problem = UnreadableBodies.problem(code(words), subject + " " + words);
        return place.field().isEmpty() ? problem : problem.at(place.field(), place.value());
    }

    private static String code(String reason) {
        if (reason.startsWith("must be present")) {
            return Codes.MISSING_FIELD;
        }
        return reason.contains("must be a JSON ") ? Codes.WRONG_TYPE : Codes.INVALID_VALUE;
    }
}
