package dev.warren.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.messaging.MessagingConfiguration;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseDefaultsTest {

    private static final String URL = "jdbc:postgresql://127.0.0.1:1/nowhere";

    @Test
    void a_service_starts_without_its_database_and_never_waits_long_for_it() {
        try (ApplicationContext context = ApplicationContext.run(Map.of("datasources.default.url", URL))) {
            DatasourceConfiguration database = context.getBean(DatasourceConfiguration.class);

            assertThat(database.getInitializationFailTimeout()).isEqualTo(-1);
            assertThat(database.getMaximumPoolSize()).isEqualTo(8);
            assertThat(database.getMinimumIdle()).isEqualTo(2);
            assertThat(database.getConnectionTimeout()).isEqualTo(2_000);
            assertThat(database.getDataSourceProperties().getProperty("options"))
                    .contains("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout");
        }
    }

    @Test
    void an_answer_that_never_comes_is_given_up_after_the_server_would_have_given_up_itself() {
        try (ApplicationContext context = ApplicationContext.run(Map.of("datasources.default.url", URL))) {
            var properties = context.getBean(DatasourceConfiguration.class).getDataSourceProperties();

            assertThat(properties.getProperty("options")).contains("statement_timeout=30s");
            assertThat(properties.getProperty("socketTimeout")).isEqualTo("35");
        }
    }

    @Test
    void only_a_secured_service_insists_on_a_role_that_makes_no_tables() {
        assertThat(isOwnerAskedFor(Map.of())).isFalse();
        assertThat(isOwnerAskedFor(Map.of(
                        "micronaut.security.enabled",
                        true,
                        "edge.security.secret",
                        "only-for-this-test-and-longer-than-32-bytes")))
                .isTrue();
    }

    private static boolean isOwnerAskedFor(Map<String, Object> settings) {
        try (ApplicationContext context = ApplicationContext.run(settings)) {
            return context.getBean(MessagingConfiguration.class).migrations().byOwnerOnly();
        }
    }

    @Test
    void what_the_service_says_wins() {
        try (ApplicationContext context = ApplicationContext.run(Map.of(
                "datasources.default.url", URL,
                "datasources.default.maximum-pool-size", 3,
                "datasources.default.connection-timeout", 250,
                "datasources.default.initialization-fail-timeout", -2,
                "datasources.default.data-source-properties.options", "-c statement_timeout=1s"))) {
            DatasourceConfiguration database = context.getBean(DatasourceConfiguration.class);

            assertThat(database.getInitializationFailTimeout()).isEqualTo(-2);
            assertThat(database.getMaximumPoolSize()).isEqualTo(3);
            assertThat(database.getConnectionTimeout()).isEqualTo(250);
            assertThat(database.getDataSourceProperties().getProperty("options"))
                    .isEqualTo("-c statement_timeout=1s");
        }
    }
}
