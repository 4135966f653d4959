package dev.warren.orders;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.warren.events.Catalogue;
import dev.warren.events.ContractModule;
import dev.warren.events.UserLookup;
import dev.warren.local.TestVhost;
import dev.warren.messaging.Participant;
import dev.warren.messaging.broker.Link;
import dev.warren.messaging.broker.Links;
import dev.warren.messaging.requests.Answer;
import dev.warren.messaging.requests.Answering;
import dev.warren.messaging.requests.Formats;
import dev.warren.messaging.requests.Handler;
import dev.warren.messaging.requests.Request;
import dev.warren.messaging.requests.RequestSettings;
import dev.warren.messaging.tracing.Tracing;
import java.util.List;
import java.util.Set;

/** Answers who users are as a test wants, on a real broker. */
public final class Somebody implements AutoCloseable {

    static final Participant INSTEAD_OF_USER_SERVICE =
            new Participant("user-service", "user", Set.of(), Set.of(Catalogue.USER_LOOKUP.name()));

    private final Links links;
    private final Answering answering;

    private Somebody(Links links, Answering answering) {
        this.links = links;
        this.answering = answering;
    }

    static Somebody on(TestVhost vhost, Handler<UserLookup, UserLookup.Found> handler) {
        var links = new Links(link(vhost), link(vhost));
        links.publishing().start();
        links.consuming().start();
        var type = Catalogue.USER_LOOKUP;
        var lookup = new Answer<>(new Request<>(type.name(), type.question(), type.answer()), handler);
        var answering = new Answering(
                INSTEAD_OF_USER_SERVICE,
                links,
                new Formats(ContractModule.forEvents()),
                List.of(lookup),
                new RequestSettings(1, 4),
                Tracing.none());
        answering.start();
        await().until(() -> answering.trouble() == null && links.publishing().trouble() == null);
        return new Somebody(links, answering);
    }

    private static Link link(TestVhost vhost) {
        var factory = new ConnectionFactory();
        factory.setHost(vhost.host());
        factory.setPort(vhost.port());
        factory.setVirtualHost(vhost.name());
        factory.setUsername(vhost.user());
        factory.setPassword(vhost.password());
        factory.setAutomaticRecoveryEnabled(false);
        return new Link("somebody", factory::newConnection);
    }

    @Override
    public void close() throws InterruptedException {
        answering.close();
        links.publishing().close();
        links.consuming().close();
    }
}
