package dev.warren.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.Channel;
import dev.warren.events.NotificationEvent.NotificationFailed;
import dev.warren.events.NotificationEvent.NotificationSent;
import dev.warren.events.Template;
import dev.warren.notifications.Notification.Failed;
import dev.warren.notifications.Notification.Sending;
import dev.warren.notifications.Notification.Sent;
import dev.warren.notifications.Notification.Skipped;
import dev.warren.notifications.Notification.WaitingForAddress;
import dev.warren.notifications.Step.Fate;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** News of a user and of two orders, mails, results and deadlines in any order, any number of times, with replies lost on the way. */
class AnyInterleavingTest {

    /** {@link NotificationWorld} checks each mail when it is asked for; here is what must be true at the end. */
    @Property(tries = 20_000)
    void every_outcome_is_told_once_or_known_not_to_be(@ForAll Channel channel, @ForAll("steps") List<Step> steps) {
        var world = new NotificationWorld(channel);
        steps.forEach(world::happens);
        world.calmsDown();

        assertThat(world.notifications().keySet()).isEqualTo(world.heard());
        world.notifications().values().forEach(it -> check(it, world, channel));
    }

    private static void check(Notification notification, NotificationWorld world, Channel channel) {
        var said = world.said().get(notification.id());
        switch (notification) {
            case Sent it -> {
                assertThat(said.event()).isInstanceOf(NotificationSent.class);
                assertThat(world.isDelivered(it.id())).isEqualTo(channel == Channel.EMAIL);
            }
            case Failed it ->
                assertThat(said.event())
                        .isInstanceOfSatisfying(
                                NotificationFailed.class,
                                event -> assertThat(event.reason()).isEqualTo(it.reason()));
            case Skipped it -> {
                assertThat(said).isNull();
                assertThat(world.isKnownToBeDelivered(it.id())).isFalse();
                assertThat(it.notice().template()).isEqualTo(Template.ORDER_CONFIRMED);
                assertThat(world.heard()).contains(Notice.id(it.notice().orderId(), Template.ORDER_CANCELLED));
            }
            case WaitingForAddress it -> throw new AssertionError("still waiting for an address");
            case Sending it -> throw new AssertionError("still on its way");
        }
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        var step = Combinators.combine(
                        Arbitraries.of(Step.Kind.class),
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.of(Fate.class),
                        Arbitraries.longs().between(0, 90_000).map(Duration::ofMillis))
                .as(Step::new);
        return step.list().ofMaxSize(40);
    }
}
