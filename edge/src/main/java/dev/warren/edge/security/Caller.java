package dev.warren.edge.security;

import dev.warren.edge.problem.ProblemException;
import io.micronaut.http.HttpStatus;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who asks. A controller's method takes one as a parameter; while the service is unsecured it is {@link #ANYBODY}.
 *
 * @param name the token's subject, for audits
 * @param only the user whose things alone the caller may see and touch, for the WHERE clause; empty if it may see everybody's
 * @param until when its token is good no more, for answers that go on
 */
public record Caller(String name, Optional<UUID> only, Instant until) implements Principal {

    /** Of an unsecured service: nobody says who it is, and everybody may do everything. */
    public static final Caller ANYBODY = new Caller("anonymous", Optional.empty(), Instant.MAX);

    static Caller operator(String subject, Instant until) {
        return new Caller(subject, Optional.empty(), until);
    }

    static Caller customer(UUID user, Instant until) {
        return new Caller(user.toString(), Optional.of(user), until);
    }

    @Override
    public String getName() {
        return name;
    }

    /** Whether the caller may act for this user. */
    public boolean mayActFor(UUID user) {
        return only.isEmpty() || only.get().equals(user);
    }

    /**
     * Returns if the caller may act for a user whom a request names. Unlike what is not the caller's, a user who is not is no secret:
     * the answer is the same whether it exists or not.
     *
     * @param field that names the user
     * @throws ProblemException 403 {@code NOT_YOURSELF}
     */
    public void requireSelf(String field, UUID user) {
        if (!mayActFor(user)) {
            throw new ProblemException(
                            HttpStatus.FORBIDDEN,
                            "NOT_YOURSELF",
                            field + " must be the token's subject but was " + user)
                    .at(field, user);
        }
    }
}
