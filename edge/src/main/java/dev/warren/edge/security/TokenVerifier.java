package dev.warren.edge.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.warren.edge.problem.ProblemException;
import dev.warren.messaging.UnavailableException;
import io.micronaut.http.HttpStatus;
import io.micronaut.security.authentication.Authentication;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Checks tokens: signed by one of the keys we know with one of the algorithms we allow, by our issuer for our audience, valid now (30 s
 * of leeway), of somebody with a role. Thread-safe. Blocks only with a JWKS URL, while unknown keys are fetched.
 */
final class TokenVerifier {

    /** The attribute of when a token is good no more, leeway included; an {@link Instant}. */
    static final String UNTIL = "warren.until";

    private static final Duration LEEWAY = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Set<JWSAlgorithm> BY_PUBLIC_KEY =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    TokenVerifier(SecuritySettings settings) {
        processor.setJWSKeySelector(
                settings.jwksUrl() == null
                        ? new JWSVerificationKeySelector<>(
                                JWSAlgorithm.HS256,
                                new ImmutableSecret<>(settings.signingSecret().bytes()))
                        : new JWSVerificationKeySelector<>(BY_PUBLIC_KEY, published(settings)));
        var claims = new DefaultJWTClaimsVerifier<>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("sub", "exp", "iat"));
        claims.setMaxClockSkew((int) LEEWAY.toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** Kept for five minutes, fetched again ahead of that, and used while the issuer is away. */
    private static JWKSource<SecurityContext> published(SecuritySettings settings) {
        return JWKSourceBuilder.<SecurityContext>create(settings.jwksUrl())
                .retrying(true)
                .outageTolerant(true)
                .build();
    }

    /**
     * @throws ProblemException 401 {@code TOKEN_EXPIRED} or {@code TOKEN_INVALID}
     * @throws UnavailableException if the issuer's keys cannot be fetched now
     */
    Authentication verify(String token) {
        try {
            return authentication(processor.process(token, null));
        } catch (ExpiredJWTException e) {
            throw refused("TOKEN_EXPIRED", "the token has expired: get a new one");
        } catch (RemoteKeySourceException e) {
            throw new UnavailableException("the keys of the tokens' issuer cannot be fetched", RETRY_AFTER, e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            // Which check it failed would help only those who forge.
            throw refused("TOKEN_INVALID", "the token is not valid here: get one from this system's issuer");
        }
    }

    private static Authentication authentication(JWTClaimsSet claims) throws ParseException {
        List<String> named = claims.getStringListClaim("roles");
        Collection<String> roles = Stream.of(Roles.CUSTOMER, Roles.OPERATOR)
                .filter(role -> named != null && named.contains(role))
                .toList();
        boolean isSomebody =
                roles.contains(Roles.OPERATOR) || roles.contains(Roles.CUSTOMER) && isId(claims.getSubject());
        if (!isSomebody) {
            throw refused(
                    "TOKEN_INVALID",
                    "the token must name customer or operator in roles, and as a customer's the user's id in sub");
        }
        Instant until = claims.getExpirationTime().toInstant().plus(LEEWAY);
        return Authentication.build(claims.getSubject(), roles, Map.of(UNTIL, until));
    }

    private static boolean isId(String subject) {
        try {
            return UUID.fromString(subject).toString().equals(subject);
        } catch (IllegalArgumentException noId) {
            return false;
        }
    }

    private static ProblemException refused(String code, String detail) {
        return new ProblemException(HttpStatus.UNAUTHORIZED, code, detail);
    }
}
