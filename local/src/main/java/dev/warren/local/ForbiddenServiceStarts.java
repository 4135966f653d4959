package dev.warren.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Until restored, packages that are being installed start no service: a {@code policy-rc.d} says 101, "forbidden by policy". One
 * that is there and already says so is left alone; another is put aside and back again. Undone at the exit of the JVM as
 * well, because a machine that keeps the file would never start a service again.
 */
final class ForbiddenServiceStarts {
    private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");
    private static final Path ASIDE = Path.of("/usr/sbin/policy-rc.d.aside-by-warren");
    private static final int FORBIDDEN = 101;

    private boolean ours;

    private ForbiddenServiceStarts() {}

    static ForbiddenServiceStarts forNow() {
        ForbiddenServiceStarts forbidden = new ForbiddenServiceStarts();
        boolean already = Files.isExecutable(POLICY)
                && Command.of(POLICY.toString(), "rabbitmq-server", "start")
                                .run()
                                .exitCode()
                        == FORBIDDEN;
        if (!already) {
            forbidden.put();
        }
        return forbidden;
    }

    private synchronized void put() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::restore));
            ours = true;
            if (Files.exists(POLICY)) {
                Files.move(POLICY, ASIDE, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(POLICY, "#!/bin/sh\nexit " + FORBIDDEN + "\n");
            Files.setPosixFilePermissions(POLICY, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            restore();
            throw new UncheckedIOException(e);
        }
    }

    /** Starts are allowed again; more than once is fine. */
    synchronized void restore() {
        if (!ours) {
            return;
        }
        ours = false;
        try {
            Files.deleteIfExists(POLICY);
            if (Files.exists(ASIDE)) {
                Files.move(ASIDE, POLICY);
            }
        } catch (IOException e) {
            throw new LocalException(
                    "POLICY_LEFT", POLICY + " could not be restored: " + e + ". Restore it by hand.", e);
        }
    }
}
