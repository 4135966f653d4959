package dev.warren.system.launcher;

import dev.warren.local.PrivateFile;
import dev.warren.local.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Passwords of this machine, one file each with mode 0600. */
record SecretFiles(Path folder) {

    /** The secret of that name; it is generated at its first use. */
    String get(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            PrivateFile.write(file, Secrets.newPassword());
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a secret that somebody else made. */
    void put(String name, String secret) {
        PrivateFile.write(folder.resolve(name), secret);
    }
}
