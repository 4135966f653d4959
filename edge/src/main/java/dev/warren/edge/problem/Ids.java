package dev.warren.edge.problem;

import io.micronaut.http.HttpStatus;
import java.util.UUID;

/** Ids as they stand in paths and queries. */
public final class Ids {

    private static final int LENGTH = 36;
    private static final String EXAMPLE = "019a0b1c-2d3e-7f40-8a1b-2c3d4e5f6071";

    private Ids() {}

    /**
     * Reads the canonical form: 36 characters, lower case.
     *
     * @param name of the parameter, for the problem
     * @throws ProblemException 400 {@code MALFORMED_ID} if the value has any other form
     */
    public static UUID parse(String name, String value) {
        // UUID.fromString alone is lenient: it takes "1-1-1-1-1" and upper case.
        if (value != null && value.length() == LENGTH) {
            try {
                UUID id = UUID.fromString(value);
                if (id.toString().equals(value)) {
                    return id;
                }
            } catch (IllegalArgumentException notAnId) {
                // Reported below, with the form that is expected.
            }
        }
        throw new ProblemException(
                        HttpStatus.BAD_REQUEST,
                        Codes.MALFORMED_ID,
                        name + " must be a lower-case UUID such as " + EXAMPLE + Shown.butWas(name, value))
                .at(name, value);
    }
}
