package dev.warren.notifications.storage;

import static dev.warren.notifications.Fixtures.ADA;
import static dev.warren.notifications.Fixtures.CANCELLATION;
import static dev.warren.notifications.Fixtures.CONFIRMATION;
import static dev.warren.notifications.Fixtures.ORDER;
import static dev.warren.notifications.Fixtures.START;
import static dev.warren.notifications.Fixtures.adaWithAddress;
import static dev.warren.notifications.Fixtures.failed;
import static dev.warren.notifications.Fixtures.otherConfirmation;
import static dev.warren.notifications.Fixtures.sending;
import static dev.warren.notifications.Fixtures.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.States.Change;
import dev.warren.notifications.Notice;
import dev.warren.notifications.NotificationStatus;
import dev.warren.notifications.storage.Notifications.Which;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NotificationsIT {

    private static final UUID CONFIRMATION_ID = CONFIRMATION.id().value();
    private static final UUID CANCELLATION_ID = CANCELLATION.id().value();

    private static final Which EVERYBODYS = new Which(Optional.empty(), Optional.empty());
    private static final Which OF_ORDER = new Which(Optional.empty(), Optional.of(ORDER));

    private static Notifications notifications;

    @BeforeAll
    static void three_notifications() throws SQLException {
        var database = NotificationDatabase.fresh();
        var ada = adaWithAddress(sent(CONFIRMATION), failed(CANCELLATION), sending(otherConfirmation()));
        try (var connection = database.getConnection()) {
            new RecipientStates().save(connection, List.of(new Change<>(null, ada)));
        }
        notifications = new Notifications(database);
    }

    @Test
    void all_come_in_pages_newest_order_first() throws SQLException {
        assertThat(notifications.page(EVERYBODYS, Optional.empty(), 2))
                .extracting(NotificationSummary::id)
                .containsExactly(otherConfirmation().id().value(), CANCELLATION_ID);
        assertThat(notifications.page(EVERYBODYS, Optional.of(CANCELLATION_ID), 2))
                .extracting(NotificationSummary::id)
                .containsExactly(CONFIRMATION_ID);
    }

    @Test
    void those_of_an_order_come_in_pages_too() throws SQLException {
        assertThat(notifications.page(OF_ORDER, Optional.empty(), 10))
                .extracting(NotificationSummary::id)
                .containsExactly(CANCELLATION_ID, CONFIRMATION_ID);
        assertThat(notifications.page(OF_ORDER, Optional.empty(), 1)).hasSize(1);
        assertThat(notifications.page(OF_ORDER, Optional.of(CANCELLATION_ID), 10))
                .extracting(NotificationSummary::id)
                .containsExactly(CONFIRMATION_ID);
    }

    @Test
    void owners_list_their_own_only() throws SQLException {
        var owner = Optional.of(CONFIRMATION.userId().value());
        var stranger = Optional.of(UUID.randomUUID());

        assertThat(notifications.page(new Which(owner, Optional.of(ORDER)), Optional.empty(), 10))
                .hasSize(2);
        assertThat(notifications.page(new Which(stranger, Optional.of(ORDER)), Optional.empty(), 10))
                .isEmpty();
        assertThat(notifications.page(new Which(stranger, Optional.empty()), Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void each_tells_what_it_has_come_to() throws SQLException {
        assertThat(notifications.page(OF_ORDER, Optional.empty(), 10))
                .containsExactly(
                        summary(CANCELLATION, NotificationStatus.FAILED, "NO_ADDRESS", null),
                        summary(CONFIRMATION, NotificationStatus.SENT, null, START));
    }

    private static NotificationSummary summary(
            Notice notice, NotificationStatus status, String reason, Instant sentAt) {
        return new NotificationSummary(
                notice.id().value(),
                ORDER.value(),
                ADA.value(),
                notice.channel(),
                notice.template(),
                status,
                reason,
                sentAt,
                START);
    }
}
