package dev.warren.orders.http;

import dev.warren.edge.cbor.Accept;
import dev.warren.edge.paging.Page;
import dev.warren.edge.paging.PageRequest;
import dev.warren.edge.problem.Ids;
import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.security.Caller;
import dev.warren.edge.security.Roles;
import dev.warren.events.UserId;
import dev.warren.messaging.requests.Format;
import dev.warren.orders.customers.Customer.Known;
import dev.warren.orders.customers.Customer.Unknown;
import dev.warren.orders.customers.Customer.Untold;
import dev.warren.orders.customers.Customers;
import dev.warren.orders.storage.Orders;
import dev.warren.orders.storage.Orders.Which;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.sql.SQLException;
import java.util.Optional;

/** A user's orders together with the user: the orders from here, the user from user-service, asked for at the same time. */
@Controller("/users")
@Secured({Roles.CUSTOMER, Roles.OPERATOR})
class UserOrdersController {

    private final Customers customers;
    private final Orders orders;

    UserOrdersController(Customers customers, Orders orders) {
        this.customers = customers;
        this.orders = orders;
    }

    /** A page of a user's orders with the user; without the user when nobody says in time who that is. */
    @Get("/{id}/orders")
    @Produces({MediaType.APPLICATION_JSON, "application/cbor"})
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<UserOrders> ordersOf(String id, PageRequest page, Caller caller, HttpRequest<?> http)
            throws SQLException {
        var user = new UserId(Ids.parse("id", id));
        if (!caller.mayActFor(user.value())) {
            throw unknown(user);
        }
        Format format = Accept.format(http);
        var customer = customers.find(user, format);
        var rows = orders.page(
                new Which(caller.only(), Optional.of(user), Optional.empty()), page.after(), page.limit() + 1);
        var found = Page.of(
                rows.stream().map(OrderView::of).toList(), page, it -> it.id().value());
        var answer = switch (customer.join()) {
            case Known known -> UserOrders.of(known.user(), found);
            case Unknown unknown -> throw unknown(user);
            case Untold untold -> UserOrders.withoutUser(found);
        };
        return HttpResponse.ok(answer).contentType(format.mediaType());
    }

    private static ProblemException unknown(UserId user) {
        return ProblemException.notFound("user", user);
    }
}
