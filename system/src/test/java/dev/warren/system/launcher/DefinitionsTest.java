package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.local.LocalException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
    @Test
    void every_user_gets_a_hash_and_the_rest_stays() throws IOException {
        String kept = """
                {"users": [{"name": "order-service", "tags": "management"}], "queues": [{"name": "orders"}]}
                """;

        JsonNode definitions =
                new ObjectMapper().readTree(Definitions.withPasswords(kept, user -> "secret of " + user));

        JsonNode user = definitions.path("users").path(0);
        assertThat(user.path("password_hash").asText()).hasSize(48).doesNotContain("secret");
        assertThat(user.path("hashing_algorithm").asText()).isEqualTo("rabbit_password_hashing_sha256");
        assertThat(user.path("tags").asText()).isEqualTo("management");
        assertThat(definitions.path("queues").path(0).path("name").asText()).isEqualTo("orders");
    }

    @Test
    void a_missing_file_is_named(@TempDir Path folder) {
        Path file = folder.resolve("definitions.json");

        assertThatThrownBy(() -> Definitions.read(file))
                .isInstanceOf(LocalException.class)
                .hasMessageStartingWith("DEFINITIONS_MISSING: " + file);
    }
}
