package dev.warren.messaging.requests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.module.SimpleModule;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.local.TestBroker;
import dev.warren.local.TestVhost;
import dev.warren.messaging.Participant;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.topology.Definitions;
import dev.warren.messaging.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** A vhost with somebody who asks and somebody who adds, as many instances of each as a test wants. Used by one test thread. */
final class RequestsWorld implements AutoCloseable {

    static final Participant ASKER = new Participant("asker-service", "asker", Set.of());
    static final Participant ADDER = new Participant("adder-service", "adder", Set.of(), Set.of(Sum.REQUEST.name()));

    final TestVhost vhost = TestBroker.freshVhost();
    final Formats formats = new Formats(new SimpleModule());
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final Connection connection;
    final Channel wire;

    RequestsWorld() throws IOException, TimeoutException {
        vhost.admin().importDefinitions(Definitions.of(vhost.name(), List.of(ASKER, ADDER), Set.of(), Set.of()));
        connection = factory().newConnection("the test");
        wire = connection.createChannel();
    }

    private ConnectionFactory factory() {
        var factory = new ConnectionFactory();
        factory.setHost(vhost.host());
        factory.setPort(vhost.port());
        factory.setVirtualHost(vhost.name());
        factory.setUsername(vhost.user());
        factory.setPassword(vhost.password());
        factory.setAutomaticRecoveryEnabled(false);
        return factory;
    }

    private Links links() {
        var links = new Links(link("publishes"), link("consumes"));
        links.publishing().start();
        links.consuming().start();
        return links;
    }

    private Link link(String name) {
        return new Link(name, it -> factory().newConnection(List.of(new Address(vhost.host(), vhost.port())), it));
    }

    /** Somebody who may await so many answers at a time; ready to ask. */
    Asker asker(int outstanding) {
        var links = links();
        var requests = new Requests(
                ASKER.name(), links.publishing(), formats, new RequestSettings(outstanding, 1), Tracing.none());
        var meters = new SimpleMeterRegistry();
        requests.measure(meters);
        requests.start();
        await().until(requests::isOpen);
        return with(new Asker(requests, links, meters));
    }

    record Asker(Requests requests, Links links, MeterRegistry meters) implements AutoCloseable {

        /** How many requests have ended so. */
        long ended(String outcome) {
            return meters.find("warren.requests").tag("outcome", outcome).timers().stream()
                    .mapToLong(Timer::count)
                    .sum();
        }

        /** Without a word, as a crash would. */
        void loseConnection() {
            links.publishing().current().orElseThrow().abort();
        }

        @Override
        public void close() {
            requests.close();
            links.publishing().close();
            links.consuming().close();
        }
    }

    /** One more instance that answers; takes requests already. */
    Adder adder(int concurrency, Handler<Sum, Sum.Total> handler) {
        var links = links();
        var answering = new Answering(
                ADDER,
                links,
                formats,
                List.of(new Answer<>(Sum.REQUEST, handler)),
                new RequestSettings(1, concurrency),
                Tracing.none());
        answering.start();
        await().until(() -> answering.trouble() == null);
        return with(new Adder(answering, links));
    }

    record Adder(Answering answering, Links links) implements AutoCloseable {

        /** Both connections at once and for good, as a crash would. */
        void die() {
            links.consuming().close();
            links.publishing().close();
        }

        @Override
        public void close() throws InterruptedException {
            answering.close();
            die();
        }
    }

    private <T extends AutoCloseable> T with(T part) {
        parts.add(part);
        return part;
    }

    /** Ends all who ask and answer. */
    void clear() throws Exception {
        for (AutoCloseable part : parts) {
            part.close();
        }
        parts.clear();
    }

    /** Messages that wait in a queue. */
    int waiting(String queue) throws IOException {
        return wire.queueDeclarePassive(queue).getMessageCount();
    }

    @Override
    public void close() throws Exception {
        clear();
        connection.abort();
        vhost.close();
    }
}
