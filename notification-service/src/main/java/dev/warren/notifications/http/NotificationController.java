package dev.warren.notifications.http;

import dev.warren.edge.paging.Page;
import dev.warren.edge.paging.PageRequest;
import dev.warren.edge.problem.Ids;
import dev.warren.edge.security.Caller;
import dev.warren.edge.security.Roles;
import dev.warren.events.OrderId;
import dev.warren.notifications.storage.NotificationSummary;
import dev.warren.notifications.storage.Notifications;
import dev.warren.notifications.storage.Notifications.Which;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.sql.SQLException;
import java.util.Optional;

/** Who was told what. */
@Controller("/notifications")
@Secured({Roles.CUSTOMER, Roles.OPERATOR})
@ExecuteOn(TaskExecutors.BLOCKING)
final class NotificationController {

    private final Notifications notifications;

    NotificationController(Notifications notifications) {
        this.notifications = notifications;
    }

    /** The caller's notifications, or those about an order: none as long as the order has not ended. */
    @Get
    Page<NotificationSummary> notifications(@Nullable @QueryValue String orderId, PageRequest page, Caller caller)
            throws SQLException {
        var order = Optional.ofNullable(orderId).map(it -> new OrderId(Ids.parse("orderId", it)));
        var rows = notifications.page(new Which(caller.only(), order), page.after(), page.limit() + 1);
        return Page.of(rows, page, NotificationSummary::id);
    }
}
