package dev.warren.edge.security;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** A route of every kind. */
@Controller("/safe")
@Secured({Roles.CUSTOMER, Roles.OPERATOR})
class SafeController {

    @Get("/mine")
    String mine(Caller caller) {
        return caller.name() + " " + caller.only().isPresent();
    }

    @Get("/operators")
    @Secured(Roles.OPERATOR)
    String operators(Caller caller) {
        return caller.name() + " " + caller.only().isPresent();
    }

    @Get("/open")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<String> open() {
        return HttpResponse.ok("open").header("Cache-Control", "max-age=60");
    }

    @Get("/page")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @PartsOfPage
    String page() {
        return "a part of it";
    }
}
