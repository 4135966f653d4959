package dev.warren.system.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads and writes documents; what is written is the same for the same content. */
final class Yaml {

    private static final YAMLMapper MAPPER = YAMLMapper.builder(
                    YAMLFactory.builder().stringQuotingChecker(new TimesToo()).build())
            .disable(Feature.WRITE_DOC_START_MARKER, Feature.SPLIT_LINES)
            .enable(
                    Feature.MINIMIZE_QUOTES,
                    Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                    Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    /** A time without quotes is no text to the readers of YAML 1.1. */
    private static final class TimesToo extends StringQuotingChecker.Default {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || value.matches("\\d{4}-\\d\\d-\\d\\d.*");
        }
    }

    private Yaml() {}

    static ObjectNode read(URL source) {
        try (var text = source.openStream()) {
            // By way of plain maps: Jackson alone would not follow anchors.
            Object plain = new org.yaml.snakeyaml.Yaml(new LoaderOptions()).load(text);
            return MAPPER.valueToTree(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(source + " cannot be read", e);
        }
    }

    static String write(ObjectNode document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document that cannot be written", e);
        }
    }
}
