package dev.warren.edge.problem;

import io.micronaut.http.HttpStatus;

/**
 * Ends a request with a problem: whoever throws it decides status, code and text, and the caller reads them as they stand.
 * So they hold nothing internal and no personal data. Not logged: it is the caller's to act on.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * @param code stable, upper case with underscores, for programs
     * @param detail what, which one, the actual value and what to do next, for people
     */
    public ProblemException(HttpStatus status, String code, String detail) {
        this(Problem.of(status, code, detail));
    }

    private ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    /**
     * 400 {@code INVALID_VALUE}.
     *
     * @param reason the rule and the actual value, worded to follow the field's name
     */
    public static ProblemException invalid(String field, Object value, String reason) {
        return new ProblemException(HttpStatus.BAD_REQUEST, Codes.INVALID_VALUE, field + " " + reason).at(field, value);
    }

    /**
     * 404 {@code NOT_FOUND}.
     *
     * @param what for example {@code order}
     */
    public static ProblemException notFound(String what, Object id) {
        return new ProblemException(
                HttpStatus.NOT_FOUND, Codes.NOT_FOUND, "there is no " + what + " " + Shown.cut(String.valueOf(id)));
    }

    /**
     * The same problem, blamed on one field.
     *
     * @param field in JSON form, for example {@code items[0].quantity}, or the name of a query parameter
     * @param value as the caller sent it; cut when long, never shown for a field that holds personal data
     */
    public ProblemException at(String field, Object value) {
        return new ProblemException(problem.at(field, value));
    }

    public Problem problem() {
        return problem;
    }
}
