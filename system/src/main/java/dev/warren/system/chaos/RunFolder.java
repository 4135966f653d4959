package dev.warren.system.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.warren.local.Folders;
import dev.warren.local.PrivateFile;
import dev.warren.system.check.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that is left of one run: the schedule, the clients' history, the evidence, the logs, the report. */
record RunFolder(Path path) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** A folder with nothing in it. */
    static RunFolder emptied(Path path) {
        Folders.delete(path);
        PrivateFile.createFolders(path);
        return new RunFolder(path);
    }

    Path rig() {
        return path.resolve("rig");
    }

    Path history() {
        return path.resolve("history.jsonl");
    }

    Path report() {
        return path.resolve("report.html");
    }

    /** What the books are checked from; the last time counts. */
    void write(Evidence evidence) throws IOException {
        JSON.writeValue(path.resolve("evidence.json").toFile(), evidence);
    }

    void write(Plan plan) throws IOException {
        Files.writeString(
                path.resolve("schedule.txt"),
                plan.schedule().stream().map(planned -> planned + "\n").collect(Collectors.joining()));
    }

    /** Writes the report. Databases and programs of the rig stay only if there is something to look for in them. */
    void write(Outcome outcome) throws IOException {
        var report = new Report(outcome);
        report.write(report());
        Files.write(path.resolve("timeline.txt"), (Iterable<String>) report.timeline()::iterator);
        Files.write(path.resolve("violations.txt"), outcome.violations());
        Folders.delete(rig().resolve("running"));
        if (outcome.violations().isEmpty()) {
            for (String data : List.of("postgres/data", "broker/data")) {
                Folders.delete(rig().resolve(data));
            }
        }
    }
}
