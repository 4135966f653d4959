package dev.warren.system.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.messaging.Participant;
import dev.warren.payments.PaymentService;
import dev.warren.system.load.Load;
import dev.warren.system.load.Orders;
import dev.warren.system.replay.JournalSource;
import dev.warren.system.replay.Replay;
import dev.warren.system.replay.Selection;
import dev.warren.system.replay.Target;
import dev.warren.system.rig.Rig;
import dev.warren.system.rig.SharedRig;
import dev.warren.system.topology.SystemTopology;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was said is told again. */
@ExtendWith(SharedRig.class)
class ReplayIT {

    private static final Logger log = LoggerFactory.getLogger(ReplayIT.class);
    private static final String LEFT_ALONE = "warren_replays_left_alone_total[{].*";
    private static final String REQUESTED = "order.payment-requested.v1";

    /** A day's worth takes a while: {@code -Dwarren.replayed-orders=100000}. */
    private static final int ORDERS = Integer.getInteger("warren.replayed-orders", 100);

    private static Rig system;

    private final Instant start = Instant.now();

    @BeforeAll
    static void start(Rig rig) {
        system = rig;
    }

    @Test
    void everything_told_twice_to_everybody_changes_no_balance_captures_nothing_and_mails_nothing() throws Exception {
        var load = new Load(system.edge("order-service"), system.edge("user-service"));
        var placed = load.place(ORDERS, 32, load.registerUsers(), accepted -> {});
        Audit.of(system, placed.ids());
        Snapshot before = Snapshot.of(system);
        for (int time = 1; time <= 2; time++) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var told : threads.invokeAll(SystemTopology.PARTICIPANTS.stream()
                        .map(participant -> (Callable<Void>) () -> tellHistory(participant))
                        .toList())) {
                    told.get();
                }
            }
        }
        assertThat(Snapshot.of(system)).isEqualTo(before);
    }

    private Void tellHistory(Participant participant) throws Exception {
        double leftAlone = system.service(participant.name()).metric(LEFT_ALONE);
        var outcome = replay(participant, false).tell(told -> {});
        log.info("told {} {} messages, {}/s", participant.name(), outcome.told(), (long) outcome.perSecond());
        assertThat(outcome.told()).isGreaterThanOrEqualTo(ORDERS);
        await().untilAsserted(
                        () -> assertThat(system.service(participant.name()).metric(LEFT_ALONE))
                                .isEqualTo(leftAlone + outcome.told()));
        return null;
    }

    @Test
    void what_a_lost_binding_missed_is_handled_when_it_is_told_as_missed_and_not_when_it_is_told_as_history()
            throws Exception {
        String order;
        try (Connection connection = system.broker().administrator().newConnection("somebody");
                Channel channel = connection.createChannel()) {
            channel.queueUnbind(PaymentService.PARTICIPANT.queue(), "order.events", REQUESTED);
            order = place();
            await().untilAsserted(() -> assertThat(status(order)).isEqualTo("CREDIT_RESERVED"));
            await().untilAsserted(() -> assertThat(
                            replay(PaymentService.PARTICIPANT, true).survey().heard())
                    .containsKey(REQUESTED));
            channel.queueBind(PaymentService.PARTICIPANT.queue(), "order.events", REQUESTED);
        }
        var payments = system.service("payment-service");
        double leftAlone = payments.metric(LEFT_ALONE);
        replay(PaymentService.PARTICIPANT, false).tell(told -> {});
        await().untilAsserted(() -> assertThat(payments.metric(LEFT_ALONE)).isGreaterThan(leftAlone));
        assertThat(status(order)).isEqualTo("CREDIT_RESERVED");
        assertThat(payments.edge().get("/payments?orderId=" + order).expect(200).get("items"))
                .isEmpty();
        var missed = replay(PaymentService.PARTICIPANT, true);
        assertThat(missed.harm(missed.survey(), SystemTopology.personal(), false))
                .isEmpty();
        missed.tell(told -> {});
        await().untilAsserted(() -> assertThat(status(order)).isEqualTo("CONFIRMED"));
    }

    private Replay replay(Participant participant, boolean isMissed) {
        var administrator = system.broker().administrator();
        return new Replay(
                administrator,
                new JournalSource(administrator, start),
                Selection.between(start, Instant.now()),
                new Target(participant, isMissed));
    }

    private static String place() throws Exception {
        String user = system.edge("user-service")
                .post("/users", Orders.user("Ada", "ada@example.com", "1000000.00"))
                .expect(201)
                .get("id")
                .asText();
        return system.edge("order-service")
                .post("/orders", Orders.order(user, "book", 1, "12.50", "pm_card_visa"))
                .expect(202)
                .get("id")
                .asText();
    }

    private static String status(String order) throws Exception {
        return system.edge("order-service")
                .get("/orders/" + order)
                .expect(200)
                .get("status")
                .asText();
    }
}
