package dev.warren.system.check;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.UUID;

/**
 * One request of a client and what came of it. Immutable.
 *
 * @param number from 1, in the order of asking
 * @param client whose view of the world it is: one after the other for one client
 */
public record Call(long number, String client, Instant askedAt, Request request, Outcome outcome) {

    /** What was asked. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "invoke")
    @JsonSubTypes({
        @Type(value = Place.class, name = "place"),
        @Type(value = Cancel.class, name = "cancel"),
        @Type(value = Look.class, name = "look")
    })
    public sealed interface Request {}

    /** {@code POST /orders}; @param key the Idempotency-Key, or null */
    public record Place(UUID userId, String key, Amount total) implements Request {}

    /** {@code POST /orders/{id}/cancel}. */
    public record Cancel(UUID orderId) implements Request {}

    /** {@code GET /orders/{id}}. */
    public record Look(UUID orderId) implements Request {}

    /** What the client knows afterwards. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
    @JsonSubTypes({
        @Type(value = Ok.class, name = "ok"),
        @Type(value = Fail.class, name = "fail"),
        @Type(value = Unknown.class, name = "unknown")
    })
    public sealed interface Outcome {}

    /** The order, as the answer showed it. */
    public record Ok(Instant at, UUID orderId, String status, boolean settled) implements Outcome {}

    /** A definite no: nothing was done. */
    public record Fail(Instant at, int status) implements Outcome {}

    /** Time-out, reset, 5xx or no answer at all: it may have been done. */
    public record Unknown(String why) implements Outcome {}
}
