package dev.warren.messaging;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** In which version events are said: the newest, unless an older one is chosen. */
final class Versions {

    private static final Pattern VERSIONED = Pattern.compile("(.+)\\.v[1-9][0-9]*");

    private Versions() {}

    /**
     * What is said instead of each version of the chosen types.
     *
     * @param known every type, in all its versions
     * @param chosen the versions to say, at most one of each type
     * @throws IllegalArgumentException if a chosen one is not known, or two are of one type
     */
    static Map<String, String> saidInstead(Set<String> known, Collection<String> chosen) {
        Map<String, String> instead = new HashMap<>();
        for (String version : chosen) {
            if (!known.contains(version)) {
                throw new IllegalArgumentException(
                        "messaging.versions must name versions that can be said but has \"%s\": %s"
                                .formatted(version, choice(known, version)));
            }
            for (String same : matching(known, it -> unversioned(it).equals(unversioned(version)))) {
                String other = instead.put(same, version);
                if (other != null && !other.equals(version)) {
                    throw new IllegalArgumentException(
                            "messaging.versions must name one version of a type but has %s and %s: leave one out"
                                    .formatted(other, version));
                }
            }
        }
        return instead;
    }

    /** What somebody may have meant. */
    private static String choice(Set<String> known, String version) {
        var same = matching(known, it -> unversioned(it).equals(unversioned(version)));
        return "there is "
                + (same.isEmpty() ? matching(known, it -> true) : same).stream().collect(Collectors.joining(", "));
    }

    private static Set<String> matching(Set<String> known, Predicate<String> condition) {
        return known.stream().filter(condition).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The name of a type in whichever version. */
    static String unversioned(String type) {
        var versioned = VERSIONED.matcher(type);
        return versioned.matches() ? versioned.group(1) : type;
    }
}
