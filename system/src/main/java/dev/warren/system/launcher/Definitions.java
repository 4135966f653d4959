package dev.warren.system.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.local.LocalException;
import dev.warren.local.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The broker's definitions as they are kept, without passwords, made fit to be imported. */
final class Definitions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Definitions() {}

    /**
     * The definitions as they are kept.
     *
     * @throws LocalException {@code DEFINITIONS_MISSING}
     */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new LocalException(
                    "DEFINITIONS_MISSING", file + " cannot be read: restore it from version control.", e);
        }
    }

    /**
     * The same definitions with a password for every user.
     *
     * @param passwordOf the password of the user of that name
     * @throws LocalException {@code DEFINITIONS_UNREADABLE} when they are no JSON
     */
    static String withPasswords(String definitions, UnaryOperator<String> passwordOf) {
        try {
            JsonNode complete = JSON.readTree(definitions);
            for (JsonNode user : complete.path("users")) {
                ((ObjectNode) user)
                        .put(
                                "password_hash",
                                Secrets.rabbitHash(
                                        passwordOf.apply(user.path("name").asText())))
                        .put("hashing_algorithm", Secrets.RABBIT_HASHING_ALGORITHM);
            }
            return JSON.writeValueAsString(complete);
        } catch (JsonProcessingException e) {
            throw new LocalException(
                    "DEFINITIONS_UNREADABLE", "the broker's definitions are no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
