package dev.warren.messaging.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.messaging.Participant;
import dev.warren.messaging.Participant.Binding;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a participant's queue bound to everything it hears. Binding again is harmless and always done; what was missing can
 * only be told, and counted, where the management API is configured.
 */
public final class Bindings implements Upkeep {

    private static final Logger log = LoggerFactory.getLogger(Bindings.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** How to ask the broker's management API. */
    public record Management(URI uri, String virtualHost, String username, String password) {}

    private final Participant participant;
    private final Optional<Management> management;
    private final Duration interval;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final AtomicLong repaired = new AtomicLong();

    /** When all bindings were there last, as far as that was looked at; null before. */
    private volatile Instant allThereAt;

    public Bindings(Participant participant, Optional<Management> management, Duration interval) {
        this.participant = participant;
        this.management = management;
        this.interval = interval;
    }

    /** How many bindings were found missing since the start. */
    public long repaired() {
        return repaired.get();
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public void verify(Connection connection) throws IOException {
        Topology.verify(connection, participant);
    }

    @Override
    public void restore(Channel channel) throws IOException, InterruptedException {
        Instant looked = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Optional<Set<Binding>> missing = missing();
        for (Binding binding : participant.bindings()) {
            channel.queueBind(participant.queue(), binding.exchange(), binding.routingKey());
        }
        if (missing.isPresent()) {
            tell(missing.get());
            allThereAt = looked;
        }
    }

    private void tell(Set<Binding> missing) {
        if (!missing.isEmpty()) {
            repaired.addAndGet(missing.size());
            log.warn(
                    "{} had lost its bindings {}: bound again. What was said {} is in the journal; to have it handled:"
                            + " ./warren replay --missed --from {} --to-queue {}",
                    participant.queue(),
                    missing,
                    allThereAt == null ? "meanwhile" : "since " + allThereAt,
                    allThereAt == null ? "<when it was there>" : allThereAt,
                    participant.queue());
        }
    }

    /** Empty if it cannot be told. */
    private Optional<Set<Binding>> missing() throws InterruptedException {
        if (management.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode present = fetch(management.get());
            var missing = new HashSet<>(participant.bindings());
            present.forEach(b -> missing.remove(
                    new Binding(b.path("source").asText(), b.path("routing_key").asText())));
            return Optional.of(missing);
        } catch (IOException e) {
            log.warn("cannot tell whether bindings are missing: {}; binding all again", e.getMessage());
            return Optional.empty();
        }
    }

    private JsonNode fetch(Management api) throws IOException, InterruptedException {
        var path = "/api/queues/%s/%s/bindings".formatted(encoded(api.virtualHost()), encoded(participant.queue()));
        var credentials = Base64.getEncoder()
                .encodeToString((api.username() + ":" + api.password()).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(api.uri().resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + credentials)
                .build();
        var response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("%s answered %d".formatted(request.uri(), response.statusCode()));
        }
        return json.readTree(response.body());
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
