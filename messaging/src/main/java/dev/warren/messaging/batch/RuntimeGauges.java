package dev.warren.messaging.batch;

import dev.warren.messaging.broker.Bindings;
import dev.warren.messaging.broker.QueueDepths;
import dev.warren.messaging.effects.EffectRunner;
import dev.warren.messaging.outbox.Relay;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a service tells of itself whenever it is asked: read from memory, so that no scrape waits for broker or database. */
final class RuntimeGauges {

    private final MeterRegistry meters;

    RuntimeGauges(MeterRegistry meters) {
        this.meters = meters;
    }

    void show(ServiceRuntime<?, ?, ?, ?, ?> runtime) {
        figure(
                "warren.outbox.pending",
                "Messages committed and not yet confirmed by the broker",
                runtime::outboxBacklog);
        figure(
                "warren.outbox.capacity",
                "Messages in the outbox beyond which commands are refused",
                () -> runtime.condition().capacity());
        Gauge.builder("warren.outbox.oldest.age", () -> runtime.oldestAge().toMillis() / 1000.0)
                .description("How long the oldest message has been waiting in the outbox; 0 if none waits")
                .baseUnit("seconds")
                .register(meters);
        figure(
                "warren.deadlines.overdue",
                "Deadlines that have passed and are not decided about yet, counted up to 1000",
                runtime::overdueDeadlines);
        flag("warren.publishing", "1 while messages go out, 0 while they wait in the outbox", runtime::isPublishing);
        flag(
                "warren.consuming",
                "1 while the queue is consumed, 0 while messages wait in it",
                () -> runtime.listenerTrouble() == null);
        flag(
                "warren.database.available",
                "1 while the database takes what is decided, 0 while messages wait for it",
                () -> runtime.databaseTrouble() == null);
    }

    void show(Relay relay) {
        figure("warren.confirms.in.flight", "Messages published and not yet confirmed", relay::inFlight);
        FunctionCounter.builder("warren.messages.returned", relay, Relay::returned)
                .description("Messages that came back because no queue is bound for them")
                .register(meters);
    }

    void show(Bindings bindings) {
        FunctionCounter.builder("warren.bindings.repaired", bindings, Bindings::repaired)
                .description("Bindings that were missing and made again")
                .register(meters);
    }

    void show(QueueDepths depths) {
        for (String queue : depths.queues()) {
            Gauge.builder("warren.queue.messages", depths, it -> it.of(queue))
                    .tag("queue", queue)
                    .description("Messages ready in a queue of the service, not a number while that is unknown")
                    .register(meters);
        }
    }

    void show(EffectRunner<?, ?> effects) {
        figure("warren.effects.pending", "Effects under way or waiting", effects::pending);
        flag(
                "warren.dependency.available",
                "1 while what the effects call answers, 0 while it is only probed and messages wait",
                Tags.of("dependency", effects.dependency().name()),
                () -> effects.dependency().isUp());
    }

    private void figure(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(meters);
    }

    private void flag(String name, String description, BooleanSupplier isSo) {
        flag(name, description, Tags.empty(), isSo);
    }

    private void flag(String name, String description, Tags tags, BooleanSupplier isSo) {
        Gauge.builder(name, () -> isSo.getAsBoolean() ? 1 : 0)
                .tags(tags)
                .description(description)
                .register(meters);
    }
}
