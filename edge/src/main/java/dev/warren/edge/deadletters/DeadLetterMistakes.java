package dev.warren.edge.deadletters;

import dev.warren.edge.problem.Mistakes;
import dev.warren.edge.problem.ProblemException;
import dev.warren.messaging.deadletters.RefusedException;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What cannot be done about a dead letter as it is. */
@Singleton
final class DeadLetterMistakes implements Mistakes {

    @Override
    public Optional<ProblemException> explain(Throwable thrown) {
        return thrown instanceof RefusedException refused ? Optional.of(problem(refused)) : Optional.empty();
    }

    private static ProblemException problem(RefusedException refused) {
        return switch (refused.reason()) {
            case NO_SUCH_DEAD_LETTER, NO_SUCH_REDRIVE ->
                new ProblemException(HttpStatus.NOT_FOUND, "NOT_FOUND", refused.getMessage());
            case NOT_PARKED, CHANGED_MEANWHILE, OLDER_THAN_INBOX, ALIKE, REDRIVE_RUNNING ->
                new ProblemException(HttpStatus.CONFLICT, refused.reason().name(), refused.getMessage());
        };
    }
}
