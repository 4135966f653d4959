package dev.warren.users;

import dev.warren.events.UserId;
import dev.warren.users.UserInput.RegisterUser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What is remembered of a request under an idempotency key, so that the same request is answered the same and another is refused.
 * Hashes only (SHA-256, hexadecimal): what was sent is personal, and so may be the key.
 *
 * @param userId who was registered
 * @param requestHash null once they are erased
 */
public record Registration(UserId userId, String keyHash, String requestHash, Instant at) {

    /** @param command one with a key */
    static Registration of(RegisterUser command, Instant now) {
        return new Registration(command.userId(), keyHash(command), requestHash(command), now);
    }

    /** Of the key and whose it is; a key has no control character. */
    public static String keyHash(RegisterUser command) {
        var key = command.idempotencyKey();
        return sha256(key.caller() + '\0' + key.key());
    }

    /** Whether the command asks for the same, however it was spelled. */
    boolean isOf(RegisterUser command) {
        return requestHash(command).equals(requestHash);
    }

    /** Money has the decimals of its currency by now, and no control character can be part of a name or an address. */
    private static String requestHash(RegisterUser command) {
        var profile = command.profile();
        return sha256(profile.name() + '\0' + profile.email() + '\0' + command.creditLimit());
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
