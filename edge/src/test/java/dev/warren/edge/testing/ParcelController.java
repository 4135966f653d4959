package dev.warren.edge.testing;

import dev.warren.edge.paging.Page;
import dev.warren.edge.paging.PageRequest;
import dev.warren.edge.problem.Ids;
import dev.warren.edge.problem.ProblemException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** What a well-behaved controller looks like. */
@Controller("/parcels")
class ParcelController {

    @Post
    @Status(HttpStatus.CREATED)
    Parcel send(@Body @Valid Parcel parcel) {
        return parcel;
    }

    @Get("/{id}")
    Known one(String id) {
        UUID known = Ids.parse("id", id);
        if (known.getLeastSignificantBits() == 0) {
            throw ProblemException.notFound("parcel", known);
        }
        return new Known(known, null);
    }

    /** Ids 1 to 120, newest first. */
    @Get
    Page<Known> list(PageRequest page) {
        long below = page.after().map(UUID::getLeastSignificantBits).orElse(121L);
        List<Known> rows = LongStream.iterate(below - 1, id -> id > 0, id -> id - 1)
                .limit(page.limit() + 1L)
                .mapToObj(id -> new Known(new UUID(0, id), null))
                .toList();
        return Page.of(rows, page, Known::id);
    }

    @Get("/heavier")
    HttpResponse<String> heavier(
            @QueryValue @Max(5) int than,
            @Nullable @QueryValue Parcel.Speed speed,
            @QueryValue(defaultValue = "false") boolean fragile) {
        return HttpResponse.ok("{}");
    }

    @Get("/gone")
    HttpResponse<Void> gone() {
        return HttpResponse.status(HttpStatus.GONE);
    }

    @Get("/nothing")
    Known nothing() {
        return null;
    }

    /** An answer with a field that is null. */
    @Introspected
    record Known(UUID id, String reason) {}
}
