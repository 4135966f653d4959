package dev.warren.messaging.batch;

import dev.warren.messaging.retry.FailedMessages;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/** What the loop counts. */
final class BatchMeters {

    final DistributionSummary size;
    private final Counter handled;
    private final Counter duplicates;
    private final Counter retried;
    private final Counter parked;
    private final Counter replaysLeftAlone;
    final Counter collisions;

    BatchMeters(MeterRegistry registry) {
        size = DistributionSummary.builder("warren.batch.size")
                .description("Inputs decided about in one transaction")
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

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
