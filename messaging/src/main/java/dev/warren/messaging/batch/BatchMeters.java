package dev.warren.messaging.batch;

import dev.warren.messaging.Participant;
import dev.warren.messaging.retry.FailedMessages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** What the loop counts. */
final class BatchMeters {

    private static final Duration[] CRITICAL_TIMES = {
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofMillis(2500),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    final DistributionSummary size;
    private final Counter handled;
    private final Counter duplicates;
    private final Counter retried;
    private final Counter parked;
    private final Counter replaysLeftAlone;
    final Counter collisions;

    /** By the type that was heard; there from the start, so that what was never heard is 0 and not absent. */
    private final Map<String, Timer> criticalTimes;

    BatchMeters(MeterRegistry registry, Participant participant) {
        size = DistributionSummary.builder("warren.batch.size")
                .description("Inputs decided about in one transaction")
                .serviceLevelObjectives(1, 4, 16, 64, 256)
                .register(registry);
        handled = counter(registry, "warren.messages.handled", "Messages whose effect is committed");
        duplicates =
                counter(registry, "warren.messages.duplicate", "Messages skipped because they were handled before");
        retried = counter(registry, "warren.messages.retried", "Messages that failed and are tried again");
        parked = counter(registry, "warren.messages.parked", "Messages that went to the dead letters");
        replaysLeftAlone = counter(
                registry,
                "warren.replays.left.alone",
                "Replayed messages that were kept from changing anything: nobody learns from them here, or they ask for an effect");
        collisions = counter(
                registry, "warren.batch.collisions", "Batches decided again because another instance was faster");
        criticalTimes = participant.hears().stream()
                .collect(Collectors.toUnmodifiableMap(
                        type -> type, type -> criticalTime(registry, participant.queue(), type)));
    }

    /**
     * @param arrived the size of a batch
     * @param seenTo how many of it were seen to; the others were duplicates
     */
    void count(int arrived, long seenTo) {
        if (arrived > 0) {
            size.record(arrived);
            duplicates.increment(arrived - seenTo);
        }
    }

    void countReplaysLeftAlone(long messages) {
        replaysLeftAlone.increment(messages);
    }

    /** @param copy of a message that was not handled, or null */
    void count(FailedMessages.Copy copy) {
        Counter counter = handled;
        if (copy != null) {
            counter = copy.parked() ? parked : retried;
        }
        counter.increment();
    }

    /** How long an event took from whoever said it; history is left out, it was said long ago on purpose. */
    void time(Fold.Outcome<?, ?> outcome, Instant committed) {
        if (outcome.failure() == null
                && outcome.arrival() instanceof Arrival.Event<?, ?> event
                && event.replay().isEmpty()
                && event.heard().at() != null
                && criticalTimes.containsKey(event.heard().type())) {
            Duration taken = Duration.between(event.heard().at(), committed);
            // The clocks of two machines differ, and a negative time would not be counted at all.
            criticalTimes.get(event.heard().type()).record(taken.isNegative() ? Duration.ZERO : taken);
        }
    }

    private static Timer criticalTime(MeterRegistry registry, String queue, String type) {
        return Timer.builder("warren.critical.time")
                .description("From the moment an event happened until its effect here was committed")
                .tags("queue", queue, "type", type)
                .serviceLevelObjectives(CRITICAL_TIMES)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
