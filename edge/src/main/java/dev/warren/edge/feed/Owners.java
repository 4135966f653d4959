package dev.warren.edge.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;

/** Tells whose an event is. A service that has a feed brings one as a bean; what is nobody's is the operators'. */
@FunctionalInterface
public interface Owners {

    /** @param data of an event of any type, of any JSON; never fails */
    Optional<UUID> of(JsonNode data);
}
