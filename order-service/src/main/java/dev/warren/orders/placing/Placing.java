package dev.warren.orders.placing;

import dev.warren.edge.idempotency.IdempotencyKeys;
import dev.warren.edge.idempotency.UnderWay;
import dev.warren.edge.problem.ProblemException;
import dev.warren.events.UserId;
import dev.warren.messaging.Commands;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderInput;
import dev.warren.orders.saga.OrderInput.PlaceOrder;
import dev.warren.orders.saga.Purchase;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** Takes orders. */
@Singleton
public final class Placing {

    private record Key(UserId user, String key) {}

    private final Commands<OrderInput, Order> commands;
    private final UnderWay<Key, Order> underWay = new UnderWay<>();

    public Placing(Commands<OrderInput, Order> commands) {
        this.commands = commands;
    }

    /**
     * Places an order, or finds the one that its user has placed under the same key. Never blocks. Thread-safe.
     *
     * @return completes once the order is committed together with what it says. Fails as {@link Commands#submit} does, and with a
     *     {@link ProblemException} when the key was used for another order
     */
    public CompletableFuture<Placed> place(Purchase purchase) {
        return submit(purchase).thenApply(order -> {
            boolean isReplay = !order.id().equals(purchase.id());
            if (isReplay && !purchase.asksForTheSameAs(order.purchase())) {
                throw IdempotencyKeys.reused(purchase.idempotencyKey(), "order " + order.id());
            }
            return new Placed(order, isReplay);
        });
    }

    private CompletableFuture<Order> submit(Purchase purchase) {
        var order = new PlaceOrder(purchase);
        return purchase.idempotencyKey() == null
                ? commands.submit(order)
                : underWay.share(new Key(purchase.userId(), purchase.idempotencyKey()), () -> commands.submit(order));
    }
}
