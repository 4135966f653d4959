package dev.warren.edge.testing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A body with one field of every kind. */
@Introspected
public record Parcel(
        @NotBlank String name,
        @NotNull @Size(min = 1, max = 3) List<@Valid Item> items,
        boolean fragile,
        UUID owner,
        Speed speed,
        Instant due,
        Weight weight,
        Colour colour) {

    /** How fast. */
    public enum Speed {
        SLOW,
        FAST
    }

    /** Checked by constraints. */
    @Introspected
    public record Item(
            @NotBlank @Size(max = 8) String sku,
            @Min(1) @Max(10) int quantity) {}

    /** Checks itself; unknown to the framework, as the contract's records are. */
    public record Weight(int grams, String scale) {
        public Weight {
            if (grams < 1 || grams > 9) {
                throw new IllegalArgumentException("grams must be between 1 and 9 but was " + grams);
            }
            if (scale != null && !scale.equals("Roberval")) {
                throw new IllegalStateException("dev.warren.Scales: no such bean");
            }
        }
    }

    /** Has its own reader. */
    @JsonDeserialize(using = ColourReader.class)
    public record Colour(String value) {}

    static final class ColourReader extends StdDeserializer<Colour> {

        private static final long serialVersionUID = 1L;

        ColourReader() {
            super(Colour.class);
        }

        @Override
        public Colour deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString();
            if (!parser.currentToken().isScalarValue() || parser.currentToken().isNumeric()) {
                throw JsonMappingException.from(parser, "must be a JSON string but was " + parser.currentToken());
            }
            if (!Set.of("red", "blue").contains(text)) {
                throw JsonMappingException.from(parser, "must be red or blue but was \"" + text + "\"");
            }
            return new Colour(text);
        }
    }
}
