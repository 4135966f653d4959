package dev.warren.system.launcher;

import dev.warren.edge.security.SigningSecret;
import dev.warren.edge.security.TokenSigner;
import dev.warren.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Tokens for the services of this machine, which share the secret in {@code .warren/secrets/tokens}. */
record LocalTokens(Home home) {

    private static final String SECRET = "tokens";

    /** Longer than any command runs. */
    private static final Duration A_DAY = Duration.ofDays(1);

    /** The file with the secret; it is generated at its first use. */
    Path secretFile() {
        SecretFiles secrets = new SecretFiles(home.secrets());
        secrets.get(SECRET);
        return secrets.folder().resolve(SECRET);
    }

    /** @throws LocalException {@code NO_SECRET} if the file cannot be read */
    static TokenSigner signer(Path secretFile) {
        try {
            return new TokenSigner(
                    new SigningSecret(Files.readString(secretFile).strip()), Clock.systemUTC());
        } catch (IOException e) {
            throw new LocalException("NO_SECRET", secretFile + " must hold the secret but cannot be read", e);
        }
    }

    /** What our own commands show to services that ask for a token. */
    Optional<String> ours(State state) {
        return state.secured() ? Optional.of(signer(secretFile()).operator("warren", A_DAY)) : Optional.empty();
    }
}
