package dev.warren.system.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.local.Await;
import dev.warren.system.check.Instances.Pause;
import dev.warren.system.rig.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A service that is frozen and thawed, while another one watches: it has to be suspected, to be gone, and to be back. */
final class Freeze {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String GONE = "GONE";

    private final ServiceProcess frozen;
    private final ServiceProcess witness;
    private Instant paused;
    private CompletableFuture<Instant> suspect;
    private CompletableFuture<Instant> gone;

    Freeze(ServiceProcess frozen, ServiceProcess witness) {
        this.frozen = frozen;
        this.witness = witness;
    }

    void begin() {
        frozen.pause();
        paused = Instant.now();
        suspect =
                CompletableFuture.supplyAsync(() -> when(state -> state.equals("SUSPECT")), Thread::startVirtualThread);
        gone = CompletableFuture.supplyAsync(() -> when(state -> state.equals(GONE)), Thread::startVirtualThread);
    }

    /** Blocks until the service is back. */
    Pause end() {
        frozen.resume();
        Instant resumed = Instant.now();
        Instant returned = when(state -> state.equals("UP"));
        return new Pause(frozen.instance(), paused, suspect.getNow(null), gone.getNow(null), resumed, returned);
    }

    /** Null if it is not within half a minute. */
    private Instant when(Predicate<String> state) {
        return Await.until(LONGEST, () -> shown().filter(state).isPresent()) ? Instant.now() : null;
    }

    /** Empty if the witness does not answer. */
    private Optional<String> shown() {
        try {
            for (JsonNode item : witness.edge().get("/services").expect(200).get("items")) {
                if (item.get("port").asInt() == frozen.port()) {
                    return Optional.of(item.get("state").asText());
                }
            }
            return Optional.of(GONE);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
