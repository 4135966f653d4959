package dev.warren.orders.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.warren.edge.caching.Conditional;
import dev.warren.edge.caching.UnlessKnown;
import dev.warren.edge.idempotency.IdempotencyKeys;
import dev.warren.edge.idempotency.KeyedOnce;
import dev.warren.edge.paging.Page;
import dev.warren.edge.paging.PageRequest;
import dev.warren.edge.problem.Ids;
import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.security.Caller;
import dev.warren.edge.security.Roles;
import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.messaging.Commands;
import dev.warren.orders.placing.Placed;
import dev.warren.orders.placing.Placing;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderInput;
import dev.warren.orders.saga.OrderInput.CancelOrder;
import dev.warren.orders.saga.OrderInput.ResendRequest;
import dev.warren.orders.saga.OrderStatus;
import dev.warren.orders.storage.OrderEvents;
import dev.warren.orders.storage.Orders;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Orders: placed and cancelled without waiting for what follows, and read at any time. */
@Controller("/orders")
@Secured({Roles.CUSTOMER, Roles.OPERATOR})
class OrderController {

    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Placing placing;
    private final Commands<OrderInput, Order> commands;
    private final Orders orders;
    private final OrderEvents events;

    OrderController(Placing placing, Commands<OrderInput, Order> commands, Orders orders, OrderEvents events) {
        this.placing = placing;
        this.commands = commands;
        this.orders = orders;
        this.events = events;
    }

    /** Takes an order, which then goes its way without the caller; under an idempotency key at most once. */
    @Post
    @KeyedOnce
    @ApiResponse(responseCode = "202", description = "taken, and safe from any crash", useReturnTypeSchema = true)
    CompletionStage<HttpResponse<OrderView>> placeOrder(
            HttpRequest<?> http, Caller caller, @Body @Valid OrderRequest request) {
        caller.requireSelf("userId", request.userId().value());
        return placing.place(request.toPurchase(new OrderId(IDS.generate()), IdempotencyKeys.of(http)))
                .thenApply(OrderController::accepted);
    }

    private static HttpResponse<OrderView> accepted(Placed placed) {
        var order = OrderView.of(placed.order());
        var answer = HttpResponse.accepted(URI.create("/orders/" + order.id())).body(order);
        return placed.isReplay() ? answer.header("Idempotent-Replayed", "true") : answer;
    }

    /** Cancels an order; asked again it answers as before. */
    @Post("/{id}/cancel")
    @Consumes(MediaType.ALL)
    @ApiResponse(responseCode = "202", description = "cancelled; credit and money follow", useReturnTypeSchema = true)
    @ExecuteOn(TaskExecutors.BLOCKING)
    CompletionStage<HttpResponse<OrderView>> cancelOrder(String id, Caller caller) throws SQLException {
        var order = new OrderId(Ids.parse("id", id));
        // Whose an order is never changes, so nothing can come between the look and the command.
        if (caller.only().isPresent()) {
            own(order, caller);
        }
        return accepted(id, new CancelOrder(order));
    }

    /** Repeats the request whose answer the order waits for, under a new id; 409 if it waits for none. */
    @Post("/{id}/resend")
    @Consumes(MediaType.ALL)
    @Secured(Roles.OPERATOR)
    @ApiResponse(responseCode = "202", description = "asked again", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "the order waits for no answer")
    CompletionStage<HttpResponse<OrderView>> resendRequest(String id) {
        return accepted(id, new ResendRequest(new OrderId(Ids.parse("id", id))));
    }

    /** One order as it stands. */
    @Get("/{id}")
    @UnlessKnown
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<OrderView> order(HttpRequest<?> http, String id, Caller caller) throws SQLException {
        Order order = own(new OrderId(Ids.parse("id", id)), caller);
        return Conditional.answer(http, order.version(), OrderView.of(order));
    }

    /** What one order received and said so far, oldest first: a page of its timeline. */
    @Get("/{id}/events")
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<OrderEventView> orderEvents(String id, PageRequest page, Caller caller) throws SQLException {
        OrderId order = own(new OrderId(Ids.parse("id", id)), caller).id();
        var lines = events.of(order, page.after(), page.limit() + 1);
        return Page.of(lines, page, OrderEvents.Line::position).map(OrderEventView::of);
    }

    private Order own(OrderId id, Caller caller) throws SQLException {
        return orders.find(id, caller.only()).orElseThrow(() -> unknown(id.toString()));
    }

    /** The caller's orders, or those of them that are a user's, or in a status. */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<OrderView> orders(
            @Nullable @QueryValue String userId,
            @Nullable @QueryValue OrderStatus status,
            PageRequest page,
            Caller caller)
            throws SQLException {
        var user = Optional.ofNullable(userId).map(it -> new UserId(Ids.parse("userId", it)));
        var which = new Orders.Which(caller.only(), user, Optional.ofNullable(status));
        var rows = orders.page(which, page.after(), page.limit() + 1);
        return Page.of(
                rows.stream().map(OrderView::of).toList(), page, it -> it.id().value());
    }

    private CompletionStage<HttpResponse<OrderView>> accepted(String id, OrderInput command) {
        return commands.submit(command).thenApply(order -> {
            if (order == null) {
                throw unknown(id);
            }
            return HttpResponse.accepted().body(OrderView.of(order));
        });
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("order", id);
    }
}
