package dev.warren.users;

import dev.warren.messaging.Participant;
import io.micronaut.runtime.Micronaut;
import java.util.Set;

/** Keeps accounts and their spending credit. */
public final class UserService {

    public static final Participant PARTICIPANT = new Participant(
            "user-service",
            "user",
            Set.of("order.placed.v1", "order.placed.v2", "order.cancelled.v1"),
            Set.of("user.lookup.v1"));

    private UserService() {}

    public static void main(String[] arguments) {
        Micronaut.run(UserService.class, arguments);
    }
}
