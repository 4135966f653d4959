package dev.warren.orders.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.warren.events.ContractModule;
import dev.warren.events.OrderItem;
import dev.warren.events.TaxRate;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.joda.money.Money;

/** The items of an order as one JSON text, in the form that events have: of the newest version, and of older ones as it was stored then. */
final class Items {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(ContractModule.forEvents())
            // A later release may store more; while it is rolled out, this one reads its orders too.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectReader READER = JSON.readerFor(new TypeReference<List<Stored>>() {});
    private static final ObjectWriter WRITER = JSON.writerFor(new TypeReference<List<OrderItem>>() {});

    /** @param taxRate null in orders of releases that did not know of it */
    private record Stored(
            String sku,
            int quantity,
            Money unitPrice,
            @Nullable TaxRate taxRate) {

        OrderItem item() {
            return new OrderItem(sku, quantity, unitPrice, taxRate == null ? TaxRate.ZERO : taxRate);
        }
    }

    private Items() {}

    static String write(List<OrderItem> items) {
        try {
            return WRITER.writeValueAsString(items);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("items cannot be written although their records are valid", impossible);
        }
    }

    static List<OrderItem> read(String items) {
        try {
            return READER.<List<Stored>>readValue(items).stream()
                    .map(Stored::item)
                    .toList();
        } catch (JsonProcessingException changed) {
            throw new IllegalStateException("orders.items holds what this service did not write", changed);
        }
    }
}
