package dev.warren.messaging.events;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.MDC;

/** What the log lines of this thread are about until it is closed: ids and types, as MDC fields, and never anything personal. For one thread. */
public final class LogContext implements AutoCloseable {

    private final List<String> keys = new ArrayList<>();

    /** @param value what is null is not known, and left out */
    public LogContext with(String key, Object value) {
        if (value != null) {
            MDC.put(key, value.toString());
            keys.add(key);
        }
        return this;
    }

    @Override
    public void close() {
        keys.forEach(MDC::remove);
    }
}
