package dev.warren.local;

import java.util.List;

/** PostgreSQL refuses to run as root. These words before its own make it somebody else who still reaches root's files. */
final class OrdinaryUser {
    /** In a user namespace of its own a process is nobody, yet owns what root owns. Nothing changes hands. */
    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    /** Containers often forbid namespaces. Then nobody owns the data, and may enter root's folders by a capability. */
    private static final List<String> CAPABILITY = List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    static final List<String> WORDS = choose();

    private OrdinaryUser() {}

    private static List<String> choose() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        return succeeds(NAMESPACE) ? NAMESPACE : CAPABILITY;
    }

    private static boolean succeeds(List<String> words) {
        try {
            return Command.of(words.get(0), words.get(1), "true").run().succeeded();
        } catch (LocalException e) {
            return false;
        }
    }

    /** What to try when even this did not help; empty for those who are not root. */
    static String hint() {
        return WORDS == CAPABILITY
                ? "\n(PostgreSQL does not run as root. Run this as an ordinary user, or in a folder that everyone may enter.)"
                : "";
    }
}
