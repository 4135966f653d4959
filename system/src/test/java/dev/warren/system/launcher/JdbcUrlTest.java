package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JdbcUrlTest {
    @Test
    void credentials_are_taken_out_and_the_rest_stays() {
        JdbcUrl url = JdbcUrl.of("jdbc:postgresql://db:5432/orders?user=shop&password=a%26b&sslmode=require");

        assertThat(url.withoutCredentials()).isEqualTo("jdbc:postgresql://db:5432/orders?sslmode=require");
        assertThat(url.parameter("user")).isEqualTo("shop");
        assertThat(url.parameter("password")).isEqualTo("a&b");
    }

    @Test
    void a_plain_url_stays_as_it_is() {
        JdbcUrl url = JdbcUrl.of("jdbc:postgresql://db/orders");

        assertThat(url.withoutCredentials()).isEqualTo("jdbc:postgresql://db/orders");
        assertThat(url.parameter("user")).isEmpty();
    }
}
