package dev.warren.system.documents;

import dev.warren.system.launcher.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Writes the documents where the services find them, after a change of what is asked or said. */
@Command(
        name = "documents",
        description = "Write the OpenAPI and AsyncAPI documents, as the code says, into the source tree.")
public final class DocumentsCommand implements Callable<Integer> {

    static final Path OPENAPI = Path.of("order-service/src/main/resources/openapi.yaml");
    static final Path ASYNCAPI = Path.of("events-schema/src/main/resources/asyncapi.yaml");

    @Override
    public Integer call() throws IOException {
        write(Home.here().project());
        return 0;
    }

    static void write(Path project) throws IOException {
        Files.writeString(project.resolve(OPENAPI), OpenApi.text());
        Files.writeString(project.resolve(ASYNCAPI), AsyncApi.text());
    }
}
