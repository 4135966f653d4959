package dev.warren.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What has to be remembered of a database server between starts; {@code process} is null while it is stopped. */
record LocalPostgresState(String password, int port, RunningProcess process) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static LocalPostgresState readOrFresh(Path folder) {
        Path file = file(folder);
        if (!Files.exists(file)) {
            return new LocalPostgresState(Secrets.newPassword(), 0, null);
        }
        try {
            return JSON.readValue(file.toFile(), LocalPostgresState.class);
        } catch (IOException e) {
            throw new LocalException("DATABASE_STATE", file + " cannot be read: " + e.getMessage(), e);
        }
    }

    void write(Path folder) {
        try {
            PrivateFile.write(
                    file(folder), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("postgres.json");
    }
}
