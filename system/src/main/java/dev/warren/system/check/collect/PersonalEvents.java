package dev.warren.system.check.collect;

import dev.warren.system.check.Books.Account;
import dev.warren.system.check.Traffic.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The events that the journal must not keep. An account's sequence tells how many events there were, the journal which of them it
 * has; the others are personal. The id of each follows from what it is, but for the time in its first 48 bits: it is found
 * among the ids that somebody has met, and if nobody has met it, it was heard by nobody.
 */
final class PersonalEvents {

    private static final String SPEAKER = "user-service";
    private static final long RANDOM_HIGH = 0xfffL;
    private static final long RANDOM_LOW = 0x3fff_ffff_ffff_ffffL;

    /** What is left of an id without its time, version and variant. */
    private record Hash(long high, long low) {
        static Hash of(UUID id) {
            return new Hash(id.getMostSignificantBits() & RANDOM_HIGH, id.getLeastSignificantBits() & RANDOM_LOW);
        }
    }

    private record Version(UUID user, long sequence) {}

    private PersonalEvents() {}

    /** @param met every id that somebody has handled, parked or not published yet */
    static List<Event> of(List<Account> accounts, List<Event> journal, Stream<UUID> met) {
        Map<Hash, UUID> ids = new HashMap<>();
        met.forEach(id -> ids.put(Hash.of(id), id));
        Set<Version> kept = new HashSet<>();
        journal.stream()
                .filter(event -> event.type().startsWith("user."))
                .forEach(event -> kept.add(new Version(event.subject(), event.sequence())));
        var events = new ArrayList<Event>();
        for (Account account : accounts) {
            for (long sequence = 1; sequence <= account.sequence(); sequence++) {
                if (!kept.contains(new Version(account.userId(), sequence))) {
                    events.add(event(account.userId(), sequence, ids));
                }
            }
        }
        return events;
    }

    private static Event event(UUID user, long sequence, Map<Hash, UUID> ids) {
        String type = sequence == 1 ? "user.registered.v1" : "user.updated.v1";
        Hash hash = hash(type, user, sequence);
        UUID id = ids.getOrDefault(hash, new UUID(0x7000L | hash.high(), 1L << 63 | hash.low()));
        Instant at = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        return new Event(id, type, user, sequence, at, null, null, null, null);
    }

    private static Hash hash(String type, UUID user, long sequence) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(SPEAKER.getBytes(StandardCharsets.UTF_8));
            digest.update(type.getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(3 * Long.BYTES)
                    .putLong(user.getMostSignificantBits())
                    .putLong(user.getLeastSignificantBits())
                    .putLong(sequence)
                    .array());
            var bits = ByteBuffer.wrap(digest.digest());
            return new Hash(bits.getLong() & RANDOM_HIGH, bits.getLong() & RANDOM_LOW);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
