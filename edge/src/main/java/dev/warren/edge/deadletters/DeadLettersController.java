package dev.warren.edge.deadletters;

import dev.warren.edge.paging.Page;
import dev.warren.edge.paging.PageRequest;
import dev.warren.edge.problem.Ids;
import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.security.Caller;
import dev.warren.edge.security.Roles;
import dev.warren.messaging.Messaging;
import dev.warren.messaging.UnavailableException;
import dev.warren.messaging.deadletters.DeadLetter;
import dev.warren.messaging.deadletters.DeadLetters;
import dev.warren.messaging.deadletters.Filter;
import dev.warren.messaging.deadletters.Redrive;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What this service could not handle: read, mended, sent back, discarded. */
@Controller("/dead-letters")
@Secured(Roles.OPERATOR)
@Requires(beans = Messaging.class)
@ExecuteOn(TaskExecutors.BLOCKING)
class DeadLettersController {

    private static final int LONGEST_REASON = 1000;

    private final Messaging messaging;

    DeadLettersController(Messaging messaging) {
        this.messaging = messaging;
    }

    /** Dead letters without their bodies; {@code reason} is a part of it. */
    @Get
    Page<DeadLetterView.Summary> deadLetters(
            @Nullable @QueryValue DeadLetter.Status status,
            @Nullable @QueryValue String type,
            @Nullable @QueryValue String reason,
            PageRequest page)
            throws SQLException {
        List<DeadLetter> rows = letters().page(filter(status, type, reason), page.after(), page.limit() + 1);
        return Page.of(rows.stream().map(DeadLetterView.Summary::of).toList(), page, DeadLetterView.Summary::id);
    }

    /** One dead letter, with its message and what was done about it. */
    @Get("/{id}")
    DeadLetterView deadLetter(String id) throws SQLException {
        return view(letters().find(Ids.parse("id", id)));
    }

    /** Mends a parked message before it is sent back. */
    @Put("/{id}")
    @ApiResponse(responseCode = "200", description = "as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "it is not parked, or was changed meanwhile")
    DeadLetterView editDeadLetter(String id, @Body @Valid DeadLetterEdit edit, Caller caller) throws SQLException {
        return view(letters().edit(Ids.parse("id", id), edit.toEdit(), caller.name()));
    }

    /** Sends a parked message back to its queue; {@code force} also if it is older than the inbox keeps. */
    @Post("/{id}/redrive")
    @Consumes(MediaType.ALL)
    @ApiResponse(responseCode = "202", description = "it is on its way", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "it is not parked, or is older than the inbox keeps")
    HttpResponse<DeadLetterView> redriveDeadLetter(
            String id, @QueryValue(defaultValue = "false") boolean force, Caller caller) throws SQLException {
        return HttpResponse.accepted().body(view(letters().redrive(Ids.parse("id", id), force, caller.name())));
    }

    /** All that are parked and match, canaries first. */
    @Post("/redrive")
    @Consumes(MediaType.ALL)
    @ApiResponse(responseCode = "202", description = "started; ask for it at Location", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "another one runs, or all that match are alike older than the inbox keeps")
    HttpResponse<Redrive> redriveDeadLetters(
            @Nullable @QueryValue String type,
            @Nullable @QueryValue String reason,
            @QueryValue(defaultValue = "false") boolean force,
            Caller caller)
            throws SQLException {
        Redrive started = letters().redrive(filter(null, type, reason), force, caller.name());
        return HttpResponse.<Redrive>accepted(URI.create("/dead-letters/redrives/" + started.id()))
                .body(started);
    }

    /** How far a redrive of many is. */
    @Get("/redrives/{id}")
    Redrive redrive(String id) throws SQLException {
        return letters().findRedrive(Ids.parse("id", id));
    }

    /** Gives a parked message up for good, for a reason that is kept. */
    @Delete("/{id}")
    @ApiResponse(responseCode = "200", description = "as it is now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "it is not parked")
    DeadLetterView discardDeadLetter(
            String id,
            @Parameter(required = true, schema = @Schema(type = "string", minLength = 1, maxLength = LONGEST_REASON))
                    @Nullable
                    @QueryValue
                    String reason,
            Caller caller)
            throws SQLException {
        UUID letter = Ids.parse("id", id);
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw ProblemException.invalid(
                    "reason",
                    reason,
                    "must say in 1 to %d characters why the message need not be handled: DELETE …?reason=…"
                            .formatted(LONGEST_REASON));
        }
        return view(letters().discard(letter, reason, caller.name()));
    }

    private DeadLetterView view(DeadLetter letter) throws SQLException {
        return DeadLetterView.of(letter, letters().deeds(letter.id()));
    }

    private static Filter filter(DeadLetter.Status status, String type, String reason) {
        return new Filter(
                Optional.ofNullable(status),
                Optional.ofNullable(type).map(DeadLettersController::searchable),
                Optional.ofNullable(reason).map(DeadLettersController::searchable));
    }

    /** No text in the database holds a NUL, and none can be asked for. */
    private static String searchable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private DeadLetters letters() {
        return messaging
                .deadLetters()
                .orElseThrow(
                        () -> new UnavailableException("the service is not started yet", Duration.ofSeconds(2), null));
    }
}
