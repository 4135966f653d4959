package dev.warren.orders.page;

import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of the page, as it lies on the class path. Immutable.
 *
 * @param version another one for other bytes
 */
record Asset(byte[] bytes, String mediaType, String version) {

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", MediaType.TEXT_HTML,
            "css", "text/css",
            "js", "text/javascript",
            "svg", "image/svg+xml",
            "txt", MediaType.TEXT_PLAIN);

    /** No slash and no dot before a dot: nobody gets out of the folder. */
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9-]{1,40}(\\.[A-Za-z0-9-]{1,40}){0,2}\\.([a-z]{2,4})");

    private static final int VERSION_BYTES = 12;

    /** Empty if there is none of that name. Reads the class path. */
    static Optional<Asset> find(String name) {
        var parts = NAME.matcher(name);
        if (!parts.matches() || !MEDIA_TYPES.containsKey(parts.group(2))) {
            return Optional.empty();
        }
        try (InputStream resource = Asset.class.getResourceAsStream("/page/" + name)) {
            if (resource == null) {
                return Optional.empty();
            }
            byte[] bytes = resource.readAllBytes();
            return Optional.of(new Asset(bytes, MEDIA_TYPES.get(parts.group(2)), version(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException("page/" + name + " cannot be read from the class path", e);
        }
    }

    private static String version(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, VERSION_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
