package dev.warren.notifications.mail;

import dev.warren.messaging.Effects;
import dev.warren.notifications.NotificationInput;
import dev.warren.notifications.NotificationInput.MailAccepted;
import dev.warren.notifications.NotificationInput.MailRefused;
import dev.warren.notifications.NotificationInput.MailResult;
import dev.warren.notifications.NotificationInput.MailUnknown;
import dev.warren.notifications.NotificationSettings;
import dev.warren.notifications.SendMail;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mails over SMTP, at most {@code notifications.smtp.connections} at a time. A mail is sent once if all goes well, and again
 * with the same Message-ID when nobody can tell. Neither addresses nor the words of the server are logged. Thread-safe.
 */
@Singleton
public final class SmtpMailer implements Effects<NotificationInput, SendMail> {

    private static final Logger log = LoggerFactory.getLogger(SmtpMailer.class);

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final InternetAddress from;
    private final SmtpConnections connections;
    private final Clock clock;

    /** The library holds a monitor while it waits for the server, which would pin virtual threads before JDK 24. */
    private final ExecutorService threads;

    private volatile boolean silent;

    SmtpMailer(NotificationSettings settings, Clock clock) {
        this.from = MailAddresses.sender(settings.from());
        this.connections = new SmtpConnections(settings.smtp());
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(
                settings.smtp().connections(),
                Thread.ofPlatform().name("smtp-", 0).daemon().factory());
    }

    @Override
    public MailResult perform(SendMail mail) {
        try {
            return threads.submit(() -> send(mail)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return mail.unknown();
        } catch (RejectedExecutionException e) {
            // The service stops; the deadline of the notification asks again after the next start.
            return mail.unknown();
        } catch (ExecutionException e) {
            throw withoutWords(mail, e.getCause());
        }
    }

    @Override
    public String dependency() {
        return "mail-server";
    }

    @Override
    public String outcome(NotificationInput result) {
        return switch (result) {
            case MailAccepted it -> "accepted";
            case MailRefused it -> "refused";
            default -> Effects.super.outcome(result);
        };
    }

    @Override
    public boolean isOutage(NotificationInput result) {
        return result instanceof MailUnknown;
    }

    /** A defect, with its class and its place but not its message, which can hold an address. */
    private static IllegalStateException withoutWords(SendMail mail, Throwable defect) {
        var told = new IllegalStateException(
                mail + " cannot be sent: " + defect.getClass().getSimpleName());
        told.setStackTrace(defect.getStackTrace());
        return told;
    }

    private MailResult send(SendMail mail) throws MessagingException {
        InternetAddress to;
        try {
            to = MailAddresses.recipient(mail.name(), mail.email());
        } catch (UnusableAddressException e) {
            log.warn(
                    "notification {} cannot be sent to its address: {}",
                    mail.notice().id(),
                    e.getMessage());
            return mail.refused();
        }
        var message = MailMessage.of(mail, from, to, connections.session(), clock.instant());
        try {
            connections.send(message);
        } catch (MessagingException e) {
            return tell(mail, SmtpAnswer.of(e), e);
        }
        answered();
        return mail.accepted();
    }

    private MailResult tell(SendMail mail, SmtpAnswer answer, MessagingException failure) {
        var id = mail.notice().id();
        if (answer.isForGood()) {
            answered();
            log.warn("notification {}: the mail server refuses it, {}", id, answer);
            return mail.refused();
        }
        if (answer.equals(SmtpAnswer.NONE)) {
            if (!silent) {
                silent = true;
                log.warn("the mail server gives no answer ({}); mails are tried again until it does", kind(failure));
            }
        } else {
            answered();
            log.warn("notification {}: the mail server does not take it now, {}; it is tried again", id, answer);
        }
        return mail.unknown();
    }

    private void answered() {
        if (silent) {
            silent = false;
            log.info("the mail server answers again");
        }
    }

    /** The class of what went wrong, as messages can hold an address. */
    private static String kind(MessagingException failure) {
        Exception cause = failure.getNextException();
        return (cause == null ? failure : cause).getClass().getSimpleName();
    }

    /** Takes no more mails, and waits a little for those under way; what is lost with them is sent again after the next start. */
    @PreDestroy
    void stop() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
        connections.close();
    }
}
