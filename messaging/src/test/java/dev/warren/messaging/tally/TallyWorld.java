package dev.warren.messaging.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.uuid.Generators;
import dev.warren.local.RabbitAdmin;
import dev.warren.local.RabbitNode;
import dev.warren.local.TestBroker;
import dev.warren.local.TestDatabase;
import dev.warren.local.TestVhost;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Said;
import dev.warren.messaging.events.EventMessages;
import dev.warren.messaging.events.Message;
import dev.warren.messaging.tally.TallyEvent.Asked;
import dev.warren.messaging.tally.TallyService.Setup;
import dev.warren.messaging.topology.Definitions;
import io.opentelemetry.api.trace.SpanContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * A vhost, a database and somebody who asks and keeps account of it, so that at the end the world can be compared with what was
 * asked. Used by one test thread.
 */
public final class TallyWorld implements AutoCloseable {

    static final String ASKED = "asker.asked.v1";
    static final String COUNTED = "tally.counted.v1";
    private static final Participant ASKER = new Participant("asker-service", "asker", Set.of());

    private final EventMessages<TallyEvent> messages = new EventMessages<>(ASKER, TallyEvent.CONTRACT);
    private final AtomicLong sequence = new AtomicLong();
    private final Map<UUID, Long> expected = new ConcurrentHashMap<>();
    private final Runnable cleanup;
    private final Set<String> notInJournal;
    public final Surroundings surroundings;
    public final RabbitAdmin admin;
    final Books books;
    final Wire wire;
    final Witness witness = new Witness(this);

    /** On the broker that all tests share. */
    public TallyWorld() {
        this(TestBroker.freshVhost());
    }

    private TallyWorld(TestVhost vhost) {
        // Without a journal what is said can be unroutable.
        this(vhost.admin(), vhost.host(), vhost.port(), vhost.name(), Set.of(COUNTED), vhost::close);
    }

    /** On a broker that the test may stop. */
    TallyWorld(RabbitNode node) {
        this(node.admin(), "127.0.0.1", node.amqpPort(), node.vhost(), Set.of(), () -> {});
    }

    private TallyWorld(
            RabbitAdmin admin, String host, int port, String vhost, Set<String> notInJournal, Runnable cleanup) {
        var database = TestDatabase.fresh();
        this.admin = admin;
        this.notInJournal = notInJournal;
        this.cleanup = cleanup;
        surroundings = new Surroundings(
                host,
                port,
                vhost,
                admin.user(),
                admin.password(),
                admin.uri().toString(),
                database.jdbcUrl(),
                database.owner(),
                database.password());
        books = new Books(surroundings);
        wire = new Wire(surroundings);
        importDefinitions();
    }

    /** One at a time: the broker refuses an import that finds a user which another has just made. */
    void importDefinitions(Participant... joining) {
        var participants = new ArrayList<>(List.of(TallyService.TALLY, TallyService.WITNESS));
        participants.addAll(List.of(joining));
        synchronized (TallyWorld.class) {
            admin.importDefinitions(
                    hurried(Definitions.of(surroundings.vhost(), participants, Set.of(ASKED, COUNTED), notInJournal)));
        }
    }

    /** The retry ladder with a hundredth of its waiting times. */
    private static String hurried(String definitions) {
        return Pattern.compile("(\"message-ttl\" : \\d+)00\\b")
                .matcher(definitions)
                .replaceAll("$1");
    }

    /** Nobody hears any more what the tallies say, until the definitions are imported again. */
    void unbindWitness() {
        unbind("tally.events", TallyService.WITNESS.queue(), COUNTED);
    }

    void unbind(String exchange, String queue, String key) {
        admin.delete(
                "bindings/%s/e/%s/q/%s/%s".formatted(RabbitAdmin.encoded(surroundings.vhost()), exchange, queue, key));
    }

    TallyService service() {
        return service(Setup.usual());
    }

    TallyService service(Setup setup) {
        return new TallyService(surroundings, setup);
    }

    static UUID aTally() {
        return Generators.timeBasedEpochGenerator().generate();
    }

    Message asked(UUID tally, int amount) {
        return asked(tally, amount, SpanContext.getInvalid());
    }

    Message asked(UUID tally, int amount, SpanContext trace) {
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return messages.write(new Said(new Asked(tally, amount), sequence.incrementAndGet(), at), null, trace);
    }

    /** Asks, and remembers that it must be counted once. */
    void ask(UUID tally, int amount) {
        publish(asked(tally, amount));
        owe(tally, amount);
    }

    /** Something will be counted that was not asked through {@link #ask}. */
    void owe(UUID tally, long amount) {
        expected.merge(tally, amount, Long::sum);
    }

    void publish(Message message) {
        wire.publish(message.exchange(), message.routingKey(), message.properties(), message.body());
    }

    /** The totals that were said about a tally, in the order of hearing. */
    List<Long> totals(UUID tally) {
        return witness.about(tally).stream().map(Witness.Heard::total).toList();
    }

    void awaitCounted() {
        // Its tables may not be there yet.
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(counted()).isEqualTo(asked()));
    }

    private Map<UUID, Long> asked() {
        return new TreeMap<>(expected);
    }

    private Map<UUID, Long> counted() {
        var counted = new TreeMap<UUID, Long>();
        expected.keySet().forEach(tally -> counted.put(tally, books.total(tally)));
        return counted;
    }

    /**
     * Everything asked is counted exactly once and said at least once: under one id per sequence, without a gap; and nothing is
     * left in the outbox.
     */
    void awaitAccountsInOrder() {
        awaitCounted();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(books.outbox()).as("rows in the outbox").isZero();
            expected.keySet().forEach(this::assertSaidWithoutGap);
        });
        assertThat(counted()).isEqualTo(asked());
    }

    private void assertSaidWithoutGap(UUID tally) {
        var ids = new TreeMap<Long, Set<String>>();
        witness.about(tally)
                .forEach(h -> ids.computeIfAbsent(h.sequence(), s -> ConcurrentHashMap.newKeySet())
                        .add(h.id()));
        long version = books.version(tally);
        assertThat(ids).as("sequences of %s", tally).hasSize((int) version);
        if (version > 0) {
            assertThat(ids.firstKey()).isEqualTo(1);
            assertThat(ids.lastKey()).isEqualTo(version);
        }
        assertThat(ids.values()).as("ids per sequence of %s", tally).allMatch(same -> same.size() == 1);
    }

    /** Once every consumer is gone, what was not acknowledged is back in the queue. */
    void assertQueueIsEmpty() {
        assertThat(wire.takeAll(TallyService.TALLY.queue()))
                .as("left in the queue")
                .isEmpty();
    }

    @Override
    public void close() {
        wire.close();
        cleanup.run();
    }
}
