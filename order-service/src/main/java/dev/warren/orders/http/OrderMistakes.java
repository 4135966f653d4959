package dev.warren.orders.http;

import dev.warren.edge.problem.Mistakes;
import dev.warren.edge.problem.ProblemException;
import dev.warren.events.InvalidFieldException;
import dev.warren.orders.placing.KeyReusedException;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What the inside refuses although each field of the request is right. */
@Singleton
final class OrderMistakes implements Mistakes {

    @Override
    public Optional<ProblemException> explain(Throwable thrown) {
        return Optional.ofNullable(
                switch (thrown) {
                    case KeyReusedException it ->
                        new ProblemException(HttpStatus.UNPROCESSABLE_ENTITY, "IDEMPOTENCY_KEY_REUSED", it.getMessage())
                                .at("Idempotency-Key", it.key());
                    case InvalidFieldException it -> ProblemException.invalid(it.field(), null, it.reason());
                    default -> null;
                });
    }
}
