package dev.warren.orders.page;

import dev.warren.edge.caching.Conditional;
import dev.warren.edge.problem.ProblemException;
import dev.warren.edge.security.PartsOfPage;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The live page and its parts: open to everybody, as it shows what whoever looks at it may ask for. Each part is read once. Thread-safe. */
@Hidden
@Controller
@PartsOfPage
@Secured(SecurityRule.IS_ANONYMOUS)
final class PageController {

    /** Nothing from elsewhere, and no script or style but those beside the page. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Kept, and asked for again each time: a new version of the page is never mixed with an old one. */
    private static final String REVALIDATED = "no-cache";

    private final ConcurrentMap<String, Asset> assets = new ConcurrentHashMap<>();

    @Get("/")
    HttpResponse<byte[]> page(HttpRequest<?> request) {
        return answer(request, "index.html");
    }

    @Get("/page/{name}")
    HttpResponse<byte[]> part(HttpRequest<?> request, String name) {
        return answer(request, name);
    }

    private HttpResponse<byte[]> answer(HttpRequest<?> request, String name) {
        Asset asset = assets.computeIfAbsent(
                name, it -> Asset.find(it).orElseThrow(() -> ProblemException.notFound("part of the page", it)));
        return Conditional.answer(request, asset.version(), asset.bytes())
                .contentType(asset.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, REVALIDATED)
                .header("Content-Security-Policy", POLICY);
    }
}
