package dev.warren.edge.testing;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.opentelemetry.api.trace.Span;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.MDC;

/** Answers what the code of a request sees around itself. */
@Controller("/context")
class ContextController {

    @Get("/event-loop")
    Map<String, String> onTheEventLoop() {
        return seen();
    }

    @Get("/blocking")
    @ExecuteOn(TaskExecutors.BLOCKING)
    Map<String, String> onAVirtualThread() {
        return seen();
    }

    private static Map<String, String> seen() {
        Map<String, String> seen = new HashMap<>(Map.copyOf(MDC.getCopyOfContextMap()));
        seen.put("span_trace_id", Span.current().getSpanContext().getTraceId());
        seen.put("span_id", Span.current().getSpanContext().getSpanId());
        seen.put("virtual", String.valueOf(Thread.currentThread().isVirtual()));
        return seen;
    }
}
