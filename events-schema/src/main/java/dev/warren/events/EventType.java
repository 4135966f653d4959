package dev.warren.events;

import java.net.URI;

/**
 * One line of the catalogue: how an event is called on the wire and where it goes.
 *
 * @param name the wire name with its version, for example {@code order.placed.v1}; also the routing key and the schema's file name
 * @param eventClass the record that holds its data once it is read; older versions share the newest one's
 * @param exchange the speaker's exchange, for example {@code order.events}
 * @param dataSchema the {@code $id} of its JSON Schema, for example {@code urn:warren:schema:order.placed.v1}
 * @param personal whether it holds personal data: such events never enter the journal
 */
public record EventType(String name, Class<?> eventClass, String exchange, URI dataSchema, boolean personal) {

    static EventType of(String name, Class<?> eventClass) {
        return of(name, eventClass, false);
    }

    static EventType personal(String name, Class<?> eventClass) {
        return of(name, eventClass, true);
    }

    private static EventType of(String name, Class<?> eventClass, boolean personal) {
        String speaker = name.substring(0, name.indexOf('.'));
        return new EventType(name, eventClass, speaker + ".events", URI.create("urn:warren:schema:" + name), personal);
    }
}
