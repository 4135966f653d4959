package dev.warren.messaging.batch;

import dev.warren.messaging.broker.Delivery;
import dev.warren.messaging.retry.FailedMessages;
import dev.warren.messaging.tracing.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;

/**
 * The spans of a service's inputs, each from its arrival to the commit that decided about it, and of the commits. A span whose arrival is given
 * up, because it comes again, is never ended and so never seen. Thread-safe.
 */
final class Steps {

    private static final AttributeKey<Long> MESSAGES = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("warren.outcome");
    private static final AttributeKey<List<String>> SAID = AttributeKey.stringArrayKey("warren.said");

    private final Tracing tracing;
    private final String queue;

    Steps(Tracing tracing, String queue) {
        this.tracing = tracing;
        this.queue = queue;
    }

    Span processing(Delivery delivery) {
        return tracing.processing(queue, delivery);
    }

    Span deciding(Object input, SpanContext parent) {
        return tracing.deciding(input, parent);
    }

    /** The transaction of a batch: a child of its first message's span and linked to all, as far as they are recorded. */
    Span committing(List<? extends Arrival<?, ?>> batch) {
        Span span = Span.getInvalid();
        int messages = 0;
        for (var arrival : batch) {
            messages += arrival.delivered().isPresent() ? 1 : 0;
            if (arrival.span().isRecording()) {
                span = span.isRecording() ? span : tracing.begin(SpanKind.INTERNAL, "commit " + queue, arrival.trace());
                span.addLink(arrival.trace());
            }
        }
        span.setAttribute(DESTINATION, queue);
        span.setAttribute(MESSAGES, messages);
        return span;
    }

    /** Ends the span of an arrival that was decided about, or failed. */
    static void end(Fold.Outcome<?, ?> outcome) {
        Span span = outcome.arrival().span();
        if (!span.isRecording()) {
            return;
        }
        String correlation = outcome.correlation();
        if (correlation != null) {
            span.setAttribute(Tracing.CONVERSATION, correlation);
        }
        if (outcome.failure() != null) {
            span.setAttribute(OUTCOME, fate(outcome.copy()));
            Tracing.fail(span, outcome.failure().getClass().getSimpleName());
        } else {
            if (!outcome.said().isEmpty()) {
                span.setAttribute(SAID, outcome.saidTypes());
            }
            span.end();
        }
    }

    /** Ends the spans of what was committed and not decided about: it had been handled before. */
    static void endDuplicates(List<? extends Arrival<?, ?>> batch) {
        for (var arrival : batch) {
            if (arrival.span().isRecording()) {
                arrival.span().setAttribute(OUTCOME, "duplicate");
                arrival.span().end();
            }
        }
    }

    private static String fate(FailedMessages.Copy copy) {
        if (copy == null) {
            return "refused";
        }
        return copy.parked() ? "parked" : "retried";
    }
}
