package dev.warren.system.replay;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A message that was said, and can be said again. */
public record Told(BasicProperties properties, byte[] body) {

    /** The wire name of its event; null if it names none. */
    public String type() {
        return properties.getType();
    }

    /** When it was said; empty if that cannot be read, which is so of what is no event. */
    public Optional<Instant> at() {
        try {
            return attribute("time").map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<String> attribute(String name) {
        return properties.getHeaders() == null
                ? Optional.empty()
                : Optional.ofNullable(properties.getHeaders().get("cloudEvents:" + name))
                        .map(Object::toString);
    }
}
