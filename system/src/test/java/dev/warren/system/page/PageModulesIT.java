package dev.warren.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.system.node.NodePrograms;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PageModulesIT {

    private static final Path PAGE =
            Path.of("../order-service/src/main/resources/page").toAbsolutePath();

    @Test
    void what_the_page_decides_without_a_browser_is_right() throws IOException {
        var tested = NodePrograms.run("page.mjs", PAGE);

        assertThat(tested.succeeded()).as(tested.tail()).isTrue();
    }
}
