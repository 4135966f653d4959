package dev.warren.messaging.effects;

import dev.warren.messaging.Effects;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Times every effect by its outcome, waiting for its turn left aside: {@code warren.effects}. One that throws, or has no result, is timed
 * as {@code failed}.
 */
public final class MeasuredEffects<I, F> implements Effects<I, F> {

    private static final String FAILED = "failed";

    private static final Duration[] TIMES = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final Effects<I, F> effects;
    private final MeterRegistry meters;

    public MeasuredEffects(Effects<I, F> effects, MeterRegistry meters) {
        this.effects = effects;
        this.meters = meters;
        timer(FAILED);
    }

    @Override
    public I perform(F effect) {
        long begun = System.nanoTime();
        String outcome = FAILED;
        try {
            I result = effects.perform(effect);
            outcome = result == null ? FAILED : effects.outcome(result);
            return result;
        } finally {
            timer(outcome).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }

    private Timer timer(String outcome) {
        return Timer.builder("warren.effects")
                .description("Calls of what the effects call, by what became of them")
                .tags("dependency", effects.dependency(), "outcome", outcome)
                .serviceLevelObjectives(TIMES)
                .register(meters);
    }

    @Override
    public String dependency() {
        return effects.dependency();
    }

    @Override
    public String outcome(I result) {
        return effects.outcome(result);
    }

    @Override
    public boolean isOutage(I result) {
        return effects.isOutage(result);
    }
}
