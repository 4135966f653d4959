package dev.warren.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReleasedSchemasTest {

    @Test
    void a_released_schema_never_changes() throws Exception {
        Path schemas = schemas();
        Map<String, String> released = new TreeMap<>();
        Files.readAllLines(schemas.resolve("released.sha256"), UTF_8).forEach(line -> {
            String[] hashAndFile = line.split(" {2}");
            released.put(hashAndFile[1], hashAndFile[0]);
        });

        assertThat(hashes(schemas))
                .as("Listeners in the field rely on released schemas: write a new version beside the old and append"
                        + " its hash to released.sha256")
                .isEqualTo(released);
    }

    private static Map<String, String> hashes(Path schemas) throws IOException, NoSuchAlgorithmException {
        Map<String, String> hashes = new TreeMap<>();
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.list(schemas)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".json")).toList()) {
                hashes.put(
                        file.getFileName().toString(),
                        HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file))));
            }
        }
        return hashes;
    }

    private static Path schemas() throws URISyntaxException {
        return Path.of(ReleasedSchemasTest.class.getResource("/schemas").toURI());
    }
}
