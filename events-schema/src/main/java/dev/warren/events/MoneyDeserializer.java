package dev.warren.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import org.joda.money.Money;

/** Reads {@code {"amount":"12.50","currency":"EUR"}}; whether further properties are passed over is the mapper's choice. */
final class MoneyDeserializer extends StdDeserializer<Money> {

    private final boolean exactDecimals;

    MoneyDeserializer(boolean exactDecimals) {
        super(Money.class);
        this.exactDecimals = exactDecimals;
    }

    @Override
    public Money deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            throw JsonMappingException.from(
                    parser, "must be a JSON object with amount and currency but was " + parser.currentToken());
        }
        String amount = null;
        String currency = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "amount" -> amount = text(parser, field);
                case "currency" -> currency = text(parser, field);
                default -> context.handleUnknownProperty(parser, this, Money.class, field);
            }
        }
        try {
            Checks.present("amount", amount);
            Checks.present("currency", currency);
            return MoneyRules.parse(amount, MoneyRules.currency(currency), exactDecimals);
        } catch (InvalidFieldException invalid) {
            throw refused(parser, invalid.field(), invalid.reason());
        }
    }

    private static String text(JsonParser parser, String field) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw refused(parser, field, "is not a string: must be a JSON string but was " + parser.currentToken());
        }
        return parser.getText();
    }

    private static JsonMappingException refused(JsonParser parser, String field, String reason) {
        JsonMappingException refused = JsonMappingException.from(parser, reason);
        refused.prependPath(Money.class, field);
        return refused;
    }
}
