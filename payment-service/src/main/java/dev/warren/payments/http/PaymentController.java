package dev.warren.payments.http;

import dev.warren.edge.caching.Conditional;
import dev.warren.edge.caching.UnlessKnown;
import dev.warren.edge.paging.Page;
import dev.warren.edge.paging.PageRequest;
import dev.warren.edge.problem.Ids;
import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.security.Caller;
import dev.warren.edge.security.Roles;
import dev.warren.events.OrderId;
import dev.warren.messaging.Commands;
import dev.warren.payments.Payment;
import dev.warren.payments.PaymentInput;
import dev.warren.payments.PaymentInput.RetryAsked;
import dev.warren.payments.storage.PaymentSummary;
import dev.warren.payments.storage.Payments;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/** What became of payments. */
@Controller("/payments")
@Secured({Roles.CUSTOMER, Roles.OPERATOR})
@ExecuteOn(TaskExecutors.BLOCKING)
final class PaymentController {

    private final Payments payments;
    private final Commands<PaymentInput, Payment> commands;

    PaymentController(Payments payments, Commands<PaymentInput, Payment> commands) {
        this.payments = payments;
        this.commands = commands;
    }

    /** One payment. */
    @Get("/{id}")
    @UnlessKnown
    HttpResponse<PaymentSummary> payment(HttpRequest<?> http, String id, Caller caller) throws SQLException {
        PaymentSummary payment = payment(id, caller);
        return Conditional.answer(http, payment.version(), payment);
    }

    private PaymentSummary payment(String id, Caller caller) throws SQLException {
        return payments.find(Ids.parse("id", id), caller.only())
                .orElseThrow(() -> ProblemException.notFound("payment", id));
    }

    /**
     * Has the provider asked again, with the same key, about a payment that nothing here could bring to an end; 409 if it is not such
     * a one. Whoever asks has made sure from the provider's books that it still knows the key, or has never done what it stands for:
     * otherwise the money may move twice.
     */
    @Post("/{id}/retry")
    @Consumes(MediaType.ALL)
    @Secured(Roles.OPERATOR)
    @ApiResponse(responseCode = "202", description = "the provider will be asked; see Location")
    @ApiResponse(responseCode = "409", description = "it is not stuck")
    CompletionStage<HttpResponse<PaymentSummary>> retryPayment(String id, Caller caller) throws SQLException {
        var payment = payment(id, caller);
        return commands.submit(new RetryAsked(new OrderId(payment.orderId())))
                .thenApply(asked -> HttpResponse.accepted(URI.create("/payments/" + id)));
    }

    /** The caller's payments, or the one of an order: none as long as the order has not asked for it. */
    @Get
    Page<PaymentSummary> payments(@Nullable @QueryValue String orderId, PageRequest page, Caller caller)
            throws SQLException {
        var rows = orderId == null
                ? payments.page(caller.only(), page.after(), page.limit() + 1)
                : payments.ofOrder(Ids.parse("orderId", orderId), caller.only()).stream()
                        .toList();
        return Page.of(rows, page, PaymentSummary::id);
    }
}
