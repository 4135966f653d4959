package dev.warren.notifications;

import static dev.warren.notifications.Fixtures.CANCELLATION;
import static dev.warren.notifications.Fixtures.CONFIRMATION;
import static dev.warren.notifications.Fixtures.MAIL;

import dev.warren.events.CancellationReason;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole notification table: what becomes of a confirmation in every state with every input. */
class NotificationTableTest {

    private static final Instant AFTER_EVERY_DEADLINE = Fixtures.START.plusSeconds(3600);

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource(delimiter = '|', textBlock = """
            none                    | confirmed        | SENDING, sends
            none                    | cancelled        | ignore
            none                    | registered       | ignore
            none                    | erased           | ignore
            none                    | accepted         | impossible
            none                    | refused          | impossible
            none                    | unknown          | impossible
            none                    | deadline         | ignore
            none, no address        | confirmed        | WAITING_FOR_ADDRESS
            none, erased            | confirmed        | FAILED, says ERASED_USER
            none, cancelled         | confirmed        | SKIPPED
            waiting                 | confirmed        | ignore
            waiting                 | cancelled        | SKIPPED
            waiting                 | registered       | SENDING, sends
            waiting                 | erased           | FAILED, says ERASED_USER
            waiting                 | accepted         | impossible
            waiting                 | refused          | impossible
            waiting                 | unknown          | impossible
            waiting                 | deadline         | FAILED, says NO_ADDRESS
            sending                 | confirmed        | ignore
            sending                 | cancelled        | ignore
            sending                 | registered       | ignore
            sending                 | erased           | ignore
            sending                 | accepted         | SENT, says sent
            sending                 | refused          | FAILED, says REFUSED_BY_MAIL_SERVER
            sending                 | unknown          | SENDING
            sending                 | deadline         | SENDING, sends
            sending, erased         | accepted         | SENT, says sent
            sending, erased         | deadline         | FAILED, says ERASED_USER
            sending, cancelled      | accepted         | SENT, says sent
            sending, cancelled      | refused          | FAILED, says REFUSED_BY_MAIL_SERVER
            sending, cancelled      | unknown          | SENDING
            sending, cancelled      | deadline         | SKIPPED
            sent                    | confirmed        | ignore
            sent                    | cancelled        | ignore
            sent                    | registered       | ignore
            sent                    | erased           | ignore
            sent                    | accepted         | ignore
            sent                    | refused          | ignore
            sent                    | unknown          | ignore
            sent                    | deadline         | ignore
            failed                  | confirmed        | ignore
            failed                  | cancelled        | ignore
            failed                  | registered       | ignore
            failed                  | erased           | ignore
            failed                  | accepted         | ignore
            failed                  | refused          | ignore
            failed                  | unknown          | ignore
            failed                  | deadline         | ignore
            skipped                 | confirmed        | ignore
            skipped                 | cancelled        | ignore
            skipped                 | registered       | ignore
            skipped                 | erased           | ignore
            skipped                 | accepted         | SENT, says sent
            skipped                 | refused          | ignore
            skipped                 | unknown          | ignore
            skipped                 | deadline         | ignore
            """)
    void every_state_with_every_input(String state, String input, String outcome) {
        Assertions.assertThat(Story.given(state(state))
                        .when(input(input), AFTER_EVERY_DEADLINE)
                        .outcome(CONFIRMATION))
                .isEqualTo(outcome);
    }

    private static Recipient state(String name) {
        return switch (name) {
            case "none" -> Fixtures.adaWithAddress();
            case "none, no address" -> Fixtures.adaWithoutAddress();
            case "none, erased" -> Fixtures.adaErased();
            case "none, cancelled" -> Fixtures.adaWithAddress(Fixtures.sending(CANCELLATION));
            case "waiting" -> Fixtures.adaWithoutAddress(Fixtures.waiting(CONFIRMATION));
            case "sending" -> Fixtures.adaWithAddress(Fixtures.sending(CONFIRMATION));
            case "sending, erased" -> Fixtures.adaErased(Fixtures.sending(CONFIRMATION));
            case "sending, cancelled" ->
                Fixtures.adaWithAddress(Fixtures.sending(CONFIRMATION), Fixtures.sending(CANCELLATION));
            case "sent" -> Fixtures.adaWithAddress(Fixtures.sent(CONFIRMATION));
            case "failed" -> Fixtures.adaWithAddress(Fixtures.failed(CONFIRMATION));
            case "skipped" -> Fixtures.adaWithAddress(Fixtures.skipped(CONFIRMATION), Fixtures.sent(CANCELLATION));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static NotificationInput input(String name) {
        return switch (name) {
            case "confirmed" -> Fixtures.CONFIRMED;
            case "cancelled" -> Fixtures.cancelled(CancellationReason.BY_CUSTOMER);
            case "registered" -> Fixtures.REGISTERED;
            case "erased" -> Fixtures.ERASED;
            case "accepted" -> MAIL.accepted();
            case "refused" -> MAIL.refused();
            case "unknown" -> MAIL.unknown();
            case "deadline" -> Fixtures.DEADLINE;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
