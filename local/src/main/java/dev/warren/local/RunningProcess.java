package dev.warren.local;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process of this machine that is known across restarts of our own: a number alone may meanwhile belong to somebody
 * else, so its start is remembered too. Immutable; fit to be stored as JSON.
 *
 * @param pid the process id
 * @param started when it started, in the words of the operating system; compared for equality only
 */
public record RunningProcess(long pid, String started) {

    /** The process as it runs now, or empty when there is none of that id. */
    public static Optional<RunningProcess> of(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(handle -> new RunningProcess(pid, start(handle)));
    }

    /** Whether this very process, not another that inherited its number, is still there. */
    @JsonIgnore
    public boolean isAlive() {
        return handle().isPresent();
    }

    /**
     * Asks the process to end (SIGTERM), waits, and ends it by force (SIGKILL) when it did not. Blocks at most for the
     * grace period, which may be zero, and five seconds more.
     *
     * @return whether it ended by itself
     */
    public boolean stop(Duration grace) {
        if (!grace.isZero()) {
            handle().ifPresent(ProcessHandle::destroy);
        }
        if (Await.until(grace, () -> !isAlive())) {
            return true;
        }
        handle().ifPresent(ProcessHandle::destroyForcibly);
        Await.until(Duration.ofSeconds(5), () -> !isAlive());
        return false;
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> started.equals(start(handle)))
                .filter(handle -> !isZombie());
    }

    /** Linux counts ticks since boot, which a changed wall clock leaves alone; elsewhere the JDK's instant must do. */
    private static String start(ProcessHandle handle) {
        return statFields(handle.pid())
                .map(fields -> "tick " + fields[19])
                .orElseGet(
                        () -> handle.info().startInstant().map(Object::toString).orElse("unknown"));
    }

    /** In a container nobody may be there to reap an orphan; it holds nothing any more and counts as gone. */
    private boolean isZombie() {
        return statFields(pid).map(fields -> fields[0].equals("Z")).orElse(false);
    }

    /** The fields of /proc/PID/stat after the name, which may itself contain blanks and parentheses. */
    private static Optional<String[]> statFields(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
