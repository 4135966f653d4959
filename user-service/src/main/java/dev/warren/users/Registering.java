package dev.warren.users;

import dev.warren.edge.idempotency.CallersKey;
import dev.warren.edge.idempotency.IdempotencyKeys;
import dev.warren.edge.idempotency.UnderWay;
import dev.warren.edge.problem.ProblemException;
import dev.warren.messaging.Commands;
import dev.warren.users.UserInput.RegisterUser;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** Opens accounts. */
@Singleton
public final class Registering {

    /**
     * Somebody who has registered.
     *
     * @param isReplay whether before, under the same idempotency key
     */
    public record Registered(User user, boolean isReplay) {}

    private final Commands<UserInput, Account> commands;
    private final UnderWay<CallersKey, Account> underWay = new UnderWay<>();

    Registering(Commands<UserInput, Account> commands) {
        this.commands = commands;
    }

    /**
     * Registers somebody, or finds whom the same caller has registered under the same key, and who may be erased by now. Never blocks. Thread-safe.
     *
     * @return completes once the account is committed together with what is said about it. Fails as {@link Commands#submit} does, and
     *     with a {@link ProblemException} when the key was used for somebody else
     */
    public CompletableFuture<Registered> register(RegisterUser command) {
        return submit(command).thenApply(account -> {
            boolean isReplay = !account.userId().equals(command.userId());
            if (isReplay
                    && !account.user().isErased()
                    && !account.registration().isOf(command)) {
                throw IdempotencyKeys.reused(command.idempotencyKey().key(), "user " + account.userId());
            }
            return new Registered(account.user(), isReplay);
        });
    }

    private CompletableFuture<Account> submit(RegisterUser command) {
        return command.idempotencyKey() == null
                ? commands.submit(command)
                : underWay.share(command.idempotencyKey(), () -> commands.submit(command));
    }
}
