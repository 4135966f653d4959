package dev.warren.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.netty.channel.EventLoopGroupConfiguration;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.graceful.GracefulShutdownConfiguration;
import io.micronaut.scheduling.executor.ExecutorConfiguration;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A misspelt key would be passed over in silence, so the defaults are looked for where they take effect. */
class EdgeDefaultsTest {

    @Test
    void the_defaults_take_effect() {
        try (ApplicationContext context = ApplicationContext.run()) {
            NettyHttpServerConfiguration server = context.getBean(NettyHttpServerConfiguration.class);
            assertThat(server.getHost()).contains("127.0.0.1");
            assertThat(server.getMaxRequestSize()).isEqualTo(65_536);
            assertThat(server.getMaxRequestBufferSize()).isEqualTo(65_536);
            assertThat(server.getMaxHeaderSize()).isEqualTo(8_192);
            assertThat(server.getMaxInitialLineLength()).isEqualTo(4_096);
            assertThat(server.getParent().getNumThreads()).isEqualTo(1);

            GracefulShutdownConfiguration shutdown = context.getBean(GracefulShutdownConfiguration.class);
            assertThat(shutdown.isEnabled()).isTrue();
            assertThat(shutdown.getGracePeriod()).isEqualTo(Duration.ofSeconds(15));

            assertThat(context.getBean(EventLoopGroupConfiguration.class, Qualifiers.byName("default"))
                            .getThreadCoreRatio())
                    .isEqualTo(1.0);
            assertThat(context.getBean(ExecutorConfiguration.class, Qualifiers.byName("scheduled"))
                            .getCorePoolSize())
                    .isEqualTo(2);
        }
    }

    @Test
    void what_a_service_says_itself_wins() {
        try (ApplicationContext context = ApplicationContext.run(Map.of("micronaut.server.max-request-size", "1MB"))) {
            assertThat(context.getBean(NettyHttpServerConfiguration.class).getMaxRequestSize())
                    .isEqualTo(1_048_576);
            // From application.yml.
            assertThat(context.getRequiredProperty("info.name", String.class)).isEqualTo("edge-test");
            assertThat(context.getRequiredProperty("micronaut.server.netty.max-chunk-size", Integer.class))
                    .isEqualTo(4_096);
        }
    }
}
