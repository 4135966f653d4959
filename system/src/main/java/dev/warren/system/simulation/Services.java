package dev.warren.system.simulation;

import dev.warren.events.OrderId;
import dev.warren.events.UserId;
import dev.warren.messaging.Decider;
import dev.warren.messaging.Effects;
import dev.warren.messaging.Participant;
import dev.warren.messaging.States;
import dev.warren.notifications.NotificationService;
import dev.warren.orders.OrderService;
import dev.warren.orders.saga.Order;
import dev.warren.orders.saga.OrderInput;
import dev.warren.payments.PaymentService;
import dev.warren.payments.ProviderCalls;
import dev.warren.system.simulation.Process.Kind;
import dev.warren.users.Account;
import dev.warren.users.UserInput;
import dev.warren.users.UserService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The processes of a world. */
final class Services {

    private final World world;
    final List<Process<?, ?, ?, ?>> all = new ArrayList<>();
    final List<Process<UserId, Account, UserInput, Void>> users;
    final List<Process<OrderId, Order, OrderInput, Void>> orders;

    Services(World world, Coverage coverage) {
        this.world = world;
        Parts parts = world.parts();
        Tables tables = world.tables();
        var setting = world.setting();
        users = start(
                UserService.PARTICIPANT,
                coverage.ofCredit(parts.credit()),
                tables.accounts,
                Optional.<Effects<UserInput, Void>>empty());
        orders = start(
                OrderService.PARTICIPANT,
                coverage.ofSaga(parts.orders(setting.deadlines())),
                tables.orders,
                Optional.<Effects<OrderInput, Void>>empty());
        start(
                PaymentService.PARTICIPANT,
                coverage.ofPayments(parts.payments()),
                tables.payments,
                Optional.of(parts.calls(new ProviderCalls(parts.provider(world.provider()), world.clock()))));
        start(
                NotificationService.PARTICIPANT,
                coverage.ofNotifications(world.mail().noting(parts.notifications(setting.addressDeadline()))),
                tables.recipients,
                Optional.of(parts.mail(world.mail())));
    }

    private <K extends Comparable<K>, S, I, F> List<Process<K, S, I, F>> start(
            Participant participant,
            Decider<K, S, I, F> decider,
            States<K, S, I> states,
            Optional<Effects<I, F>> effects) {
        world.broker().declare(participant);
        var database = world.tables().databases.get(participant.name());
        var kind = new Kind<>(
                participant,
                new Failing<>(decider, world.chance()),
                states,
                effects,
                () -> world.tables().nextDeadline(participant.name()),
                database,
                world.parts().tables(database, world.broker()));
        var processes = new ArrayList<Process<K, S, I, F>>();
        for (int i = 0; i < world.setting().instances(); i++) {
            processes.add(new Process<>(world, all.size() + i + 1, kind));
        }
        all.addAll(processes);
        return processes;
    }
}
