package dev.warren.system.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.local.LocalException;
import dev.warren.local.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code .warren/state.json}: written after every part that was started, so that even a killed {@code up} can be undone. */
record StateFile(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static StateFile of(Home home) {
        return new StateFile(home.local().resolve("state.json"));
    }

    /** What was written last, or {@link State#NOTHING}. */
    State read() {
        if (!Files.exists(path)) {
            return State.NOTHING;
        }
        try {
            return JSON.readValue(path.toFile(), State.class);
        } catch (IOException e) {
            throw new LocalException(
                    "STATE_UNREADABLE",
                    path + " cannot be read: " + e.getMessage() + ". Delete it; ./warren up tells what still runs.",
                    e);
        }
    }

    void write(State state) {
        try {
            PrivateFile.write(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(state));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
