package dev.warren.notifications.mail;

import dev.warren.notifications.NotificationSettings.SmtpSettings;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Connections to the mail server that stay open between mails: made when there is none idle, used by one thread at a time, and
 * closed as soon as anything is wrong with them. As many as there are threads that send. Thread-safe.
 */
final class SmtpConnections implements AutoCloseable {

    /** Servers hang up on idle clients: a connection that rested longer than this is asked whether it is still there. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private record Idle(Transport transport, long since) {

        boolean isFresh() {
            return System.nanoTime() - since < FRESH.toNanos();
        }
    }

    private final ConcurrentLinkedDeque<Idle> idle = new ConcurrentLinkedDeque<>();
    private final ScheduledThreadPoolExecutor writeTimeouts = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("smtp-write-timeouts").daemon().factory());
    private final Session session;
    private volatile boolean closed;

    SmtpConnections(SmtpSettings settings) {
        writeTimeouts.setRemoveOnCancelPolicy(true);
        String timeout = Long.toString(settings.timeout().toMillis());
        var properties = new Properties();
        properties.put("mail.smtp.host", settings.host());
        properties.put("mail.smtp.port", Integer.toString(settings.port()));
        properties.put("mail.smtp.connectiontimeout", timeout);
        properties.put("mail.smtp.timeout", timeout);
        properties.put("mail.smtp.writetimeout", timeout);
        properties.put("mail.smtp.executor.writetimeout", writeTimeouts);
        // A connection is closed because it is broken, or the service stops: not worth waiting for a goodbye.
        properties.put("mail.smtp.quitwait", "false");
        session = Session.getInstance(properties);
    }

    Session session() {
        return session;
    }

    /** Blocks until the server has taken the mail or refused it, or a time-out has passed. */
    void send(MailMessage mail) throws MessagingException {
        Transport connection = take();
        boolean good = false;
        try {
            connection.sendMessage(mail, mail.getAllRecipients());
            good = true;
        } catch (MessagingException e) {
            good = SmtpAnswer.of(e).leavesConnectionOpen();
            throw e;
        } finally {
            if (good && !closed) {
                idle.addFirst(new Idle(connection, System.nanoTime()));
            } else {
                close(connection);
            }
        }
    }

    /** The one used last, so that few are kept busy and the others are found out when they are too old. */
    private Transport take() throws MessagingException {
        for (Idle last = idle.pollFirst(); last != null; last = idle.pollFirst()) {
            if (last.isFresh() || last.transport().isConnected()) {
                return last.transport();
            }
            close(last.transport());
        }
        Transport connection = new CrashableTransport(session);
        connection.connect();
        return connection;
    }

    private static void close(Transport connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            // It was of no use any more.
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Idle last = idle.pollFirst(); last != null; last = idle.pollFirst()) {
            close(last.transport());
        }
        writeTimeouts.shutdown();
    }
}
