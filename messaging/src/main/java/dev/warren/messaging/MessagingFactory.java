package dev.warren.messaging;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What the runtime takes from the outside world. */
@Factory
final class MessagingFactory {

    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
