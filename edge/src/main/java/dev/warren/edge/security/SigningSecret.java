package dev.warren.edge.security;

import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** A secret that tokens are signed with by HS256. Refuses what others could guess. */
public final class SigningSecret {

    /** As many bits as the hash has (RFC 7518, 3.2). */
    private static final int FEWEST_BYTES = 32;

    /** Fewer different characters are no accident. */
    private static final int FEWEST_CHARACTERS = 12;

    /** From documentations, where everybody finds them. */
    private static final Set<String> KNOWN = Set.of(
            "pleasechangethissecretforanewone",
            "a-string-secret-at-least-256-bits-long",
            "your-256-bit-secret-your-256-bit-secret",
            "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long");

    private final byte[] bytes;

    /** @throws ConfigurationException {@code SECURITY_SECRET} if it is too short or known; the message does not hold it */
    public SigningSecret(String secret) {
        bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < FEWEST_BYTES) {
            throw refused("have %d bytes or more but had %d".formatted(FEWEST_BYTES, bytes.length));
        }
        if (KNOWN.contains(secret.toLowerCase(Locale.ROOT))
                || secret.chars().distinct().count() < FEWEST_CHARACTERS) {
            throw refused("be one that nobody can guess but was a known or a monotonous one");
        }
    }

    private static ConfigurationException refused(String rule) {
        return new ConfigurationException("SECURITY_SECRET: the secret of edge.security must " + rule
                + ": make one with openssl rand -base64 48");
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
