package dev.warren.edge.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;

/**
 * A text that may be left out and must not be null, for bodies that change what they name: {@code @JsonDeserialize(using = …)}. The
 * field is null if it was left out. {@code @JsonSetter(nulls = FAIL)} would refuse a record's field that is left out as well.
 */
public final class TextOrAbsent extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1L;

    TextOrAbsent() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return StringDeserializer.instance.deserialize(parser, context);
    }

    @Override
    public String getNullValue(DeserializationContext context) throws JsonMappingException {
        throw MismatchedInputException.from(context.getParser(), String.class, "must not be null");
    }

    @Override
    public String getAbsentValue(DeserializationContext context) {
        return null;
    }
}
