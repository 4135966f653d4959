package dev.warren.orders.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.warren.events.ContractModule;
import dev.warren.events.OrderItem;
import java.util.List;

/** The items of an order as one JSON text, in the form that events have. */
final class Items {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(ContractModule.forEvents()).build();
    private static final TypeReference<List<OrderItem>> LIST = new TypeReference<>() {};
    private static final ObjectReader READER = JSON.readerFor(LIST);
    private static final ObjectWriter WRITER = JSON.writerFor(LIST);

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
            return READER.readValue(items);
        } catch (JsonProcessingException changed) {
            throw new IllegalStateException("orders.items holds what this service did not write", changed);
        }
    }
}
