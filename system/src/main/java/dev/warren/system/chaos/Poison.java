package dev.warren.system.chaos;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.messaging.Participant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What can be wrong with a message. */
enum Poison {
    MALFORMED_JSON {
        @Override
        Bad brew(Participant hearer, RandomGenerator random) {
            return new Bad(properties(heard(hearer, random), id(random), random), bytes("{\"orderId\": "));
        }
    },
    AGAINST_SCHEMA {
        @Override
        Bad brew(Participant hearer, RandomGenerator random) {
            return new Bad(properties(heard(hearer, random), id(random), random), bytes("{\"orderId\": 7}"));
        }
    },
    UNKNOWN_TYPE {
        @Override
        Bad brew(Participant hearer, RandomGenerator random) {
            return new Bad(properties("order.forgotten.v1", id(random), random), bytes("{}"));
        }
    },
    UNKNOWN_VERSION {
        @Override
        Bad brew(Participant hearer, RandomGenerator random) {
            return new Bad(properties(heard(hearer, random).replace(".v1", ".v9"), id(random), random), bytes("{}"));
        }
    },
    MISSING_HEADERS {
        @Override
        Bad brew(Participant hearer, RandomGenerator random) {
            return new Bad(new BasicProperties(), bytes("{}"));
        }
    },
    FORGED_HEADERS {
        @Override
        Bad brew(Participant hearer, RandomGenerator random) {
            var honest = properties(heard(hearer, random), id(random), random);
            return new Bad(honest.builder().messageId(id(random)).build(), bytes("{}"));
        }
    },
    HUGE_BODY {
        @Override
        Bad brew(Participant hearer, RandomGenerator random) {
            return new Bad(properties(heard(hearer, random), id(random), random), bytes("{\"" + "a".repeat(1 << 20)));
        }
    };

    /** A message as it is published. */
    record Bad(BasicProperties properties, byte[] body) {}

    /** One such message that is right in everything else. */
    abstract Bad brew(Participant hearer, RandomGenerator random);

    private static String heard(Participant hearer, RandomGenerator random) {
        List<String> types = new ArrayList<>(new TreeSet<>(hearer.hears()));
        return types.get(random.nextInt(types.size()));
    }

    private static BasicProperties properties(String type, String id, RandomGenerator random) {
        var now = Instant.now();
        Map<String, Object> headers = new HashMap<>();
        headers.put("cloudEvents:specversion", "1.0");
        headers.put("cloudEvents:id", id);
        headers.put("cloudEvents:source", "/chaos");
        headers.put("cloudEvents:type", type);
        headers.put("cloudEvents:subject", id(random));
        headers.put("cloudEvents:time", now.toString());
        headers.put("cloudEvents:sequence", "1");
        return new BasicProperties.Builder()
                .messageId(id)
                .type(type)
                .contentType("application/json")
                .timestamp(Date.from(now))
                .deliveryMode(2)
                .headers(headers)
                .build();
    }

    private static String id(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
