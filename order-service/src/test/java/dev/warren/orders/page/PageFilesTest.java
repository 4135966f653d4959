package dev.warren.orders.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the page without a browser. */
class PageFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources/page");
    private static final int MOST_BYTES = 300_000;

    @Test
    void every_part_that_is_named_is_there_and_every_part_is_named() throws IOException {
        var named = new TreeSet<>(Set.of("index.html", "uPlot.LICENSE.txt"));
        String index = text("index.html");
        named.addAll(found(index, "(?:href|src)=\"page/([^\"]+)\""));
        found(index, "data-panel=\"([^\"]+)\"").forEach(panel -> named.add(panel + ".js"));
        for (Path script : files("js")) {
            named.addAll(found(Files.readString(script), "(?:from|import) \"\\./([^\"]+)\""));
        }

        assertThat(files("").stream().map(it -> it.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(named);
        assertThat(named)
                .allSatisfy(name -> assertThat(Asset.find(name)).as(name).isPresent());
    }

    @Test
    void nothing_is_from_elsewhere_and_nothing_stands_inline() throws IOException {
        assertThat(text("index.html"))
                .doesNotContainPattern("https?:|//|<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*src=)");
        for (Path style : files("css")) {
            assertThat(Files.readString(style)).as(style.toString()).doesNotContainPattern("https?:|@import|url\\(");
        }
    }

    @Test
    void text_never_becomes_markup_or_code() throws IOException {
        for (Path script : files("js")) {
            if (!script.endsWith("uPlot.iife.min.js")) {
                assertThat(Files.readString(script))
                        .as(script.toString())
                        .doesNotContainPattern(
                                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function");
            }
        }
    }

    @Test
    void the_whole_page_weighs_300_kilobytes_at_most() throws IOException {
        long bytes = 0;
        for (Path file : files("")) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../application.yml",
                "%2e%2e",
                "none.js",
                "page.js/",
                "./page.js",
                "page.class",
                "page"
            })
    void what_is_no_part_of_the_page_is_not_found(String name) {
        assertThat(Asset.find(name)).isEmpty();
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(it -> it.toString().endsWith(ending)).collect(Collectors.toSet());
        }
    }

    private static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }
}
