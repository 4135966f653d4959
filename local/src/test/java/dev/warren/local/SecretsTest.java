package dev.warren.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretsTest {
    /** The example of RabbitMQ's own guide to passwords. */
    @Test
    void hashes_as_the_broker_does() {
        assertThat(Secrets.rabbitHash("test12", HexFormat.of().parseHex("908dc60a")))
                .isEqualTo("kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR");
    }

    @Test
    void never_makes_the_same_password_twice() {
        assertThat(Secrets.newPassword()).hasSize(32).isNotEqualTo(Secrets.newPassword());
    }
}
