package dev.warren.system.launcher;

import dev.warren.local.LocalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** While open, no other command changes what runs here. The operating system lets go of it when this process dies. */
final class OneAtATime implements AutoCloseable {
    private final FileChannel lock;

    private OneAtATime(FileChannel lock) {
        this.lock = lock;
    }

    /** @throws LocalException {@code BUSY} when another command is at work */
    static OneAtATime in(Home home) {
        Path file = home.local().resolve("lock");
        try {
            Files.createDirectories(home.local());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                throw new LocalException(
                        "BUSY",
                        "another ./warren up or down is at work in " + home.project() + ": wait until it has ended.");
            }
            return new OneAtATime(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be locked", e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
