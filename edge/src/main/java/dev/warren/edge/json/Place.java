package dev.warren.edge.json;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where reading failed, and what stands there in the body.
 *
 * @param field in JSON form, for example {@code items[0].quantity}; empty for the body itself
 */
record Place(String field, JsonNode node) {

    static Place of(JsonNode body, Exception problem) {
        Place place = new Place("", body);
        if (problem instanceof JsonMappingException mapping) {
            for (Reference step : mapping.getPath()) {
                place = step.getFieldName() == null ? place.item(step.getIndex()) : place.within(step.getFieldName());
            }
        }
        return place;
    }

    Place within(String name) {
        return new Place(field.isEmpty() ? name : field + "." + name, node.path(name));
    }

    /** @param path in JSON form, from here */
    Place at(String path) {
        Place place = this;
        for (String step : path.split("[.\\[]")) {
            place = step.endsWith("]")
                    ? place.item(Integer.parseInt(step, 0, step.length() - 1, 10))
                    : place.within(step);
        }
        return place;
    }

    private Place item(int index) {
        return new Place(field + "[" + index + "]", node.path(index));
    }

    boolean isNothing() {
        return node.isNull() || node.isMissingNode();
    }

    /** A number or boolean as itself, a string's text; null for what is no single value. */
    Object value() {
        return switch (node.getNodeType()) {
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.textValue();
            case ARRAY, BINARY, MISSING, NULL, OBJECT, POJO -> null;
        };
    }

    /** Its JSON type, in words. */
    String kind() {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL, MISSING -> "nothing";
            case BINARY, POJO -> "something else";
        };
    }
}
