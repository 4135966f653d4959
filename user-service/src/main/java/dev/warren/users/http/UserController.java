package dev.warren.users.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.warren.edge.idempotency.IdempotencyKeys;
import dev.warren.edge.paging.Page;
import dev.warren.edge.paging.PageRequest;
import dev.warren.edge.problem.Ids;
import dev.warren.edge.problem.ProblemException;
import dev.warren.events.UserId;
import dev.warren.users.Profile;
import dev.warren.users.Registering;
import dev.warren.users.Registering.Registered;
import dev.warren.users.User;
import dev.warren.users.UserInput.RegisterUser;
import dev.warren.users.storage.Users;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.validation.Valid;
import java.net.URI;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/** Who may order, and for how much. */
@Controller("/users")
class UserController {

    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final Registering registering;
    private final Users users;

    UserController(Registering registering, Users users) {
        this.registering = registering;
        this.users = users;
    }

    @Post
    CompletionStage<HttpResponse<UserView>> register(HttpRequest<?> http, @Body @Valid NewUser body) {
        var id = new UserId(ids.generate());
        var profile = new Profile(body.name(), body.email());
        return registering
                .register(new RegisterUser(id, profile, body.creditLimit(), IdempotencyKeys.of(http)))
                .thenApply(UserController::created);
    }

    private static HttpResponse<UserView> created(Registered registered) {
        var user = UserView.of(registered.user());
        var answer = HttpResponse.created(user, URI.create("/users/" + user.id()));
        return registered.isReplay() ? answer.header("Idempotent-Replayed", "true") : answer;
    }

    @Get("/{id}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    UserView user(String id) throws SQLException {
        User user = users.find(Ids.parse("id", id)).orElseThrow(() -> ProblemException.notFound("user", id));
        return UserView.of(user);
    }

    @Get
    @ExecuteOn(TaskExecutors.BLOCKING)
    Page<UserView> users(PageRequest page) throws SQLException {
        return Page.of(
                users.page(page.after(), page.limit() + 1).stream()
                        .map(UserView::of)
                        .toList(),
                page,
                UserView::id);
    }
}
