package dev.warren.edge.traces;

import dev.warren.edge.discovery.Addresses;
import dev.warren.edge.services.LiveInstances;
import dev.warren.edge.traces.Trace.Missing;
import dev.warren.messaging.registry.Instance;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks all other live instances for their spans of a trace, all at once. Never blocks. Thread-safe. */
@Singleton
final class Neighbours {

    private final LiveInstances instances;
    private final HttpClient client;
    private final TraceSettings settings;

    Neighbours(LiveInstances instances, @Client("gateway") HttpClient client, TraceSettings settings) {
        this.instances = instances;
        this.client = client;
        this.settings = settings;
    }

    /**
     * A trace with what the others know of it; who does not answer in time is named.
     *
     * @param self not asked
     * @param authorization whoever asks shows the others what it has shown this instance
     */
    CompletableFuture<Trace> complete(Trace own, @Nullable UUID self, @Nullable String authorization) {
        return Flux.fromIterable(instances.all())
                .filter(instance -> !instance.id().equals(self))
                .flatMap(instance -> ask(instance, own.traceId(), authorization), Integer.MAX_VALUE)
                .reduce(own, Trace::with)
                .map(Trace::inOrder)
                .toFuture();
    }

    private Mono<Trace> ask(Instance instance, String trace, @Nullable String authorization) {
        MutableHttpRequest<?> request =
                HttpRequest.GET(Addresses.of(instance).resolve("/traces/" + trace + "?local=true"));
        if (authorization != null) {
            request.header(HttpHeaders.AUTHORIZATION, authorization);
        }
        return Mono.from(client.retrieve(request, Trace.class))
                .timeout(settings.timeout())
                .onErrorResume(thrown -> Mono.just(
                        Trace.without(trace, new Missing(instance.service(), instance.id(), reason(thrown)))));
    }

    private String reason(Throwable thrown) {
        return switch (thrown) {
            case TimeoutException late -> "no answer within " + settings.timeout();
            case HttpClientResponseException refused ->
                "answered " + refused.getStatus().getCode();
            default -> "cannot be reached";
        };
    }
}
