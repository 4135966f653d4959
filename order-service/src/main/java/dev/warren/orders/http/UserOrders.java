package dev.warren.orders.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.edge.paging.Page;
import dev.warren.events.UserLookup;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A user with a page of the user's orders, newest first.
 *
 * @param user null while nobody says who that is
 * @param degraded whether the user is missing for that reason
 * @param nextCursor as in every list
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record UserOrders(
        @Nullable UserLookup.Found user,
        boolean degraded,
        List<OrderView> orders,
        @Nullable String nextCursor) {

    static UserOrders of(UserLookup.Found user, Page<OrderView> orders) {
        return new UserOrders(user, false, orders.items(), orders.nextCursor());
    }

    static UserOrders withoutUser(Page<OrderView> orders) {
        return new UserOrders(null, true, orders.items(), orders.nextCursor());
    }
}
