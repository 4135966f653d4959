package dev.warren.messaging.requests;

import dev.warren.messaging.Settings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Settings of request/reply, under {@code messaging.requests}.
 *
 * @param outstanding requests of this process that may await an answer at a time, 1 to 100,000; one more is refused at once
 * @param concurrency requests that this process answers at a time, 1 to 1,000. Less than the database has connections, so that
 *     questions never hold up the messages
 */
@ConfigurationProperties("messaging.requests")
public record RequestSettings(
        @Bindable(defaultValue = "1000") int outstanding,
        @Bindable(defaultValue = "4") int concurrency) {

    public RequestSettings {
        Settings.between("messaging.requests.outstanding", outstanding, 1, 100_000);
        Settings.between("messaging.requests.concurrency", concurrency, 1, 1_000);
    }
}
