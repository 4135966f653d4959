package dev.warren.system.simulation;

import dev.warren.edge.problem.ProblemException;
import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.messaging.ContradictionException;
import dev.warren.orders.placing.Placed;
import dev.warren.orders.placing.Placing;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderInput;
import dev.warren.orders.saga.OrderInput.CancelOrder;
import dev.warren.orders.saga.Purchase;
import dev.warren.system.check.Amount;
import dev.warren.system.check.Call;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Somebody who orders once, asks again under the same key when in doubt, looks, and perhaps thinks better of it. */
final class Shopper {

    private enum Wish {
        ORDER,
        CANCEL,
        LOOK,
        NOTHING
    }

    /** What is to be ordered; each time it is asked for under a new id. */
    interface Basket {
        Purchase purchase(OrderId id, UserId user, String key);
    }

    private final World world;
    private final String name;
    private final UserId user;
    private final String key;
    private final Basket basket;
    private int cancels;
    private int looks;
    private int repeats;
    private OrderId placed;
    private boolean asking;
    private boolean givenUp;

    Shopper(World world, String name, UserId user, boolean keyed, Basket basket) {
        this.world = world;
        this.name = name;
        this.user = user;
        this.key = keyed ? name : null;
        this.basket = basket;
        this.cancels = world.chance().below(3) == 0 ? 1 + world.chance().below(2) : 0;
        this.looks = world.chance().below(3);
        this.repeats = keyed ? world.chance().below(2) : 0;
    }

    /** How far it is. */
    int history() {
        return Objects.hash(cancels, looks, repeats, placed, asking, givenUp);
    }

    boolean isDone() {
        return !asking && (givenUp || placed != null && cancels == 0 && looks == 0 && repeats == 0);
    }

    boolean canAct() {
        return !asking && !isDone();
    }

    void act(Process<OrderId, Order, OrderInput, Void> edge) {
        switch (wish()) {
            case ORDER -> order(edge);
            case CANCEL -> cancel(edge);
            case LOOK -> look();
            case NOTHING -> {}
        }
    }

    private Wish wish() {
        if (placed == null) {
            return Wish.ORDER;
        }
        int left = cancels + looks + repeats;
        int which = world.chance().below(left);
        if (which < cancels) {
            cancels--;
            return Wish.CANCEL;
        }
        if (which < cancels + looks) {
            looks--;
            return Wish.LOOK;
        }
        repeats--;
        return Wish.ORDER;
    }

    private void order(Process<OrderId, Order, OrderInput, Void> edge) {
        var purchase = basket.purchase(new OrderId(world.newId()), user, key);
        long total = purchase.total().getAmountMinorLong();
        var amount = new Amount(total, purchase.total().getCurrencyUnit().getCode());
        ask(
                edge,
                new Call.Place(user.value(), key, amount),
                new Placing(edge.commands()).place(purchase),
                Placed::order);
    }

    private void cancel(Process<OrderId, Order, OrderInput, Void> edge) {
        ask(
                edge,
                new Call.Cancel(placed.value()),
                edge.commands().submit(new CancelOrder(placed)),
                Function.identity());
    }

    /** A read of what is committed. */
    private void look() {
        world.calls().add(name, world.clock().instant(), new Call.Look(placed.value()), shown(world.order(placed)));
    }

    private <T> void ask(
            Process<?, ?, ?, ?> edge, Call.Request request, CompletableFuture<T> answer, Function<T, Order> order) {
        asking = true;
        Instant askedAt = world.clock().instant();
        edge.whenKilled(() -> answer.completeExceptionally(new IllegalStateException("no answer")));
        answer.whenComplete((shown, failure) -> {
            asking = false;
            world.calls()
                    .add(name, askedAt, request, outcome(request, shown == null ? null : order.apply(shown), failure));
        });
    }

    private Call.Outcome outcome(Call.Request request, Order order, Throwable failure) {
        if (failure == null) {
            if (request instanceof Call.Place) {
                placed = order.id();
            }
            return shown(order);
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        boolean refused = cause instanceof ContradictionException || cause instanceof ProblemException;
        givenUp |= request instanceof Call.Place && (refused || key == null);
        return refused
                ? new Call.Fail(world.clock().instant(), 409)
                : new Call.Unknown(cause.getClass().getSimpleName());
    }

    private Call.Ok shown(Order order) {
        UUID id = order.id().value();
        return new Call.Ok(world.clock().instant(), id, order.status().name(), order.isSettled());
    }
}
