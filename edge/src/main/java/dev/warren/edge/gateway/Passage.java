package dev.warren.edge.gateway;

import dev.warren.edge.discovery.Instances;
import dev.warren.messaging.registry.Instance;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One request on its way: asks one instance after the other until one answers or the time is over. Never blocks. To be used once. */
final class Passage {

    private final ServerHttpRequest<?> request;
    private final Target target;
    private final Instances instances;
    private final Calls calls;
    private final GatewaySettings settings;
    private final boolean repeatable;
    private final Deadline deadline;
    private final Set<UUID> tried = new HashSet<>();
    private final CompletableFuture<MutableHttpResponse<?>> answer = new CompletableFuture<>();
    private int tries;
    private boolean sent;
    private Outcome outcome;

    Passage(ServerHttpRequest<?> request, Target target, Instances instances, Calls calls, GatewaySettings settings) {
        this.request = request;
        this.target = target;
        this.instances = instances;
        this.calls = calls;
        this.settings = settings;
        this.repeatable = Retrying.isRepeatable(request);
        this.deadline = Deadline.in(Deadline.patience(request.getHeaders().get(Deadline.HEADER), settings.timeout()));
    }

    /** @return the answer, a {@code ProblemException}, or what kept the request from being read */
    CompletionStage<MutableHttpResponse<?>> begin() {
        next().ifPresentOrElse(this::ask, () -> fail(Outcome.UNAVAILABLE, Answers.away(target.service())));
        return answer;
    }

    /** To be called when it has ended. */
    Outcome outcome() {
        return outcome;
    }

    /** How often another call had to be made. */
    int retries() {
        return Math.max(0, tries - 1);
    }

    private Optional<Instance> next() {
        return instances.next(target.service(), this::isLeft);
    }

    private boolean isLeft(Instance instance) {
        return target.eligible().test(instance) && !tried.contains(instance.id());
    }

    private void ask(Instance instance) {
        tries++;
        boolean other = instances.of(target.service()).stream()
                .anyMatch(it -> isLeft(it) && !it.id().equals(instance.id()));
        Duration left = deadline.left();
        Duration patience = Retrying.patience(repeatable, other, tries, settings.tryTimeout(), left);
        calls.send(request, instance, target.path(), left, patience)
                .handle((response, thrown) -> {
                    heard(instance, patience, response, thrown);
                    return null;
                })
                .exceptionally(bug -> {
                    // Otherwise the caller would wait for ever.
                    fail(Outcome.ABORTED, bug);
                    return null;
                });
    }

    private void heard(Instance from, Duration patience, ByteBodyHttpResponse<?> response, Throwable thrown) {
        if (thrown == null && !Answers.isUnwell(response)) {
            instances.succeeded(from);
            succeed(response);
            return;
        }
        Failure failure = thrown == null ? Failure.UNWELL : Failure.of(thrown);
        // A caller that hardly waits must not make every instance look dead.
        boolean impatient = failure == Failure.TIMEOUT && patience.compareTo(settings.tryTimeout()) < 0;
        if (failure != Failure.NOT_ITS_OWN && !impatient) {
            instances.failed(from, failure.words());
        }
        if (failure != Failure.BROKEN) {
            // Broken may mean no more than a connection that had been idle for too long.
            tried.add(from.id());
        }
        sent |= failure != Failure.UNREACHABLE;
        Optional<Instance> another =
                Retrying.goesOn(failure, repeatable, tries, deadline.left()) ? next() : Optional.empty();
        if (another.isPresent()) {
            if (response != null) {
                response.close();
            }
            ask(another.get());
            return;
        }
        switch (failure) {
            case UNWELL -> succeed(response);
            case NOT_ITS_OWN -> fail(Outcome.ABORTED, Answers.unread(thrown));
            case TIMEOUT -> fail(impatient ? Outcome.IMPATIENT : Outcome.TIMEOUT, Answers.late(target.service()));
            case BROKEN -> fail(Outcome.BROKEN, Answers.brokenOff(target.service()));
            case UNREACHABLE ->
                fail(Outcome.UNAVAILABLE, sent ? Answers.brokenOff(target.service()) : Answers.away(target.service()));
        }
    }

    private void succeed(ByteBodyHttpResponse<?> response) {
        outcome = Outcome.ANSWERED;
        answer.complete(Answers.of(request, response));
    }

    private void fail(Outcome how, Throwable thrown) {
        outcome = how;
        answer.completeExceptionally(thrown);
    }
}
