package dev.warren.edge.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.security.config.SecurityConfiguration;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Whose tokens are believed ({@code edge.security.…}), while {@code micronaut.security.enabled} is true. Exactly one of the first
 * three says by which key a token is checked.
 *
 * @param secret shared with whoever signs tokens, by HS256; 32 bytes or more
 * @param secretFile the file that holds it
 * @param jwksUrl where the issuer publishes its public keys, for RS256, PS256 and ES256
 * @param issuer what a token must have as {@code iss}
 * @param audience what a token must have in {@code aud}
 */
@ConfigurationProperties("edge.security")
@Requires(beans = SecurityConfiguration.class)
public record SecuritySettings(
        @Nullable String secret,
        @Nullable Path secretFile,
        @Nullable URL jwksUrl,
        @Bindable(defaultValue = DEFAULT_NAME) String issuer,
        @Bindable(defaultValue = DEFAULT_NAME) String audience) {

    /** Of issuer and audience, where nobody says otherwise. */
    public static final String DEFAULT_NAME = "warren";

    public SecuritySettings {
        long keys =
                Stream.of(secret, secretFile, jwksUrl).filter(it -> it != null).count();
        if (keys != 1) {
            throw new ConfigurationException(
                    "SECURITY_KEY: micronaut.security.enabled needs exactly one of edge.security.secret, .secret-file and"
                            + " .jwks-url but there were " + keys);
        }
    }

    /** Not for logs. */
    SigningSecret signingSecret() {
        return secret == null ? read(secretFile) : new SigningSecret(secret);
    }

    private static SigningSecret read(Path file) {
        try {
            return new SigningSecret(
                    Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new ConfigurationException(
                    "SECURITY_KEY: edge.security.secret-file must be a file that this service can read but was %s (%s)"
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }

    @Override
    public String toString() {
        return "tokens of %s for %s by %s".formatted(issuer, audience, jwksUrl == null ? "a secret" : jwksUrl);
    }
}
