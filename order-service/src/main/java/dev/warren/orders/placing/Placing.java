package dev.warren.orders.placing;

import dev.warren.events.UserId;
import dev.warren.messaging.Commands;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderInput;
import dev.warren.orders.saga.OrderInput.PlaceOrder;
import dev.warren.orders.saga.Purchase;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Takes orders. */
@Singleton
public final class Placing {

    private record Key(UserId user, String key) {}

    private final Commands<OrderInput, Order> commands;

    /**
     * Two orders under one key must not meet in one batch: the unique index would refuse the batch as a whole. Those of other
     * instances meet there, and then the batch is decided again on what is stored.
     */
    private final Map<Key, CompletableFuture<Order>> underWay = new ConcurrentHashMap<>();

    public Placing(Commands<OrderInput, Order> commands) {
        this.commands = commands;
    }

    /**
     * Places an order, or finds the one that its user has placed under the same key. Never blocks. Thread-safe.
     *
     * @return completes once the order is committed together with what it says. Fails as {@link Commands#submit} does, and with
     *     {@link KeyReusedException}
     */
    public CompletableFuture<Placed> place(Purchase purchase) {
        return submit(purchase).thenApply(order -> {
            boolean isReplay = !order.id().equals(purchase.id());
            if (isReplay && !purchase.asksForTheSameAs(order.purchase())) {
                throw new KeyReusedException(purchase.idempotencyKey(), order.id());
            }
            return new Placed(order, isReplay);
        });
    }

    private CompletableFuture<Order> submit(Purchase purchase) {
        if (purchase.idempotencyKey() == null) {
            return commands.submit(new PlaceOrder(purchase));
        }
        var key = new Key(purchase.userId(), purchase.idempotencyKey());
        var answer = new CompletableFuture<Order>();
        var first = underWay.putIfAbsent(key, answer);
        if (first != null) {
            return first;
        }
        commands.submit(new PlaceOrder(purchase)).whenComplete((order, failure) -> {
            underWay.remove(key);
            if (failure == null) {
                answer.complete(order);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }
}
