package dev.warren.edge.paging;

import dev.warren.edge.problem.Codes;
import dev.warren.edge.problem.ProblemException;
import io.micronaut.http.HttpStatus;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Cursors: an id in 22 characters that mean nothing to whoever carries them. */
final class Cursors {

    private Cursors() {}

    static String of(UUID id) {
        ByteBuffer bytes =
                ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static UUID parse(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == 16) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                UUID id = new UUID(buffer.getLong(), buffer.getLong());
                if (of(id).equals(cursor)) {
                    return id;
                }
            }
        } catch (IllegalArgumentException notBase64) {
            // Reported below.
        }
        throw new ProblemException(
                        HttpStatus.BAD_REQUEST,
                        Codes.INVALID_CURSOR,
                        "cursor must be the nextCursor of the page before, unchanged; leave it out for the first page")
                .at("cursor", cursor);
    }
}
