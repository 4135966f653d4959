package dev.warren.edge.traces;

import dev.warren.messaging.Settings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.ReadableBytes;
import java.time.Duration;

/**
 * The traces that are kept in memory, under {@code warren.traces}. Sampling and export have the ecosystem's own settings: {@code OTEL_…}.
 *
 * @param memory bytes for the latest spans of this instance, some 350 each, 0 (none) to 256 MB
 * @param timeout how long another instance is waited for when a trace is gathered, 10 ms to 1 min
 */
@ConfigurationProperties("warren.traces")
record TraceSettings(
        @Bindable(defaultValue = "8MB") @ReadableBytes int memory,
        @Bindable(defaultValue = "2s") Duration timeout) {

    private static final int MOST = 256 * 1024 * 1024;

    TraceSettings {
        Settings.between("warren.traces.memory", memory, 0, MOST);
        Settings.between("warren.traces.timeout", timeout, Duration.ofMillis(10), Duration.ofMinutes(1));
    }
}
