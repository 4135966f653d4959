package dev.warren.orders.customers;

import dev.warren.events.Catalogue;
import dev.warren.events.RequestType;
import dev.warren.events.UserId;
import dev.warren.events.UserLookup;
import dev.warren.messaging.Settings;
import dev.warren.messaging.requests.Format;
import dev.warren.messaging.requests.Request;
import dev.warren.messaging.requests.RequestException;
import dev.warren.messaging.requests.RequestException.Reason;
import dev.warren.messaging.requests.Requests;
import dev.warren.orders.customers.Customer.Known;
import dev.warren.orders.customers.Customer.Unknown;
import dev.warren.orders.customers.Customer.Untold;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks user-service who a user is, for at most {@code orders.user-lookup-deadline} (500 ms; 1 ms to 30 s). Thread-safe; never blocks. */
@Singleton
public final class Customers {

    private static final Logger log = LoggerFactory.getLogger(Customers.class);

    private static final RequestType<UserLookup, UserLookup.Found> TYPE = Catalogue.USER_LOOKUP;
    private static final Request<UserLookup, UserLookup.Found> LOOKUP =
            new Request<>(TYPE.name(), TYPE.question(), TYPE.answer());

    private final Requests requests;
    private final Duration deadline;

    Customers(Requests requests, @Value("${orders.user-lookup-deadline:500ms}") Duration deadline) {
        Settings.between("orders.user-lookup-deadline", deadline, Duration.ofMillis(1), Duration.ofSeconds(30));
        this.requests = requests;
        this.deadline = deadline;
    }

    /** @return never fails: whatever goes wrong, the user is untold */
    public CompletableFuture<Customer> find(UserId user, Format format) {
        return requests.ask(LOOKUP, new UserLookup(user), deadline, format)
                .<Customer>thenApply(Known::new)
                .exceptionally(failure -> unanswered(user, failure));
    }

    private static Customer unanswered(UserId user, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof RequestException request && request.reason() == Reason.NOT_FOUND) {
            return new Unknown();
        }
        log.info("user {} stays untold: {}", user, cause.getMessage());
        return new Untold();
    }
}
