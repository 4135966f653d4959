package dev.warren.system.launcher;

import dev.warren.edge.security.TokenSigner;
import dev.warren.local.LocalException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a token for the secured system. */
@Command(name = "token", description = "Print a token for services that were started with up --secure.")
public final class TokenCommand implements Callable<Integer> {

    private static final Pattern DURATION = Pattern.compile("[1-9][0-9]{0,5}[smhd]");

    @ArgGroup(multiplicity = "1")
    private Who who;

    /** One of them. */
    static final class Who {

        @Option(names = "--user", paramLabel = "ID", description = "For a customer: the id of its user.")
        private UUID user;

        @Option(names = "--operator", description = "For an operator.")
        private boolean operator;
    }

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "How long it is good: a number with s, m, h or d (default: ${DEFAULT-VALUE}).")
    private String time;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "Sign with the secret in it (default: that of up --secure).")
    private Path secretFile;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TokenSigner signer = secretFile == null ? ofThisSystem() : LocalTokens.signer(secretFile);
        spec.commandLine()
                .getOut()
                .println(who.user == null ? signer.operator("operator", time()) : signer.customer(who.user, time()));
        return 0;
    }

    private static TokenSigner ofThisSystem() {
        Home home = Home.here();
        if (!StateFile.of(home).read().secured()) {
            throw new LocalException(
                    "NOT_SECURED",
                    "no service here asks for tokens. Start them so: ./warren down, ./warren up --secure");
        }
        return LocalTokens.signer(new LocalTokens(home).secretFile());
    }

    private Duration time() {
        if (!DURATION.matcher(time).matches()) {
            throw new LocalException("BAD_OPTION", "--for must be a number with s, m, h or d but was " + time);
        }
        String unit = time.substring(time.length() - 1);
        return Duration.parse((unit.equals("d") ? "P" : "PT") + time);
    }
}
