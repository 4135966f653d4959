package dev.warren.system.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the services could not handle, from the command line: the operations of {@code /dead-letters} on the running system. */
@Command(
        name = "dead-letters",
        description = "List, show, send back or discard what the services could not handle.",
        subcommands = {
            DeadLettersList.class,
            DeadLettersShow.class,
            DeadLettersRedrive.class,
            DeadLettersDiscard.class,
            HelpCommand.class
        })
public final class DeadLettersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say which: list, show, redrive or discard");
    }
}
