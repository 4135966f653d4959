package dev.warren.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class RabbitAdminTest {
    @Test
    void takes_the_credentials_out_of_the_uri() {
        RabbitAdmin admin = RabbitAdmin.of(URI.create("http://ad+min:p%40ss%3Aword@broker"));

        assertThat(admin.uri()).isEqualTo(URI.create("http://broker:15672"));
        assertThat(admin.user()).isEqualTo("ad+min");
        assertThat(admin.password()).isEqualTo("p@ss:word");
    }

    @Test
    void a_uri_without_credentials_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> RabbitAdmin.of(URI.create("http://half@broker:15672")))
                .isInstanceOf(LocalException.class)
                .hasMessageStartingWith("BROKER_ADMIN_URI")
                .hasMessageNotContaining("half");
    }

    @Test
    void a_broker_that_is_not_there_is_an_error_of_its_own() {
        RabbitAdmin nobody = new RabbitAdmin(URI.create("http://127.0.0.1:" + Ports.anyFree()), "a", "b");

        assertThat(nobody.admitsUs()).isFalse();
        assertThatThrownBy(nobody::version)
                .isInstanceOf(RabbitAdminException.class)
                .hasMessageStartingWith("BROKER_ADMIN_UNREACHABLE");
    }
}
