package dev.warren.messaging.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * Message ids that follow from what the event is, so that saying it again needs no memory of its id. In whichever version it is said, it is
 * the same event: who has handled one version skips the other.
 */
final class EventIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long RFC_VARIANT = 0x8000_0000_0000_0000L;

    private EventIds() {}

    /**
     * A UUIDv7 (RFC 9562, 5.7): the milliseconds of {@code at}, then 74 bits of a hash over the rest where a random one has random
     * bits.
     */
    static UUID of(String source, UUID subject, String type, long sequence, Instant at) {
        var digest = sha256();
        digest.update(source.getBytes(StandardCharsets.UTF_8));
        digest.update(inFirstVersion(type).getBytes(StandardCharsets.UTF_8));
        digest.update(ByteBuffer.allocate(24)
                .putLong(subject.getMostSignificantBits())
                .putLong(subject.getLeastSignificantBits())
                .putLong(sequence)
                .array());
        var hash = ByteBuffer.wrap(digest.digest());
        long high = at.toEpochMilli() << 16 | VERSION_7 | hash.getLong() & 0x0fffL;
        long low = RFC_VARIANT | hash.getLong() & 0x3fff_ffff_ffff_ffffL;
        return new UUID(high, low);
    }

    private static String inFirstVersion(String type) {
        int version = type.lastIndexOf(".v");
        return version < 0 ? type : type.substring(0, version) + ".v1";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
