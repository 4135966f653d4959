package dev.warren.messaging.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkTest {

    /** What each attempt gives: an exception to throw, or a connection. Without a next one the attempt waits. */
    private final Deque<Object> attempts = new ArrayDeque<>();

    private final Link link = new Link("test", name -> open());

    private volatile boolean opening;

    private Connection open() throws IOException {
        opening = true;
        Object next = await().until(
                        () -> {
                            synchronized (attempts) {
                                return attempts.isEmpty() ? null : attempts.removeFirst();
                            }
                        },
                        found -> found != null);
        return switch (next) {
            case IOException e -> throw e;
            case Error e -> throw e;
            default -> ((FakeConnection) next).connection;
        };
    }

    private void next(Object attempt) {
        synchronized (attempts) {
            attempts.addLast(attempt);
        }
    }

    @AfterEach
    void close() {
        link.close();
    }

    @Test
    void a_link_tries_until_it_succeeds_and_says_what_is_wrong_meanwhile() throws Exception {
        assertThat(link.trouble()).isEqualTo("not connected yet");
        link.start();
        next(new UnknownHostException("broker.example"));
        await().untilAsserted(() -> assertThat(link.trouble()).isEqualTo("no address for host broker.example"));
        next(new AuthenticationFailureException("ACCESS_REFUSED"));
        await().untilAsserted(() -> assertThat(link.trouble()).isEqualTo("the broker refused the login"));
        next(new NoClassDefFoundError("something is not deployed"));
        await().untilAsserted(() -> assertThat(link.trouble()).contains("NoClassDefFoundError"));
        var connection = new FakeConnection();
        next(connection);
        assertThat(link.await()).isSameAs(connection.connection);
        assertThat(link.trouble()).isNull();
    }

    @Test
    void a_lost_connection_is_said_and_replaced() throws Exception {
        var first = new FakeConnection();
        var second = new FakeConnection();
        next(first);
        link.start();
        link.await();
        first.lose("the cable is cut");
        assertThat(link.trouble()).contains("the cable is cut");
        assertThat(link.current()).isEmpty();
        next(second);
        assertThat(link.await()).isSameAs(second.connection);
        assertThat(link.current()).contains(second.connection);
    }

    @Test
    void whoever_waits_for_a_connection_is_told_when_there_will_be_none() throws Exception {
        link.start();
        var over = new CountDownLatch(1);
        var waiting = Thread.ofVirtual().start(() -> {
            try {
                if (link.await() == null) {
                    over.countDown();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        link.close();
        assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
        waiting.join();
    }

    @Test
    void a_connection_that_opens_while_the_link_is_closed_is_not_left_behind() {
        link.start();
        await().until(() -> opening);
        link.close();
        var late = new FakeConnection();
        next(late);
        await().until(() -> !late.open);
    }

    /** Of a connection's fifty methods these few are used. */
    private static final class FakeConnection {

        private final List<ShutdownListener> listeners = new ArrayList<>();
        private volatile boolean open = true;
        private final Connection connection = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "addShutdownListener" -> listeners.add((ShutdownListener) args[0]);
                        case "abort" -> open = false;
                        default -> {}
                    }
                    return switch (method.getName()) {
                        case "isOpen" -> open;
                        case "equals" -> proxy == args[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "toString" -> "a connection";
                        default -> null;
                    };
                });

        void lose(String why) {
            open = false;
            var cause = new ShutdownSignalException(true, false, null, connection, why, null);
            listeners.forEach(listener -> listener.shutdownCompleted(cause));
        }
    }
}
