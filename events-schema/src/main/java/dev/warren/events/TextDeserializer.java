package dev.warren.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a value from its text form and from nothing else: Jackson's own readers trim, and take numbers for enums. */
final class TextDeserializer<T> extends StdScalarDeserializer<T> {

    private final Function<String, T> parse;

    TextDeserializer(Class<T> type, Function<String, T> parse) {
        super(type);
        this.parse = parse;
    }

    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        Map<String, E> values =
                Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(E::toString, Function.identity()));
        String known = Arrays.toString(type.getEnumConstants());
        return text -> {
            E value = values.get(text);
            if (value == null) {
                throw new InvalidFieldException(
                        type.getSimpleName(), "must be one of " + known + " but was " + Checks.shown(text));
            }
            return value;
        };
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw JsonMappingException.from(parser, "must be a JSON string but was " + parser.currentToken());
        }
        try {
            return parse.apply(parser.getText());
        } catch (InvalidFieldException invalid) {
            throw JsonMappingException.from(parser, invalid.reason());
        }
    }
}
