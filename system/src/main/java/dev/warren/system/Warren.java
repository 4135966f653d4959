package dev.warren.system;

import dev.warren.local.LocalException;
import dev.warren.system.chaos.ChaosCommand;
import dev.warren.system.crash.CrashMatrixCommand;
import dev.warren.system.documents.DocumentsCommand;
import dev.warren.system.launcher.BenchCommand;
import dev.warren.system.launcher.CheckCommand;
import dev.warren.system.launcher.DeadLettersCommand;
import dev.warren.system.launcher.DemoCommand;
import dev.warren.system.launcher.Down;
import dev.warren.system.launcher.LogsCommand;
import dev.warren.system.launcher.RecordCommand;
import dev.warren.system.launcher.ReplayCommand;
import dev.warren.system.launcher.Status;
import dev.warren.system.launcher.TokenCommand;
import dev.warren.system.launcher.TopologyCommand;
import dev.warren.system.launcher.TourCommand;
import dev.warren.system.launcher.Up;
import dev.warren.system.launcher.WatchCommand;
import dev.warren.system.simulation.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.OptionSpec;

/** The one command: what follows {@code ./warren}, save {@code test}, which the script runs itself. */
@Command(
        name = "warren",
        description = "Orders over RabbitMQ, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Up.class,
            Down.class,
            Status.class,
            DemoCommand.class,
            TourCommand.class,
            WatchCommand.class,
            LogsCommand.class,
            CheckCommand.class,
            BenchCommand.class,
            DeadLettersCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            TokenCommand.class,
            SimulateCommand.class,
            TopologyCommand.class,
            DocumentsCommand.class,
            CrashMatrixCommand.class,
            ChaosCommand.class,
            HelpCommand.class
        },
        footer = {"", "  test    Run every test: mvn verify, with one real broker for all."})
public final class Warren {
    private Warren() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var warren = new CommandLine(new Warren());
        withHelp(warren);
        return warren.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof LocalException expected) {
                command.getErr().println(expected.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            return 1;
        });
    }

    /** {@code --help} is understood everywhere, as well as {@code help COMMAND}. */
    private static void withHelp(CommandLine command) {
        if (!command.getCommandSpec().helpCommand()) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help and exit.")
                            .build());
            command.getSubcommands().values().forEach(Warren::withHelp);
        }
    }
}
