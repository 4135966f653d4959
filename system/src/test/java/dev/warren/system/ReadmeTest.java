package dev.warren.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what was compiled. */
class ReadmeTest {

    private static final Path EXAMPLE = Path.of("src/test/java/dev/warren/examples/points/PointsService.java");

    @Test
    void the_fifth_service_of_the_readme_is_the_one_that_is_compiled() throws IOException {
        assertThat(javaBlock(Files.readString(Path.of("../README.md"))))
                .as("the Java block of README.md is the marked region of %s: copy it over", EXAMPLE)
                .isEqualTo(region(Files.readString(EXAMPLE)));
    }

    private static String javaBlock(String readme) {
        var block = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(block.find()).as("README.md has a Java block").isTrue();
        return block.group(1);
    }

    private static String region(String source) {
        return source.substring(
                source.indexOf("// readme:begin\n") + "// readme:begin\n".length(), source.indexOf("// readme:end"));
    }
}
