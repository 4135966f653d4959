package dev.warren.payments.http;

import dev.warren.edge.paging.Page;
import dev.warren.edge.paging.PageRequest;
import dev.warren.edge.problem.Ids;
import dev.warren.edge.problem.ProblemException;
import dev.warren.payments.storage.PaymentSummary;
import dev.warren.payments.storage.Payments;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.sql.SQLException;

/** What became of payments. */
@Controller("/payments")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PaymentController {

    private final Payments payments;

    PaymentController(Payments payments) {
        this.payments = payments;
    }

    @Get("/{id}")
    PaymentSummary payment(String id) throws SQLException {
        return payments.find(Ids.parse("id", id)).orElseThrow(() -> ProblemException.notFound("payment", id));
    }

    /** All payments, or the one of an order: none as long as the order has not asked for it. */
    @Get
    Page<PaymentSummary> payments(@Nullable @QueryValue String orderId, PageRequest page) throws SQLException {
        var rows = orderId == null
                ? payments.page(page.after(), page.limit() + 1)
                : payments.ofOrder(Ids.parse("orderId", orderId)).stream().toList();
        return Page.of(rows, page, PaymentSummary::id);
    }
}
