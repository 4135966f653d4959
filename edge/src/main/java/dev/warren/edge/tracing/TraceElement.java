package dev.warren.edge.tracing;

import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** Makes a request's trace OpenTelemetry's current one on every thread that works for the request. */
record TraceElement(Context trace) implements ThreadPropagatedContextElement<Scope> {

    @Override
    public Scope updateThreadContext() {
        return trace.makeCurrent();
    }

    @Override
    public void restoreThreadContext(Scope scope) {
        scope.close();
    }
}
