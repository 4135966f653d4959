package dev.warren.messaging.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.messaging.Effects;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MeasuredEffectsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Effects<String, String> effects = new MeasuredEffects<>(new World(), registry);

    private static final class World implements Effects<String, String> {
        @Override
        public String perform(String effect) {
            return switch (effect) {
                case "broken" -> throw new IllegalStateException("broken");
                case "nothing" -> null;
                default -> effect;
            };
        }

        @Override
        public String dependency() {
            return "world";
        }

        @Override
        public boolean isOutage(String result) {
            return result.equals("silence");
        }
    }

    @Test
    void each_effect_is_timed_by_its_outcome() {
        assertThat(effects.perform("word")).isEqualTo("word");
        effects.perform("word");
        effects.perform("silence");

        assertThat(timed("answered")).isEqualTo(2);
        assertThat(timed("unknown")).isEqualTo(1);
        assertThat(timed("failed")).isZero();
    }

    @Test
    void a_defect_is_timed_and_thrown_and_no_result_is_one_too() {
        assertThatThrownBy(() -> effects.perform("broken")).isInstanceOf(IllegalStateException.class);
        assertThat(effects.perform("nothing")).isNull();

        assertThat(timed("failed")).isEqualTo(2);
    }

    private long timed(String outcome) {
        return registry.get("warren.effects")
                .tags("dependency", "world", "outcome", outcome)
                .timer()
                .count();
    }
}
