package dev.warren.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltJarTest {
    @TempDir
    Path project;

    @Test
    void the_copy_follows_the_build() throws IOException {
        Path lib = Files.createDirectories(project.resolve("order-service/target/lib"));
        Path built = project.resolve("order-service/target/order-service-0.1.0-SNAPSHOT.jar");
        Files.writeString(built, "first");
        Files.writeString(lib.resolve("old.jar"), "old");
        Path copy = new BuiltJar(project, project.resolve("copies"), "order-service").copied();
        assertThat(copy).hasContent("first");

        Files.writeString(built, "the second");
        Files.delete(lib.resolve("old.jar"));
        Files.writeString(lib.resolve("new.jar"), "new");
        new BuiltJar(project, project.resolve("copies"), "order-service").copied();

        assertThat(copy).hasContent("the second");
        assertThat(copy.resolveSibling("lib"))
                .isDirectoryContaining("glob:**new.jar")
                .isDirectoryNotContaining("glob:**old.jar");
    }

    @Test
    void what_was_not_built_is_named() {
        assertThatThrownBy(() -> new BuiltJar(project, project.resolve("copies"), "order-service").copied())
                .isInstanceOf(LocalException.class)
                .hasMessageStartingWith("NOT_BUILT")
                .hasMessageContaining("order-service-0.1.0-SNAPSHOT.jar");
    }
}
