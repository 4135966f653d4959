package dev.warren.notifications;

import dev.warren.events.Channel;
import dev.warren.messaging.Settings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How people are told, under {@code notifications}.
 *
 * @param channel {@code email}, or {@code record} to write every notification down and send nothing
 * @param addressDeadline how long a notification waits for the address of a user who was not heard of yet, 10 ms to 30 days
 * @param from the sender of every mail, as it stands in a mail's header
 * @param smtp the mail server
 */
@ConfigurationProperties("notifications")
public record NotificationSettings(
        @Bindable(defaultValue = "email") Channel channel,
        @Bindable(defaultValue = "1m") Duration addressDeadline,

        @Bindable(defaultValue = "Warren <no-reply@warren.example>")
        String from,

        SmtpSettings smtp) {

    public NotificationSettings {
        Settings.between("notifications.address-deadline", addressDeadline, Duration.ofMillis(10), Duration.ofDays(30));
    }

    /**
     * The mail server, under {@code notifications.smtp}.
     *
     * @param host its name or address
     * @param port its port, 1 to 65,535
     * @param timeout for connecting, for each answer and for each write, 100 ms to 60 s
     * @param connections the most that are open at a time, 1 to 64
     */
    @ConfigurationProperties("smtp")
    public record SmtpSettings(
            @Bindable(defaultValue = "127.0.0.1") String host,
            @Bindable(defaultValue = "1025") int port,
            @Bindable(defaultValue = "5s") Duration timeout,
            @Bindable(defaultValue = "8") int connections) {

        public SmtpSettings {
            Settings.between("notifications.smtp.port", port, 1, 65_535);
            Settings.between("notifications.smtp.timeout", timeout, Duration.ofMillis(100), Duration.ofSeconds(60));
            Settings.between("notifications.smtp.connections", connections, 1, 64);
        }
    }
}
