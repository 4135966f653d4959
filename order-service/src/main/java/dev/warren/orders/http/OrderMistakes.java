package dev.warren.orders.http;

import dev.warren.edge.problem.Mistakes;
import dev.warren.edge.problem.ProblemException;
import dev.warren.events.InvalidFieldException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What the inside refuses although each field of the request is right. */
@Singleton
final class OrderMistakes implements Mistakes {

    @Override
    public Optional<ProblemException> explain(Throwable thrown) {
        return Optional.ofNullable(
                switch (thrown) {
                    case InvalidFieldException it -> ProblemException.invalid(it.field(), null, it.reason());
                    default -> null;
                });
    }
}
