package dev.warren.edge.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.edge.problem.Mistakes;
import dev.warren.edge.problem.ProblemException;
import dev.warren.messaging.ContradictionException;
import dev.warren.messaging.UnavailableException;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Everything that can go wrong below the edge. */
@Controller("/trouble")
class TroubleController {

    @Get("/unexpected")
    String unexpected() {
        throw new IllegalStateException("dev.warren.Secret knows select * from users");
    }

    @Get("/later")
    CompletionStage<String> later() {
        return CompletableFuture.supplyAsync(() -> {
            throw new IllegalStateException("dev.warren.Secret");
        });
    }

    @Get("/blocking")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String blocking() {
        throw new IllegalStateException("dev.warren.Secret");
    }

    @Get("/error")
    String error() {
        throw new StackOverflowError("dev.warren.Secret");
    }

    @Get("/own-json")
    String ownJson() throws JsonProcessingException {
        return new ObjectMapper().readValue("{", String.class);
    }

    @Get("/unavailable")
    CompletionStage<String> unavailable() {
        return CompletableFuture.failedFuture(
                new UnavailableException("the outbox is full", Duration.ofMillis(2500), null));
    }

    @Get("/no-connection")
    String noConnection() {
        throw new IllegalStateException("no parcels", new SQLTransientConnectionException("pool is empty"));
    }

    @Get("/database-down")
    String databaseDown() {
        throw new IllegalStateException("no parcels", new SQLException("terminating", "57P01"));
    }

    @Get("/bad-sql")
    String badSql() {
        throw new IllegalStateException("no parcels", new SQLException("syntax error at select", "42601"));
    }

    @Get("/contradiction")
    CompletionStage<String> contradiction() {
        return CompletableFuture.failedFuture(new ContradictionException("the order is confirmed"));
    }

    @Get("/own-problem")
    String ownProblem() {
        throw new ProblemException(HttpStatus.UNPROCESSABLE_ENTITY, "KEY_REUSED", "use a new Idempotency-Key")
                .at("Idempotency-Key", "a".repeat(1000));
    }

    @Get("/mistake")
    String mistake() {
        throw new Mistake("quantity", "must be 1 or more but was 0");
    }

    @Get("/status")
    String status() {
        throw new HttpStatusException(HttpStatus.TOO_MANY_REQUESTS, "dev.warren.Secret");
    }

    static final class Mistake extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        final String field;
        final String reason;

        Mistake(String field, String reason) {
            super(field + " " + reason);
            this.field = field;
            this.reason = reason;
        }
    }

    @Factory
    static class Beans {

        @Bean
        Mistakes mistakes() {
            return thrown -> thrown instanceof Mistake mistake
                    ? Optional.of(ProblemException.invalid(mistake.field, 0, mistake.reason))
                    : Optional.empty();
        }
    }
}
