package dev.warren.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WirePropertiesTest {

    @Test
    void every_property_and_every_type_of_header_survives() {
        var headers = new HashMap<String, Object>();
        headers.put("boolean", true);
        headers.put("byte", (byte) -7);
        headers.put("short", (short) -700);
        headers.put("int", -70_000);
        headers.put("long", Long.MIN_VALUE);
        headers.put("float", 1.5f);
        headers.put("double", Math.PI);
        headers.put("decimal", new BigDecimal("12.50"));
        headers.put("text", LongStringHelper.asLongString("Grüße"));
        headers.put("bytes", new byte[] {0, -1, 1});
        headers.put("time", new Date(1_700_000_000_000L));
        headers.put("nothing", null);
        headers.put("list", Arrays.asList(1, null, LongStringHelper.asLongString("x"), List.of(2L)));
        headers.put("table", Map.of("inner", Map.of("deep", 1)));
        var properties = new BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("gzip")
                .headers(headers)
                .deliveryMode(2)
                .priority(9)
                .correlationId("correlation")
                .replyTo("reply")
                .expiration("60000")
                .messageId("id")
                .timestamp(new Date(1_700_000_000_000L))
                .type("type")
                .userId("user")
                .appId("app")
                .clusterId("cluster")
                .build();

        BasicProperties read = WireProperties.read(WireProperties.write(properties));

        assertThat(read.getHeaders()).usingRecursiveComparison().isEqualTo(headers);
        assertThat(read.builder().headers(null).build())
                .isEqualTo(properties.builder().headers(null).build());
    }

    @Test
    void nothing_at_all_survives_too() {
        assertThat(WireProperties.read(WireProperties.write(new BasicProperties())))
                .isEqualTo(new BasicProperties());
    }

    @Property(tries = 200)
    void any_text_survives(@ForAll String text) {
        var properties = new BasicProperties.Builder()
                .headers(Map.of("text", LongStringHelper.asLongString(text)))
                .build();
        assertThat(WireProperties.read(WireProperties.write(properties))).isEqualTo(properties);
    }
}
