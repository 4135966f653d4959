package dev.warren.system.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.warren.local.LocalException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What figures were measured on, and how busy it was before. */
final class Machine {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** By what it is; blocks for some round trips. */
    static Map<String, String> facts(Subject subject) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var facts = new LinkedHashMap<String, String>();
        facts.put("processors", "%d × %s".formatted(system.getAvailableProcessors(), processor()));
        facts.put("memory", "%.1f GiB".formatted(system.getTotalMemorySize() / Math.pow(2, 30)));
        facts.put("system", "%s %s, %s".formatted(system.getName(), system.getVersion(), system.getArch()));
        facts.put("Java", System.getProperty("java.runtime.version"));
        facts.put("RabbitMQ", subject.live().admin().version());
        facts.put("PostgreSQL", postgres(subject));
        facts.put("load average before", "%.2f".formatted(system.getSystemLoadAverage()));
        return facts;
    }

    private static String processor() {
        try (var lines = Files.lines(PROCESSOR)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*:\\s*", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            // Only Linux has the file.
            return System.getProperty("os.arch");
        }
    }

    private static String postgres(Subject subject) {
        try (var connection = subject.live().databases().connect("order-service")) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new LocalException("DATABASE_UNREADABLE", "the database of order-service: " + e.getMessage(), e);
        }
    }
}
