package dev.warren.system.simulation;

import dev.warren.events.OrderItem;
import dev.warren.events.UserId;
import dev.warren.messaging.ContradictionException;
import dev.warren.orders.saga.Purchase;
import dev.warren.users.Account;
import dev.warren.users.Profile;
import dev.warren.users.UserInput;
import dev.warren.users.UserInput.RegisterUser;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Everybody who wants something of a world: first they register, then they order. */
final class Customers {

    private static final CurrencyUnit EURO = CurrencyUnit.EUR;

    /** A user who registers, and asks again until that is certain. */
    private final class Registration {
        private final RegisterUser command;
        private boolean asking;
        private boolean done;

        Registration(RegisterUser command) {
            this.command = command;
        }

        void ask(Process<UserId, Account, UserInput, Void> edge) {
            asking = true;
            var answer = edge.commands().submit(command);
            edge.whenKilled(() -> answer.completeExceptionally(new IllegalStateException("no answer")));
            answer.whenComplete((account, failure) -> {
                asking = false;
                // Whoever is refused is registered already: an answer was lost.
                done = failure == null || failure instanceof ContradictionException;
            });
        }
    }

    private final World world;
    private final List<Registration> registrations = new ArrayList<>();
    private final List<Shopper> shoppers = new ArrayList<>();

    Customers(World world) {
        this.world = world;
        var users = new ArrayList<UserId>();
        for (int i = 0; i < world.setting().users(); i++) {
            var user = new UserId(world.newId());
            users.add(user);
            var limit = Money.ofMinor(EURO, 1000L * (1 + world.chance().below(30)));
            registrations.add(new Registration(
                    new RegisterUser(user, new Profile("User " + i, "user" + i + "@example.org"), limit)));
        }
        var stranger = new UserId(world.newId());
        for (int i = 0; i < world.setting().orders(); i++) {
            var user = world.chance().below(12) == 11
                    ? stranger
                    : users.get(world.chance().below(users.size()));
            var items = List.of(new OrderItem("sku-" + i, 1 + world.chance().below(3), price()));
            shoppers.add(new Shopper(
                    world,
                    "shopper-" + i,
                    user,
                    world.chance().below(4) > 0,
                    (id, by, key) -> Purchase.of(id, by, items, "pm_card_visa", "ZZ", key)));
        }
    }

    private Money price() {
        var currency = world.chance().below(20) == 19 ? CurrencyUnit.USD : EURO;
        return Money.ofMinor(currency, 100L * (1 + world.chance().below(50)));
    }

    /** How far each of them is. */
    long history() {
        long history = 0;
        for (var registration : registrations) {
            history = history * 31 + (registration.done ? 2 : registration.asking ? 1 : 0);
        }
        for (var shopper : shoppers) {
            history = history * 31 + shopper.history();
        }
        return history;
    }

    boolean areDone() {
        return registrations.stream().allMatch(it -> it.done)
                && shoppers.stream().allMatch(Shopper::isDone);
    }

    /** Adds what they may do next. */
    void offer(List<Runnable> steps, Services services) {
        boolean allRegistered = true;
        for (var registration : registrations) {
            allRegistered &= registration.done;
            if (!registration.done && !registration.asking) {
                var edge = free(services.users);
                if (edge != null) {
                    steps.add(() -> registration.ask(edge));
                }
            }
        }
        if (allRegistered) {
            for (var shopper : shoppers) {
                if (shopper.canAct()) {
                    var edge = free(services.orders);
                    if (edge != null) {
                        steps.add(() -> shopper.act(edge));
                    }
                }
            }
        }
    }

    /** The last that takes commands, or null. */
    private static <P extends Process<?, ?, ?, ?>> P free(List<P> edges) {
        for (P edge : edges.reversed()) {
            if (edge.isFree()) {
                return edge;
            }
        }
        return null;
    }
}
