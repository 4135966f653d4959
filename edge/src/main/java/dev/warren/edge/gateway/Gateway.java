package dev.warren.edge.gateway;

import dev.warren.edge.discovery.Instances;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Passes requests on, and counts how it goes. Never blocks. Thread-safe. */
@Singleton
final class Gateway {

    private final Instances instances;
    private final Calls calls;
    private final Breakers breakers;
    private final GatewaySettings settings;
    private final MeterRegistry meters;

    Gateway(Instances instances, Calls calls, Breakers breakers, GatewaySettings settings, MeterRegistry meters) {
        this.instances = instances;
        this.calls = calls;
        this.breakers = breakers;
        this.settings = settings;
        this.meters = meters;
    }

    /** @return the owner's answer as soon as it begins; otherwise a {@code ProblemException}, or what kept the request from being read */
    CompletionStage<MutableHttpResponse<?>> pass(ServerHttpRequest<?> request, Target target) {
        Timer.Sample begun = Timer.start(meters);
        String service = target.service();
        if (!breakers.letPass(service)) {
            begun.stop(timer(service, Outcome.UNAVAILABLE));
            return CompletableFuture.failedFuture(Answers.away(service));
        }
        var passage = new Passage(request, target, instances, calls, settings);
        return passage.begin().whenComplete((response, thrown) -> {
            breakers.ended(service, passage.outcome());
            begun.stop(timer(service, passage.outcome()));
            if (passage.retries() > 0) {
                retries(service).increment(passage.retries());
            }
        });
    }

    private Timer timer(String service, Outcome outcome) {
        return Timer.builder("warren.gateway.requests")
                .description("Requests passed on to another service, until their answers began")
                .tag("service", service)
                .tag("outcome", outcome.label())
                .register(meters);
    }

    private Counter retries(String service) {
        return Counter.builder("warren.gateway.retries")
                .description("Calls of another instance, or another call of the same, after one that failed")
                .tag("service", service)
                .register(meters);
    }
}
