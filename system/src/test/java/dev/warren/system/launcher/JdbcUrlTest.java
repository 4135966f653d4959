package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.local.DatabaseRole;
import org.junit.jupiter.api.Test;

class JdbcUrlTest {
    @Test
    void credentials_are_taken_out_and_the_rest_stays() {
        JdbcUrl url = JdbcUrl.of("jdbc:postgresql://db:5432/orders?user=shop&password=a%26b&sslmode=require");

        assertThat(url.withoutCredentials()).isEqualTo("jdbc:postgresql://db:5432/orders?sslmode=require");
        assertThat(url.application()).isEqualTo(new DatabaseRole("shop", "a&b"));
        assertThat(url.owner()).isEmpty();
    }

    @Test
    void the_owner_of_the_tables_is_another_role_and_no_more_shown_than_the_first() {
        JdbcUrl url =
                JdbcUrl.of("jdbc:postgresql://db/orders?user=shop&password=a&owner=shopkeeper&ownerPassword=b%3D");

        assertThat(url.withoutCredentials()).isEqualTo("jdbc:postgresql://db/orders");
        assertThat(url.owner()).contains(new DatabaseRole("shopkeeper", "b="));
    }

    @Test
    void a_plain_url_stays_as_it_is() {
        JdbcUrl url = JdbcUrl.of("jdbc:postgresql://db/orders");

        assertThat(url.withoutCredentials()).isEqualTo("jdbc:postgresql://db/orders");
        assertThat(url.application().name()).isEmpty();
    }
}
