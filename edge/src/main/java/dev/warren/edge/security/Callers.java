package dev.warren.edge.security;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.config.SecurityConfiguration;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tells who sent a request. */
@Singleton
final class Callers {

    private final boolean secured;

    Callers(@Nullable SecurityConfiguration security) {
        this.secured = security != null;
    }

    boolean areKnown() {
        return secured;
    }

    /** @return empty if the service is secured and the request has no token, as open routes allow */
    Optional<Caller> of(HttpRequest<?> request) {
        return secured ? request.getUserPrincipal(Authentication.class).map(Callers::of) : Optional.of(Caller.ANYBODY);
    }

    /** {@link TokenVerifier} lets no customer pass whose name is not an id, and nobody without a role. */
    private static Caller of(Authentication token) {
        Instant until = (Instant) token.getAttributes().get(TokenVerifier.UNTIL);
        return token.getRoles().contains(Roles.OPERATOR)
                ? Caller.operator(token.getName(), until)
                : Caller.customer(UUID.fromString(token.getName()), until);
    }
}
