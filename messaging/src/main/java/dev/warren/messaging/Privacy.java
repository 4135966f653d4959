package dev.warren.messaging;

import java.util.Optional;
import java.util.Set;

/**
 * What the runtime needs to know of the events of a system to forget somebody: whose personal data they hold is their subject.
 *
 * @param erasedBy the type of the event with which personal data ends, for whoever says it and whoever hears it, in any version; if empty
 *     it never does
 * @param impersonal the types that hold no personal data; a message of any other type, known or not, may
 */
public record Privacy(Optional<String> erasedBy, Set<String> impersonal) {

    /** Nobody is ever forgotten. */
    public static final Privacy NONE = new Privacy(Optional.empty(), Set.of());

    public Privacy {
        impersonal = Set.copyOf(impersonal);
    }

    /** Whether personal data ends with an event of this type. */
    public boolean endsWith(String type) {
        return erasedBy.filter(it -> Versions.unversioned(it).equals(Versions.unversioned(type)))
                .isPresent();
    }
}
