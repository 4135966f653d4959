package dev.warren.edge.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.warren.edge.problem.Codes;
import dev.warren.edge.problem.Mistakes;
import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.problem.Shown;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/** Says why a body could not be read, in the caller's terms. Jackson's own words would name classes and quote the body. */
@Singleton
final class UnreadableBodies {

    private static final ObjectMapper ANY_JSON = StrictJson.anyJson();

    private final Refusals refusals;

    UnreadableBodies(List<Mistakes> mistakes) {
        this.refusals = new Refusals(mistakes);
    }

    /** What is no JSON at all is said first: then no field is to blame. */
    ProblemException explain(byte[] body, Exception problem) {
        try {
            return explain(Place.of(ANY_JSON.readTree(body), problem), problem);
        } catch (IOException noJson) {
            return explain(new Place("", MissingNode.getInstance()), noJson);
        }
    }

    private ProblemException explain(Place place, Exception problem) {
        return switch (root(problem)) {
            case InvalidDefinitionException ours -> throw new IllegalStateException("no body can be read here", ours);
            case UnrecognizedPropertyException unknown -> unknown(place, unknown);
            case MismatchedInputException mismatch -> mismatch(place, mismatch);
            case InputCoercionException coercion -> wrong(place, coercion.getTargetType());
            case StreamConstraintsException limit -> beyondLimits(limit);
            case JsonMappingException refused -> refusals.refused(place, refused.getOriginalMessage());
            case JsonProcessingException malformed -> Malformed.explain(place, malformed);
            case RuntimeException thrown -> refusals.thrown(place, thrown);
            default -> problem(Codes.MALFORMED_JSON, "the body is not JSON in UTF-8");
        };
    }

    /** Jackson wraps what happens inside of an object, to add the path to it. */
    private static Throwable root(Exception problem) {
        Throwable root = problem;
        while (root instanceof JsonMappingException
                && !(root instanceof MismatchedInputException)
                && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static ProblemException unknown(Place place, UnrecognizedPropertyException unknown) {
        String known = unknown.getKnownPropertyIds() == null
                ? ""
                : ": known are "
                        + unknown.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .toList();
        return problem(Codes.UNKNOWN_FIELD, Shown.cut(place.field()) + " is not a field of this request" + known)
                .at(Shown.cut(place.field()), place.value());
    }

    private static ProblemException mismatch(Place place, MismatchedInputException mismatch) {
        String message = mismatch.getOriginalMessage();
        if (message.startsWith("Trailing token")) {
            return problem(Codes.TRAILING_CONTENT, "the body goes on after its JSON value has ended: send one value");
        }
        if (message.startsWith("No content to map")) {
            return problem(Codes.MISSING_BODY, "a JSON body is needed but there was none");
        }
        return wrong(place, mismatch.getTargetType());
    }

    private static ProblemException wrong(Place place, Class<?> type) {
        Expected expected = Expected.of(type);
        String subject = place.field().isEmpty() ? "the body" : place.field();
        if (place.isNothing()) {
            return problem(Codes.MISSING_FIELD, subject + " must be present but was missing or null")
                    .at(place.field(), null);
        }
        boolean rightKind = expected.kind().equals(place.kind());
        String actual = rightKind && place.value() != null
                ? Shown.butWas(place.field(), place.value())
                : " but was " + place.kind();
        ProblemException problem =
                problem(rightKind ? Codes.INVALID_VALUE : Codes.WRONG_TYPE, subject + " " + expected.words() + actual);
        return place.field().isEmpty() ? problem : problem.at(place.field(), place.value());
    }

    private static ProblemException beyondLimits(StreamConstraintsException limit) {
        return limit.getOriginalMessage().contains("nesting depth")
                ? problem(Codes.TOO_DEEP, "the body is nested deeper than %d levels".formatted(StrictJson.MAX_DEPTH))
                : problem(Codes.INVALID_VALUE, "the body holds a name, number or string beyond all measure");
    }

    static ProblemException problem(String code, String detail) {
        return new ProblemException(HttpStatus.BAD_REQUEST, code, detail);
    }
}
