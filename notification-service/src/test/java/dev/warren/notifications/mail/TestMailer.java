package dev.warren.notifications.mail;

import dev.warren.events.Channel;
import dev.warren.notifications.Fixtures;
import dev.warren.notifications.NotificationSettings;
import dev.warren.notifications.NotificationSettings.SmtpSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

/** A mailer for a server of a test: impatient, and at a time that stands still. */
final class TestMailer {

    static final int CONNECTIONS = 3;

    private static final String LOOPBACK = "127.0.0.1";

    private TestMailer() {}

    static SmtpMailer sendingTo(int port) {
        return sendingTo(LOOPBACK, port);
    }

    static SmtpMailer sendingTo(String host, int port) {
        return sending("Warren <no-reply@warren.example>", host, port);
    }

    static SmtpMailer sending(String from, int port) {
        return sending(from, LOOPBACK, port);
    }

    private static SmtpMailer sending(String from, String host, int port) {
        var smtp = new SmtpSettings(host, port, Duration.ofMillis(500), CONNECTIONS);
        var settings = new NotificationSettings(Channel.EMAIL, Fixtures.ADDRESS_DEADLINE, from, smtp);
        return new SmtpMailer(settings, Clock.fixed(Fixtures.START, ZoneOffset.UTC));
    }
}
