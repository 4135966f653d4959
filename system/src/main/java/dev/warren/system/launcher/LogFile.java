package dev.warren.system.launcher;

import dev.warren.local.LocalException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log of one instance, read line by line while it grows. For one thread. */
final class LogFile implements AutoCloseable {

    private final Path path;
    private final String instance;
    private final InputStream bytes;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private LogLine before;
    private LogLine next;

    /** @throws LocalException {@code LOG_UNREADABLE} */
    LogFile(Path path, String instance) {
        this.path = path;
        this.instance = instance;
        try {
            this.bytes = new BufferedInputStream(Files.newInputStream(path));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The next line without taking it; null as long as there is no whole one. */
    LogLine peek() {
        if (next == null) {
            String text = line();
            next = text == null ? null : LogLine.after(before, instance, text);
        }
        return next;
    }

    /** Takes the line that {@link #peek} has shown. */
    LogLine take() {
        before = peek();
        next = null;
        return before;
    }

    private String line() {
        try {
            for (int read = bytes.read(); read >= 0; read = bytes.read()) {
                if (read == '\n') {
                    String line = begun.toString(StandardCharsets.UTF_8);
                    begun.reset();
                    return line;
                }
                begun.write(read);
            }
            return null;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private LocalException unreadable(IOException e) {
        return new LocalException("LOG_UNREADABLE", path + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            bytes.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
