package dev.warren.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.events.Channel;
import dev.warren.events.NotificationEvent.NotificationFailed;
import dev.warren.events.NotificationEvent.NotificationSent;
import dev.warren.events.NotificationFailure;
import dev.warren.messaging.Decision;
import dev.warren.messaging.Decision.Contradiction;
import dev.warren.messaging.Decision.Decided;
import dev.warren.messaging.Decision.Ignored;
import dev.warren.messaging.Said;
import java.time.Instant;
import java.util.List;

/** Given a recipient, when something happens, then what becomes of them and their notifications. */
final class Story {

    private final Recipient before;
    private final Decision<Recipient, SendMail> decision;

    private Story(Recipient before, Decision<Recipient, SendMail> decision) {
        this.before = before;
        this.decision = decision;
    }

    record Given(Recipient state, Channel channel) {

        Given by(Channel channel) {
            return new Given(state, channel);
        }

        Story when(NotificationInput input) {
            return when(input, Fixtures.LATER);
        }

        Story when(NotificationInput input, Instant now) {
            var decider = new NotificationDecider(channel, Fixtures.ADDRESS_DEADLINE);
            return new Story(state, decider.decide(state, input, now));
        }
    }

    static Given givenNobody() {
        return given(null);
    }

    static Given given(Recipient state) {
        return new Given(state, Channel.EMAIL);
    }

    Story becomes(Recipient state) {
        assertThat(decided().state()).isEqualTo(state);
        return this;
    }

    Story sends(SendMail... mails) {
        assertThat(decided().effects()).containsExactly(mails);
        return this;
    }

    Story saysSent(Notice notice) {
        var event = new NotificationSent(
                notice.id(), notice.orderId(), notice.userId(), notice.channel(), notice.template());
        assertThat(decided().said()).containsExactly(new Said(event, 1, Fixtures.LATER));
        return this;
    }

    Story saysFailed(Notice notice, NotificationFailure reason) {
        return saysFailed(notice, reason, Fixtures.LATER);
    }

    Story saysFailed(Notice notice, NotificationFailure reason, Instant at) {
        var event = new NotificationFailed(
                notice.id(), notice.orderId(), notice.userId(), notice.channel(), notice.template(), reason);
        assertThat(decided().said()).containsExactly(new Said(event, 1, at));
        return this;
    }

    Story saysNothing() {
        assertThat(decided().said()).isEmpty();
        return this;
    }

    void changesNothing() {
        becomes(before).sends().saysNothing();
    }

    void isImpossible() {
        assertThat(decision).isInstanceOf(Contradiction.class);
    }

    /** What becomes of a notification, in the words of {@link NotificationTableTest}. */
    String outcome(Notice notice) {
        return switch (decision) {
            case Ignored<Recipient, SendMail> it -> "ignore";
            case Contradiction<Recipient, SendMail> it -> "impossible";
            case Decided<Recipient, SendMail> it -> {
                var after = it.state().notifications().get(notice.id());
                var was = before.notifications().get(notice.id());
                yield after == null || after.equals(was)
                        ? "ignore"
                        : NotificationStatus.of(after) + said(it.said(), notice) + sent(it.effects(), notice);
            }
        };
    }

    private static String said(List<Said> said, Notice notice) {
        return said.stream()
                .filter(it -> ((dev.warren.events.Event) it.event())
                        .subject()
                        .equals(notice.id().value()))
                .map(it -> switch (it.event()) {
                    case NotificationSent sent -> ", says sent";
                    case NotificationFailed failed -> ", says " + failed.reason();
                    default -> throw new IllegalStateException(it.event().toString());
                })
                .findFirst()
                .orElse("");
    }

    private static String sent(List<SendMail> mails, Notice notice) {
        return mails.stream().anyMatch(mail -> mail.notice().equals(notice)) ? ", sends" : "";
    }

    private Decided<Recipient, SendMail> decided() {
        assertThat(decision).isInstanceOf(Decided.class);
        return (Decided<Recipient, SendMail>) decision;
    }
}
