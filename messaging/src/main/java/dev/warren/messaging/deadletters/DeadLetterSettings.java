package dev.warren.messaging.deadletters;

import dev.warren.messaging.Settings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Settings of the dead letters, under {@code messaging.dead-letters}.
 *
 * @param redriveRate messages a second that a redrive of many sends at most, 1 to 10,000
 */
@ConfigurationProperties("messaging.dead-letters")
public record DeadLetterSettings(
        @Bindable(defaultValue = "50") int redriveRate) {

    public DeadLetterSettings {
        Settings.between("messaging.dead-letters.redrive-rate", redriveRate, 1, 10_000);
    }
}
