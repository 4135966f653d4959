package dev.warren.edge.security;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;

/**
 * Hands the token of {@code Authorization: Bearer …} to {@link TokenVerifier}. A bad one ends the request even where none is needed:
 * whoever shows one wants to be known.
 */
@Singleton
@Requires(beans = SecuritySettings.class)
final class BearerTokens implements TokenValidator<HttpRequest<?>> {

    private final TokenVerifier verifier;
    private final boolean mayBlock;
    private final ExecutorService blocking;

    BearerTokens(SecuritySettings settings, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.verifier = new TokenVerifier(settings);
        this.mayBlock = settings.jwksUrl() != null;
        this.blocking = blocking;
    }

    @Override
    public Publisher<Authentication> validateToken(String token, HttpRequest<?> request) {
        if (mayBlock) {
            return Publishers.fromCompletableFuture(
                    () -> CompletableFuture.supplyAsync(() -> verifier.verify(token), blocking));
        }
        try {
            return Publishers.just(verifier.verify(token));
        } catch (RuntimeException refused) {
            return Publishers.just(refused);
        }
    }
}
