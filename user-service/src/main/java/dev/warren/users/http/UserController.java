package dev.warren.users.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.warren.edge.caching.Conditional;
import dev.warren.edge.caching.IfMatch;
import dev.warren.edge.caching.UnlessChanged;
import dev.warren.edge.caching.UnlessKnown;
import dev.warren.edge.idempotency.IdempotencyKeys;
import dev.warren.edge.idempotency.KeyedOnce;
import dev.warren.edge.paging.Page;
import dev.warren.edge.paging.PageRequest;
import dev.warren.edge.problem.Codes;
import dev.warren.edge.problem.Ids;
import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.security.Caller;
import dev.warren.edge.security.Roles;
import dev.warren.events.UserId;
import dev.warren.messaging.Commands;
import dev.warren.users.Account;
import dev.warren.users.Profile;
import dev.warren.users.Registering;
import dev.warren.users.Registering.Registered;
import dev.warren.users.User;
import dev.warren.users.UserInput;
import dev.warren.users.UserInput.ChangeCreditLimit;
import dev.warren.users.UserInput.ChangeUser;
import dev.warren.users.UserInput.EraseUser;
import dev.warren.users.UserInput.RegisterUser;
import dev.warren.users.storage.Users;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;
import org.joda.money.Money;

/** Who may order, and for how much. */
@Controller("/users")
@Secured({Roles.CUSTOMER, Roles.OPERATOR})
class UserController {

    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final Registering registering;
    private final Commands<UserInput, Account> commands;
    private final Users users;

    UserController(Registering registering, Commands<UserInput, Account> commands, Users users) {
        this.registering = registering;
        this.commands = commands;
        this.users = users;
    }

    /** Registers a user with a credit limit; under an idempotency key at most once for each caller. */
    @Post
    @Secured(Roles.OPERATOR)
    @KeyedOnce
    @ApiResponse(responseCode = "201", description = "registered", useReturnTypeSchema = true)
    CompletionStage<HttpResponse<UserView>> registerUser(
            HttpRequest<?> http, Caller caller, @Body @Valid NewUser body) {
        var id = new UserId(ids.generate());
        var profile = new Profile(body.name(), body.email());
        return registering
                .register(new RegisterUser(id, profile, body.creditLimit(), IdempotencyKeys.of(http, caller)))
                .thenApply(UserController::created);
    }

    private static HttpResponse<UserView> created(Registered registered) {
        User user = present(registered.user(), registered.user().id());
        var answer = Conditional.tagged(
                HttpResponse.created(UserView.of(user), URI.create("/users/" + user.id())), user.version());
        return registered.isReplay() ? answer.header("Idempotent-Replayed", "true") : answer;
    }

    /** Changes name, address or both; with {@code If-Match} only what the caller has seen. */
    @Patch("/{id}")
    @UnlessChanged
    @ApiResponse(responseCode = "200", description = "as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "410", description = "the user was erased")
    CompletionStage<HttpResponse<UserView>> changeUser(
            HttpRequest<?> http, Caller caller, String id, @Body @Valid UserPatch patch) {
        return changed(patch.of(userId(id, caller), IfMatch.of(http)));
    }

    /** Sets the credit limit. A limit below what is reserved grants nothing more and takes nothing back. */
    @Put("/{id}/credit-limit")
    @Secured(Roles.OPERATOR)
    @UnlessChanged
    @ApiResponse(responseCode = "200", description = "as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "410", description = "the user was erased")
    CompletionStage<HttpResponse<UserView>> changeCreditLimit(
            HttpRequest<?> http, Caller caller, String id, @Body Money creditLimit) {
        if (creditLimit.isNegative()) {
            throw ProblemException.invalid(
                    "amount", creditLimit.getAmount(), "must not be negative but was " + creditLimit.getAmount());
        }
        return changed(new ChangeCreditLimit(userId(id, caller), creditLimit, IfMatch.of(http)));
    }

    /** Erases the personal data of a user, here and wherever it was told; the account stays without it. Asked again it answers as before. */
    @Delete("/{id}")
    @Consumes(MediaType.ALL)
    @UnlessChanged
    @ApiResponse(responseCode = "202", description = "erased here, and elsewhere as soon as it is heard")
    CompletionStage<HttpResponse<?>> eraseUser(HttpRequest<?> http, Caller caller, String id) {
        UserId userId = userId(id, caller);
        return commands.submit(new EraseUser(userId, IfMatch.of(http))).thenApply(account -> {
            if (account == null || account.user() == null) {
                throw unknown(userId);
            }
            return HttpResponse.accepted();
        });
    }

    private CompletionStage<HttpResponse<UserView>> changed(ChangeUser command) {
        return commands.submit(command).thenApply(account -> {
            User user = present(account == null ? null : account.user(), command.userId());
            return Conditional.tagged(HttpResponse.ok(UserView.of(user)), user.version());
        });
    }

    /** One user, with what is left of the credit. */
    @Get("/{id}")
    @UnlessKnown
    @ApiResponse(responseCode = "410", description = "the user was erased")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<UserView> user(HttpRequest<?> http, Caller caller, String id) throws SQLException {
        UserId userId = userId(id, caller);
        User user = present(users.find(userId.value()).orElse(null), userId);
        return Conditional.answer(http, user.version(), UserView.of(user));
    }

    /** A user owns itself: to a customer, all others are not there. */
    private static UserId userId(String id, Caller caller) {
        var userId = new UserId(Ids.parse("id", id));
        if (!caller.mayActFor(userId.value())) {
            throw unknown(userId);
        }
        return userId;
    }

    private static ProblemException unknown(UserId id) {
        return ProblemException.notFound("user", id);
    }

    private static User present(@Nullable User user, UserId id) {
        if (user == null) {
            throw unknown(id);
        }
        if (user.isErased()) {
            throw new ProblemException(
                    HttpStatus.GONE, Codes.GONE, "user " + id + " was erased: nothing personal is kept of them");
        }
        return user;
    }

    /** All users that the caller may see. */
    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<UserView> users(PageRequest page, Caller caller) throws SQLException {
        return Page.of(
                users.page(caller.only(), page.after(), page.limit() + 1).stream()
                        .map(UserView::of)
                        .toList(),
                page,
                UserView::id);
    }
}
