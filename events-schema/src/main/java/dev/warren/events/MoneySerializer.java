package dev.warren.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import org.joda.money.Money;

/** Writes {@code {"amount":"12.50","currency":"EUR"}}; joda keeps the currency's decimals. */
final class MoneySerializer extends StdSerializer<Money> {

    MoneySerializer() {
        super(Money.class);
    }

    @Override
    public void serialize(Money money, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartObject(money, 2);
        json.writeStringField("amount", money.getAmount().toPlainString());
        json.writeStringField("currency", money.getCurrencyUnit().getCode());
        json.writeEndObject();
    }
}
