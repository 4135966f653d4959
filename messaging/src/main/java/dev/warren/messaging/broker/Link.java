package dev.warren.messaging.broker;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that is opened again for as long as the service lives: after a broker that was down at start, a name that did
 * not resolve, a refused login, a restart. Says what is wrong whenever the reason changes. Thread-safe.
 *
 * <p>The client library's own recovery is off: it forgets unconfirmed messages and never retries the first connect.
 */
public final class Link implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Link.class);

    /** A connection that lived for less counts as a failed attempt. */
    private static final Duration STEADY = Duration.ofSeconds(1);

    private static final int CLOSE_MILLIS = 2000;

    /** Opens connections; a {@code ConnectionFactory} with its addresses and a name. */
    public interface Opener {
        Connection open(String name) throws IOException, TimeoutException;
    }

    private final String name;
    private final Opener opener;
    private final Thread supervisor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Connection connection;
    private String trouble = "not connected yet";
    private volatile boolean blocked;
    private boolean stopped;

    public Link(String name, Opener opener) {
        this.name = name;
        this.opener = opener;
        this.supervisor = Thread.ofPlatform().name("link-" + name).daemon().unstarted(this::supervise);
    }

    public void start() {
        supervisor.start();
    }

    /** Waits until a connection is open; null once the link is closed. */
    public Connection await() throws InterruptedException {
        lock.lock();
        try {
            while (!stopped && !isOpen()) {
                changed.await();
            }
            return stopped ? null : connection;
        } finally {
            lock.unlock();
        }
    }

    /** The connection, if one is open now. */
    public Optional<Connection> current() {
        lock.lock();
        try {
            return isOpen() ? Optional.of(connection) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Why there is no connection now, or null if there is one. */
    public String trouble() {
        lock.lock();
        try {
            return isOpen() ? null : trouble;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the broker has stopped taking messages (RabbitMQ's memory and disk alarms). */
    public boolean isBlocked() {
        return blocked;
    }

    private boolean isOpen() {
        return connection != null && connection.isOpen();
    }

    private void supervise() {
        var backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
        String said = null;
        while (!isStopped()) {
            try {
                Connection opened = opener.open(name);
                said = null;
                log.info("connection {} is open: {}", name, opened);
                if (hold(opened).compareTo(STEADY) > 0) {
                    backoff.reset();
                } else {
                    // A broker that accepts and drops at once would be asked without a pause.
                    pause(String.valueOf(trouble()), backoff.next());
                }
            } catch (IOException | TimeoutException | RuntimeException | Error e) {
                String reason = reason(e);
                if (!reason.equals(said)) {
                    log.warn("connection {} cannot be opened: {}; trying on", name, reason);
                    said = reason;
                }
                pause(reason, backoff.next());
            }
        }
    }

    /** Publishes the connection to whoever waits, and returns when it is gone, and how long it was there. */
    private Duration hold(Connection opened) {
        long since = System.nanoTime();
        opened.addBlockedListener(
                why -> {
                    blocked = true;
                    log.warn("the broker has blocked connection {}: {}; messages wait in the outbox", name, why);
                },
                () -> {
                    blocked = false;
                    log.info("the broker takes messages again on connection {}", name);
                });
        opened.addShutdownListener(cause -> signal(cause));
        lock.lock();
        try {
            connection = opened;
            changed.signalAll();
            while (!stopped && opened.isOpen()) {
                changed.awaitUninterruptibly();
            }
            blocked = false;
        } finally {
            lock.unlock();
            // The link may have been closed while this connection was being opened.
            opened.abort(CLOSE_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private void signal(ShutdownSignalException cause) {
        lock.lock();
        try {
            trouble = cause.getMessage();
            if (!stopped) {
                log.warn("connection {} is lost: {}", name, cause.getMessage());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause(String reason, Duration time) {
        lock.lock();
        try {
            trouble = reason;
            long left = time.toNanos();
            while (!stopped && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            stopped = true;
            changed.signalAll();
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    private static String reason(Throwable e) {
        return switch (e) {
            case AuthenticationFailureException refused -> "the broker refused the login";
            case PossibleAuthenticationFailureException refused -> "the broker refused the login or the virtual host";
            case UnknownHostException unknown -> "no address for host " + unknown.getMessage();
            default -> e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
        };
    }

    /** Closes the connection, if any, and stops trying. Blocks up to two seconds. */
    @Override
    public void close() {
        boolean isOpen;
        lock.lock();
        try {
            stopped = true;
            isOpen = isOpen();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (isOpen) {
            awaitSupervisor();
        }
    }

    /** It closes the connection: of two who do, one pulls the socket away under the other's farewell, which is told as an error. */
    private void awaitSupervisor() {
        try {
            supervisor.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
