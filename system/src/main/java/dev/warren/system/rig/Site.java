package dev.warren.system.rig;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a rig stands. Immutable.
 *
 * @param project the folder with the modules that Maven has built
 * @param folder everything that the rig writes; emptied when it is set up
 * @param programs where PostgreSQL's programs are unpacked; outlives the rig
 * @param environment settings for every service, on top of the rig's own
 */
public record Site(Path project, Path folder, Path programs, Map<String, String> environment) {

    /** The site of a test of the module {@code system}. */
    public static Site ofTest(String name) {
        Path rigs = Path.of("target", "rig").toAbsolutePath();
        return new Site(
                Path.of("..").toAbsolutePath().normalize(), rigs.resolve(name), rigs.resolve("programs"), Map.of());
    }

    /** What one start of a service has besides: JVM flags such as {@code -Dwarren.fail-point=…}, and environment. */
    public record Extras(List<String> jvmFlags, Map<String, String> environment) {
        public static final Extras NONE = new Extras(List.of(), Map.of());

        public static Extras flags(String... jvmFlags) {
            return new Extras(List.of(jvmFlags), Map.of());
        }
    }
}
