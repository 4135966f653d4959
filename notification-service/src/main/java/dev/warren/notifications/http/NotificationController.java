package dev.warren.notifications.http;

import dev.warren.edge.paging.Page;
import dev.warren.edge.paging.PageRequest;
import dev.warren.edge.problem.Ids;
import dev.warren.events.OrderId;
import dev.warren.notifications.storage.NotificationSummary;
import dev.warren.notifications.storage.Notifications;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.SQLException;

/** Who was told what. */
@Controller("/notifications")
@ExecuteOn(TaskExecutors.BLOCKING)
final class NotificationController {

    private final Notifications notifications;

    NotificationController(Notifications notifications) {
        this.notifications = notifications;
    }

    /** All notifications, or those of an order: none as long as the order has not ended. */
    @Get
    Page<NotificationSummary> notifications(@Nullable @QueryValue String orderId, PageRequest page)
            throws SQLException {
        int oneMore = page.limit() + 1;
        var rows = orderId == null
                ? notifications.page(page.after(), oneMore)
                : notifications.ofOrder(new OrderId(Ids.parse("orderId", orderId)), page.after(), oneMore);
        return Page.of(rows, page, NotificationSummary::id);
    }
}
