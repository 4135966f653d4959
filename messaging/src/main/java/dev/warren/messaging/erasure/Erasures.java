package dev.warren.messaging.erasure;

import com.fasterxml.uuid.Generators;
import dev.warren.messaging.Privacy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose personal data is to be forgotten. Their dead letters go with it, those that are there and those that come later; an audit row
 * stays of each. A message is somebody's if it may hold personal data and their id stands anywhere in it: what cannot be read
 * may have lost its subject.
 *
 * <p>Stateless; the caller owns the transaction.
 */
public final class Erasures {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Kept for good: a message that comes back months later must find it. */
    private static final String REMEMBER = """
            insert into erased_subjects (subject, erased_at) select *, ? from unnest(?::uuid[]) as ids order by 1
            on conflict do nothing""";

    /** What people have noted about a letter may be personal as well. */
    private static final String FORGET = """
            with forgotten as (
                delete from dead_letters using unnest(?::uuid[]) as erased (subject)
                where coalesce(type, '') <> all(?::text[])
                and (position(convert_to(subject::text, 'UTF8') in body) > 0
                     or position(convert_to(subject::text, 'UTF8') in properties) > 0)
                returning id, message_id),
            silenced as (
                update dead_letter_audit set note = null
                where note is not null and dead_letter_id in (select id from forgotten))
            insert into dead_letter_audit (dead_letter_id, message_id, action, by_whom, at)
            select id, message_id, 'ERASED', ?, ? from forgotten""";

    private static final String NOT_KEPT = """
            insert into dead_letter_audit (dead_letter_id, message_id, action, by_whom, at)
            select ?, ?, 'ERASED', ?, ? where exists (select from erased_subjects where subject = any(?))""";

    private final Privacy privacy;

    public Erasures(Privacy privacy) {
        this.privacy = privacy;
    }

    /** From now on nothing that may hold personal data of the subjects is kept. */
    public void erase(Connection transaction, Collection<UUID> subjects, Instant now) throws SQLException {
        if (subjects.isEmpty()) {
            return;
        }
        var ids = transaction.createArrayOf("uuid", subjects.toArray());
        try (var insert = transaction.prepareStatement(REMEMBER)) {
            insert.setObject(1, now.atOffset(ZoneOffset.UTC));
            insert.setArray(2, ids);
            insert.executeUpdate();
        }
        try (var delete = transaction.prepareStatement(FORGET)) {
            delete.setArray(1, ids);
            delete.setArray(
                    2, transaction.createArrayOf("text", privacy.impersonal().toArray()));
            delete.setString(3, privacy.erasedBy().orElseThrow());
            delete.setObject(4, now.atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }

    /**
     * Keeps erasures out until the transaction ends: of a letter that is being stored and an erasure that does not see it yet, one
     * waits for the other.
     */
    public void holdOff(Connection transaction) throws SQLException {
        if (privacy.erasedBy().isPresent()) {
            try (var lock = transaction.createStatement()) {
                lock.execute("lock table erased_subjects in share mode");
            }
        }
    }

    /**
     * Whether a message must not be kept, of which an audit row then tells. Only while erasures are {@linkplain #holdOff held off}.
     *
     * @param properties in AMQP's encoding
     */
    public boolean mustForget(
            Connection transaction,
            String messageId,
            Optional<String> type,
            byte[] properties,
            byte[] body,
            Instant now)
            throws SQLException {
        if (privacy.erasedBy().isEmpty()
                || type.filter(privacy.impersonal()::contains).isPresent()) {
            return false;
        }
        Set<UUID> named =
                Stream.of(properties, body).flatMap(Erasures::ids).collect(Collectors.toCollection(HashSet::new));
        try (var insert = transaction.prepareStatement(NOT_KEPT)) {
            insert.setObject(1, Generators.timeBasedEpochGenerator().generate());
            insert.setString(2, messageId);
            insert.setString(3, privacy.erasedBy().orElseThrow());
            insert.setObject(4, now.atOffset(ZoneOffset.UTC));
            insert.setArray(5, transaction.createArrayOf("uuid", named.toArray()));
            return insert.executeUpdate() > 0;
        }
    }

    /** Every byte is a character here, so that nothing is lost in what is no text. */
    private static Stream<UUID> ids(byte[] bytes) {
        return ID.matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                .results()
                .map(match -> UUID.fromString(match.group()));
    }
}
