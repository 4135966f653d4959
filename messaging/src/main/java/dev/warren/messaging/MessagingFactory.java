package dev.warren.messaging;

import dev.warren.messaging.tracing.Tracing;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Nullable;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What the runtime takes from the outside world. */
@Factory
final class MessagingFactory {

    /** The system's; a test can set this process's wrong by the system property {@code warren.clock-offset}, such as PT30S or -PT5S. */
    @Singleton
    Clock clock() {
        return Clock.offset(Clock.systemUTC(), Duration.parse(System.getProperty("warren.clock-offset", "PT0S")));
    }

    /** @param telemetry null where nobody records spans */
    @Singleton
    Tracing tracing(@Nullable OpenTelemetry telemetry) {
        return telemetry == null ? Tracing.none() : new Tracing(telemetry);
    }
}
