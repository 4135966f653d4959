package dev.warren.orders.feed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.edge.feed.Owners;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Every event of the contract names its user, whatever it is about and in whatever version. */
@Singleton
final class EventOwners implements Owners {

    @Override
    public Optional<UUID> of(JsonNode data) {
        try {
            return Optional.of(UUID.fromString(data.path("userId").asText()));
        } catch (IllegalArgumentException nobodys) {
            return Optional.empty();
        }
    }
}
