package dev.warren.orders.documents;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/** A page on which people read the OpenAPI document and try what it says. */
@Hidden
@Controller("/openapi/view")
@Secured(SecurityRule.IS_ANONYMOUS)
final class ViewerController {

    /** Nothing from elsewhere, and no script but those beside the page. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>Warren: HTTP</title>
              <link rel="stylesheet" href="view/swagger-ui.css">
              <link rel="icon" href="view/favicon-32x32.png">
              <script src="view/swagger-ui-bundle.js" defer></script>
              <script src="view/warren.js" defer></script>
            </head>
            <body><div id="operations"></div></body>
            </html>
            """;

    @Get(produces = MediaType.TEXT_HTML)
    HttpResponse<String> page() {
        return HttpResponse.ok(PAGE).header("Content-Security-Policy", POLICY);
    }
}
