package dev.warren.system.inputs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;

/** Inputs that others have collected; {@code corpora/ORIGIN.md} says who. Some documents are no UTF-8, hence bytes. */
record Corpora(List<Document> documents, List<String> strings) {

    /** @param name begins with {@code n_} if no JSON parser may accept it */
    record Document(String name, byte[] bytes) {}

    static Corpora read() {
        try {
            return new Corpora(readDocuments(), readStrings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Document> readDocuments() throws IOException {
        var documents = new ArrayList<Document>();
        try (var zip = new ZipInputStream(Corpora.class.getResourceAsStream("/corpora/json-test-suite.zip"))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".json")) {
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    documents.add(new Document(name, zip.readAllBytes()));
                }
            }
        }
        return List.copyOf(documents);
    }

    private static List<String> readStrings() throws IOException {
        try (var json = Corpora.class.getResourceAsStream("/corpora/blns.json")) {
            return List.of(new ObjectMapper().readValue(json, String[].class));
        }
    }
}
